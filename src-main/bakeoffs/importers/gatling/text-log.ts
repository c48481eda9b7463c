import type { HarnessFile, Json, ParseContext, ParsedRun, Place } from '../interface';
import { textLines } from '../reading/lines';
import type { Unusable } from '../reading/skipped';
import { LoggedRun, logFormat } from './results';

/** What the line of the run says. */
export interface RunLine {
  simulation: string;
  start: number;
  description: string;
  version: string;
}

const kinds = new Set(['RUN', 'USER', 'REQUEST', 'GROUP', 'ERROR', 'ASSERTION']);
/** Milliseconds since 1970. A name may be a number too, but none as long as this. */
const timestamp = /^\d{12,15}$/;

/**
 * What a line of the log is. The kind stands first (2.3 and later) or, before, third, behind scenario and user.
 */
export function kindOf(fields: readonly string[]): { kind: string; old: boolean } | undefined {
  if (kinds.has(fields[0]!)) return { kind: fields[0]!, old: false };
  return fields.length > 2 && kinds.has(fields[2]!) ? { kind: fields[2]!, old: true } : undefined;
}

/** The line of the run; undefined for any other line. */
export function runLineOf(line: string): RunLine | undefined {
  const fields = line.split('\t');
  const what = kindOf(fields);
  if (what?.kind !== 'RUN') return undefined;
  const [simulation, , start, description, version] = what.old
    ? [fields[0], fields[1], fields[3], fields[4], fields[5]]
    : fields.slice(1);
  if (simulation === undefined || !timestamp.test(start ?? '')) return undefined;
  return { simulation, start: Number(start), description: (description ?? '').trim(), version: (version ?? '').trim() };
}

/** Whether the first lines of a text are those of a log of Gatling; gives the version, which old logs may not have. */
export function textLogVersion(head: string): string | null {
  const lines = head.split(/\r?\n/, 200);
  for (const line of lines) {
    const run = runLineOf(line);
    if (run) return run.version;
    // Assertions stand before the run.
    if (line !== '' && !line.startsWith('ASSERTION\t') && !requestOf(line.split('\t'))) return null;
    if (line !== '' && requestOf(line.split('\t'))) return '';
  }
  return null;
}

interface RequestFields {
  groups: string;
  name: string;
  start: number;
  end: number;
  status: string;
  message: string;
}

/**
 * The parts of a request's line, found by its status and the time stamps before it, since versions differ in what stands ahead:
 * nothing (3.4 to 3.10), the user (3.0 to 3.3), scenario and user (2.x). Logs of 2.0 to 2.2 have four time stamps: request sent
 * from and to, answer received from and to.
 */
function requestOf(fields: readonly string[]): RequestFields | undefined {
  const what = kindOf(fields);
  if (what?.kind !== 'REQUEST') return undefined;
  for (let at = 4; at < fields.length; at += 1) {
    if ((fields[at] !== 'OK' && fields[at] !== 'KO') || !isEnd(fields[at - 1]!) || !timestamp.test(fields[at - 2]!))
      continue;
    const four = what.old && timestamp.test(fields[at - 3]!) && timestamp.test(fields[at - 4]!) && at >= 8;
    const first = four ? at - 4 : at - 2;
    return {
      groups: fields[first - 2] ?? '',
      name: fields[first - 1]!,
      start: Number(fields[first]),
      end: Number(fields[at - 1]),
      status: fields[at]!,
      message: (fields[at + 1] ?? '').trim(),
    };
  }
  return undefined;
}

/** The end of a request, also that of one that never got an answer, for which Gatling writes the smallest number. */
const isEnd = (text: string): boolean => timestamp.test(text) || text === '-9223372036854775808';

/** Reads Gatling's text log (2.0 to 3.10), one line a record, tab between the fields. */
export async function readTextLog(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const reading = new TextLog(file, context);
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, line] of lines.entries()) if (line !== '') reading.line(line, { line: first + index });
  }
  return reading.finished();
}

class TextLog {
  readonly #run: LoggedRun;
  #header: RunLine | undefined;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {
    this.#run = new LoggedRun(file, context);
  }

  line(line: string, place: Place): void {
    const unusable = this.#take(line.split('\t'), line, place);
    if (unusable) this.#run.skipped.add(unusable, place);
  }

  #take(fields: string[], line: string, place: Place): Unusable | undefined {
    switch (kindOf(fields)?.kind) {
      case 'REQUEST': {
        const found = requestOf(fields);
        if (!found)
          return {
            reason: 'it has no start, end and status of a request (the file may be cut off)',
            value: line.slice(0, 200),
          };
        if (found.end < 0) return { reason: 'the request never ended' };
        const groups = found.groups === '' ? [] : found.groups.split(',');
        return this.#run.request({ ...found, groups, ok: found.status === 'OK' }, place);
      }
      case 'GROUP':
        return this.#group(fields, place);
      case 'USER':
        return this.#user(fields);
      case 'RUN':
        return this.#header ? this.#again(place) : this.#takeHeader(line);
      case 'ERROR':
        this.#run.error();
        return undefined;
      case 'ASSERTION':
        return undefined;
      default:
        return { reason: 'it is no record of Gatling (the file may be cut off)', value: line.slice(0, 200) };
    }
  }

  #takeHeader(line: string): Unusable | undefined {
    this.#header = runLineOf(line);
    return this.#header ? undefined : { reason: 'it does not say when the run began', value: line.slice(0, 200) };
  }

  #again(place: Place): undefined {
    this.context.warn({
      code: 'several-runs',
      message: `Another run begins in line ${place.line}: the logs of several runs seem to be in one file, and are counted as one.`,
      where: { file: this.file.name, ...place },
    });
    return undefined;
  }

  /** The fields before the status are start, end and the requests' time added up. */
  #group(fields: readonly string[], place: Place): Unusable | undefined {
    const at = fields.length - 1;
    const [start, end, added, status] = [fields[at - 3] ?? '', fields[at - 2] ?? '', fields[at - 1] ?? '', fields[at]];
    const whole = timestamp.test(start) && timestamp.test(end) && /^\d{1,15}$/.test(added) && at >= 5;
    if (!whole || (status !== 'OK' && status !== 'KO')) {
      // Logs of 2.x write errors of the script with this name as well.
      if (/^\d{12,15}$/.test(fields.at(-1)!) && fields.length === 3) return void this.#run.error();
      return { reason: 'it has no start, end and status of a group (the file may be cut off)' };
    }
    return this.#run.group(
      fields[at - 4]!.split(','),
      Number(start),
      Number(end),
      Number(added),
      status === 'OK',
      place,
    );
  }

  #user(fields: readonly string[]): Unusable | undefined {
    const at = fields.findIndex((field) => field === 'START' || field === 'END');
    const scenario = fields[0] === 'USER' ? fields[1] : fields[0];
    if (at < 0 || scenario === undefined) return { reason: 'it tells neither start nor end of a user' };
    this.#run.user(scenario, fields[at] === 'START');
    return undefined;
  }

  finished(): ParsedRun {
    const header = this.#header;
    const metadata: { [name: string]: Json } = {
      ...(header && { simulation: header.simulation }),
      ...(header?.version && { toolVersion: header.version }),
      ...(header?.description && { description: header.description }),
      ...(this.file.encoding !== 'utf-8' && { encoding: this.file.encoding }),
    };
    return this.#run.finished(logFormat(header?.version ?? ''), 'line', metadata);
  }
}
