import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import packageFacts from '../../package.json';
import { systemContext } from '../../src-core/context';
import type { DeskClient } from '../../src-shared/contract';
import type { Context } from '../../src-shared/kernel/context';
import { errorRecord, exitCodes, ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, type CliIo, showingFetchedFiles } from '../command-line';
import type { Desk } from '../desk';
import type { Opening, OpeningOptions, WorkspaceWish } from '../opening';
import { type Session, sessionAt } from '../session';
import { reportUnexpectedTo } from '../unexpected';
import { reader } from './given';
import { buildProgram, type Given, type GlobalOptions, usageProblem } from './program';

/** What a run needs besides the line: the world around it and how a workspace is opened. */
export interface CliWorld {
  io: CliIo;
  commands: readonly CliCommand[];
  openDesk(options: OpeningOptions): Promise<Pick<Opening, 'actor' | 'problem'> & { desk: Desk }>;
  signal: AbortSignal;
}

/**
 * Runs one command line and returns its exit code. Never throws: what goes wrong is printed, as a sentence with a hint, or as one
 * line of JSON on standard error with `--json`.
 * @param line the arguments after the program's name
 */
export async function runCommandLine(line: readonly string[], world: CliWorld): Promise<number> {
  const { io } = world;
  let exitCode = 0;
  let answered = false;
  const faults: unknown[] = [];
  const restore = reportUnexpectedTo((error) => faults.push(error));
  const program = buildProgram(
    world.commands,
    line,
    line.every((word) => word.startsWith('-')) ? packageFacts.version : null,
    // Help that was asked for is the answer; help in place of a missing command is not.
    { out: io.out, err: line.includes('--json') ? () => {} : io.err },
    async (command, given) => {
      const call = new Call(command, given, world);
      try {
        exitCode = (await command.run(call)) ?? 0;
        answered = call.answered;
        if (given.globals.json && !answered) {
          throw new ProofdeskError({ code: 'internal', message: `${command.name.join(' ')} gave no answer.` });
        }
      } finally {
        await call.close();
      }
    },
  );
  try {
    await program.parseAsync([...line], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return tellError(thrown, line, io, faults);
  } finally {
    restore();
  }
}

function tellError(thrown: unknown, line: readonly string[], io: CliIo, faults: readonly unknown[]): number {
  let problem: ProofdeskError;
  if (thrown instanceof CommanderError) {
    const usage = usageProblem(thrown);
    if (!usage) return 0;
    problem = new ProofdeskError({ code: 'usage', ...usage });
  } else {
    problem = thrown instanceof ProofdeskError ? thrown : new ProofdeskError(errorRecord(thrown), { cause: thrown });
  }
  const record = problem.toRecord();
  if (line.includes('--json')) {
    io.err(`${JSON.stringify({ error: record })}\n`);
    return exitCodes[record.code];
  }
  const { file, line: row, column, byte, field } = record.where ?? {};
  const place = [
    file,
    row && `line ${row}`,
    column && `column ${column}`,
    byte !== undefined && `byte ${byte}`,
    field && !record.message.startsWith(field) && field,
  ].filter(Boolean);
  io.err(`${record.message}${place.length > 0 ? ` (${place.join(', ')})` : ''}\n`);
  if (record.hint) io.err(`${record.hint}\n`);
  if (record.code === 'internal') {
    if (io.env['PROOFDESK_DEBUG']) {
      for (const fault of [...faults, thrown]) io.err(`${fault instanceof Error ? fault.stack : String(fault)}\n`);
    } else io.err('Run it again with PROOFDESK_DEBUG=1 to see where it failed.\n');
  }
  return exitCodes[record.code];
}

/** One command being run: its arguments, its answer, and the workspace it opened, if it did. */
class Call implements CliCall {
  readonly context: Context;
  readonly io: CliIo;
  readonly signal: AbortSignal;
  readonly actor: string | null;
  readonly workspace: string | null;
  answered = false;
  private opened: Promise<Session> | null = null;
  private showsProgress = false;
  private readonly globals: GlobalOptions;
  readonly argument: CliCall['argument'];
  readonly argumentList: CliCall['argumentList'];
  readonly has: CliCall['has'];
  readonly option: CliCall['option'];
  readonly optionList: CliCall['optionList'];
  readonly flag: CliCall['flag'];
  readonly integer: CliCall['integer'];

  constructor(
    command: CliCommand,
    given: Given,
    private readonly world: CliWorld,
  ) {
    this.globals = given.globals;
    this.io = world.io;
    this.signal = world.signal;
    this.actor = given.globals.as ?? null;
    const folder = given.globals.workspace ?? (this.io.env['PROOFDESK_WORKSPACE'] || null);
    this.workspace = folder === null ? null : resolve(this.io.folder, folder);
    this.context = systemContext(fixedClock(given.globals.now));
    const read = reader(command, given);
    this.argument = read.argument;
    this.argumentList = read.argumentList;
    this.has = read.has;
    this.option = read.option;
    this.optionList = read.optionList;
    this.flag = read.flag;
    this.integer = read.integer;
  }

  answer(document: unknown, text: () => string): void {
    if (this.answered) throw new ProofdeskError({ code: 'internal', message: 'A command answered twice.' });
    this.answered = true;
    this.clearProgress();
    this.io.out(this.globals.json ? `${JSON.stringify(document, null, 2)}\n` : text());
  }

  note(sentence: string): void {
    this.clearProgress();
    this.io.err(`${sentence}\n`);
  }

  progress(fraction: number, message: string): void {
    if (!this.io.terminal || this.globals.json) return;
    this.showsProgress = true;
    const percent = `${Math.round(fraction * 100)} %`.padStart(5);
    this.io.err(`\r\u001b[K${percent}  ${message}`.slice(0, this.io.columns));
  }

  session(wish: WorkspaceWish = 'open'): Promise<Session> {
    this.opened ??= this.open(wish);
    return this.opened;
  }

  async client(wish?: WorkspaceWish): Promise<DeskClient> {
    const { clientInProcess } = await import('../transport');
    return clientInProcess(await this.session(wish));
  }

  async close(): Promise<void> {
    this.clearProgress();
    const session = await this.opened?.catch(() => null);
    for (const { text } of (await session?.desk.close()) ?? []) this.note(text);
  }

  private async open(wish: WorkspaceWish): Promise<Session> {
    const { workspace: folder, context, actor } = this;
    const opening = await this.world.openDesk({ folder, context, actor, wish });
    showingFetchedFiles(this, opening.desk);
    if (opening.problem) this.note(opening.problem.message);
    return sessionAt({ actor: opening.actor }, { desk: opening.desk, face: 'command-line' });
  }

  private clearProgress(): void {
    if (this.showsProgress) this.io.err('\r\u001b[K');
    this.showsProgress = false;
  }
}

/** The time of `--now` in milliseconds; it must name its zone, so that a script means the same everywhere. */
function fixedClock(now: string | undefined): number | undefined {
  if (now === undefined) return undefined;
  const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(now)
    ? Date.parse(now)
    : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new ProofdeskError({
      code: 'usage',
      message: `--now ${now} is not a time in ISO 8601 with its zone.`,
      hint: 'Write it as 2026-01-05T09:00:00Z or 2026-01-05T10:00:00+01:00.',
    });
  }
  return milliseconds;
}
