import type { SignerRecord } from '../statement';

/** One thing that was looked at. */
export interface Check {
  /** The file it is about. */
  file: string;
  /** What was checked, such as `statement signature` or `page`. */
  name: string;
  ok: boolean;
  /** What was compared and how it came out, in a sentence. */
  detail: string;
  /** How many things were compared, where they were counted. */
  compared?: number;
  /** It could not be done with the files at hand; `ok` then only means that nothing was found wrong. */
  skipped?: boolean;
  /** Only the signer's word stands for this: nothing that Proofdesk ships confirms it. */
  vouchedBySigner?: boolean;
}

/** One of the files that were given. */
export interface VerifiedFile {
  file: string;
  kind: 'document' | 'bundle' | 'page';
  /** Number of the quote, bakeoff or readout. */
  number: string;
  title: string;
  signer: SignerRecord;
  /** The workspace's fingerprint in words. */
  fingerprint: string;
}

export interface VerifyReport {
  /** Everything held, and, where trust was asked for, the signer is trusted. */
  ok: boolean;
  /** The files agree with themselves: nothing that was checked failed. */
  consistent: boolean;
  /** The signing workspace is one of those that the caller named. */
  trusted: boolean;
  files: VerifiedFile[];
  checks: Check[];
}

/** Collects the checks of one file. */
export class Checks {
  readonly list: Check[] = [];

  constructor(private readonly file: string) {}

  add(
    name: string,
    ok: boolean,
    detail: string,
    more: Pick<Check, 'compared' | 'skipped' | 'vouchedBySigner'> = {},
  ): boolean {
    this.list.push({ file: this.file, name, ok, detail, ...more });
    return ok;
  }

  /** Names that differ, of two sets of names with digests: altered, missing and added ones, as one sentence; empty if none. */
  static differences(stated: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string {
    const altered = [...stated]
      .filter(([name, digest]) => found.has(name) && found.get(name) !== digest)
      .map(([name]) => name);
    const missing = [...stated.keys()].filter((name) => !found.has(name));
    const added = [...found.keys()].filter((name) => !stated.has(name));
    const say = (names: string[], word: string) =>
      names.length === 0
        ? []
        : [`${word}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`];
    return [...say(altered, 'altered'), ...say(missing, 'missing'), ...say(added, 'added')].join('; ');
  }
}

/** What a thrown value says, for a check's sentence. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
