import type { DeskClient } from '../../src-shared/contract';
import type { Context } from '../../src-shared/kernel/context';
import type { WorkspaceWish } from '../opening';
import type { Session } from '../session';

/** An argument by its place: `FILE` is named so in help and when a command asks for it. */
export interface CliArgument {
  name: string;
  about: string;
  /** Whether it may be left out. */
  optional?: boolean;
  /** The last one may take all that follow. */
  many?: boolean;
}

/** An option: `--port NUMBER`, or a flag when it has no value. */
export interface CliOption {
  /** Without dashes, words joined by dashes: `valid-until`. */
  name: string;
  about: string;
  /** What its value is called in help; absent for a flag. */
  value?: string;
  choices?: readonly string[];
  /** May be given several times. */
  many?: boolean;
}

export interface CliExample {
  /** The line as typed, with `proofdesk`. */
  line: string;
  about: string;
}

/** The exit codes that a command uses besides 0, 2 and 70, with what each means there: `{ 65: 'the file cannot be read' }`. */
export type CliExitCodes = Readonly<Partial<Record<1 | 65 | 66 | 69 | 77, string>>>;

/** One command of the command line, as data; `src-main/<domain>/cli.ts` exports an array of them. */
export interface CliCommand {
  /** `['deal', 'list']`, `['calc']`. */
  name: readonly string[];
  /** One sentence. */
  about: string;
  arguments?: readonly CliArgument[];
  options?: readonly CliOption[];
  exitCodes?: CliExitCodes;
  examples: readonly [CliExample, CliExample, ...CliExample[]];
  /**
   * Does the work and answers through the call. Import what is heavy inside of it, so that other commands start quickly.
   * @returns an exit code other than 0 only where the answer itself is a "no", such as a check that does not hold
   */
  run(call: CliCall): Promise<number | undefined>;
}

/** What a command is given: what was typed, where to answer, and the workspace when it asks for it. */
export interface CliCall {
  /** The clock and the randomness; `--now` fixes the clock. */
  readonly context: Context;
  readonly io: CliIo;
  /** Who acts, as given by `--as`. */
  readonly actor: string | null;
  /** The workspace's folder, absolute, as given by `--workspace` or PROOFDESK_WORKSPACE. */
  readonly workspace: string | null;
  /** The value of a required argument, or of an optional one that was given. */
  argument(name: string): string;
  /** All values of an argument that takes many, or none. */
  argumentList(name: string): string[];
  /** Whether an optional argument was given. */
  has(name: string): boolean;
  option(name: string): string | undefined;
  optionList(name: string): string[];
  flag(name: string): boolean;
  /** An option as a whole number within limits; `usage` otherwise. */
  integer(name: string, limits?: { from?: number; to?: number }): number | undefined;
  /**
   * The command's one answer: the document with `--json`, the text for a person without. Once a command.
   */
  answer(document: unknown, text: () => string): void;
  /** A sentence beside the answer, on standard error: a warning, a note. */
  note(sentence: string): void;
  /** How far the work is, from 0 to 1; shown on a terminal only. */
  progress(fraction: number, message: string): void;
  /**
   * The session of the person who acts, in the workspace that `--workspace` names or that was open last; opened at the first call.
   * @param wish `open` unless said otherwise: without a workspace it fails with `not-found`
   */
  session(wish?: WorkspaceWish): Promise<Session>;
  /** The typed client of that session: the same calls that the window makes. */
  client(wish?: WorkspaceWish): Promise<DeskClient>;
  /** Aborts when the person interrupts with Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The world around a command line, so that tests can stand in for it. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** Everything on standard input, as text. */
  stdin(): Promise<string>;
  /** Asks a person at the terminal and returns the line typed, empty when the work was interrupted; absent where nobody sits there. */
  ask?(question: string): Promise<string>;
  /** Whether a person reads standard output. */
  readonly terminal: boolean;
  /** The width of the terminal in characters. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}
