import type { HarnessFile, ParseContext } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asObject } from '../reading/json';

/** One test as iperf3 wrote it, whether as one document (`-J`) or as a line for each event (`--json-stream`). */
export interface Iperf3Document {
  start: Record<string, unknown>;
  intervals: Record<string, unknown>[];
  end: Record<string, unknown>;
  /** What went wrong, in the tool's words. */
  error: string | undefined;
  /** Line on which it begins. */
  line: number;
  streamed: boolean;
  /** Whether its end was written. */
  ended: boolean;
}

/** All tests of a file: a server writes one document after another, and warnings may stand between them. */
export async function iperf3Documents(file: HarnessFile, context: ParseContext): Promise<Iperf3Document[]> {
  const found: Iperf3Document[] = [];
  let stream: Iperf3Document | undefined;
  let lastStreamed: Iperf3Document | undefined;
  for (const { value, line } of await embeddedJson(file, context, { bareNumbers: true })) {
    const entry = asObject(value);
    if (!entry) continue;
    if (typeof entry.event === 'string') {
      if (!stream || entry.event === 'start') {
        stream = { start: {}, intervals: [], end: {}, error: undefined, line, streamed: true, ended: false };
        found.push(stream);
      }
      takeEvent(stream, entry.event, entry.data);
      if (stream.ended) {
        lastStreamed = stream;
        stream = undefined;
      }
    } else if (asObject(entry.start) ?? asObject(entry.end)) {
      const document: Iperf3Document = {
        start: asObject(entry.start) ?? {},
        intervals: objects(entry.intervals),
        end: asObject(entry.end) ?? {},
        error: typeof entry.error === 'string' ? entry.error : undefined,
        line,
        streamed: false,
        ended: true,
      };
      // With `--json-stream-full-output` the whole document follows the events of the same test.
      const cookie = lastStreamed?.start.cookie;
      if (cookie === undefined || cookie !== document.start.cookie) found.push(document);
    }
  }
  return found;
}

function takeEvent(stream: Iperf3Document, event: string, data: unknown): void {
  if (event === 'start') stream.start = asObject(data) ?? {};
  else if (event === 'interval') {
    const interval = asObject(data);
    if (interval) stream.intervals.push(interval);
  } else if (event === 'end') {
    stream.end = asObject(data) ?? {};
    stream.ended = true;
  } else if (event === 'error' && typeof data === 'string') stream.error = data;
}

/** The objects in a list; nothing where it is none. */
export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(asObject).filter((one) => one !== undefined) : [];
}
