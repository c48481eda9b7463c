import type { HarnessFile, Importer, Json, MetricDeclaration, ParseContext, ParsedRun } from '../interface';
import { sumOf } from '../reading/keys';
import { present } from '../reading/quantities';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { type Iperf3Document, iperf3Documents } from './documents';
import { metadataOf, resultOf } from './results';

const format = 'iperf3-json';
const streamFormat = 'iperf3-json-stream';

const metrics: readonly MetricDeclaration[] = [
  {
    name: 'throughput',
    unit: 'bit/s',
    better: 'higher',
    about: 'TCP and SCTP: what arrived per second. UDP: what was sent per second; what was lost stands beside it.',
  },
  { name: 'retransmits', unit: '1', better: 'lower', about: 'TCP segments that were sent again.' },
  { name: 'jitter', unit: 'ms', better: 'lower', about: 'Variation of the packets’ travelling time (UDP, RFC 1889).' },
  { name: 'packet_loss', unit: '%', better: 'lower', about: 'Share of the packets that did not arrive (UDP).' },
];

/** iperf3's JSON (`-J`) of client or server, one or several tests in a file, and its lines of events (`--json-stream`). */
export const importer: Importer = {
  tool: 'iperf3',
  formats: [format, streamFormat],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (/^[ \t]*\{\s*"event"\s*:\s*"(?:start|interval|end|error|server_output_\w+)"\s*,\s*"data"\s*:/m.test(text)) {
      const ours = /"version"\s*:\s*"iperf 3|"bits_per_second"\s*:|"test_start"\s*:/.test(text);
      return { format: streamFormat, by: ours ? 'content' : 'shape' };
    }
    if (!/^[ \t]*\{\s*"start"\s*:\s*\{/m.test(text)) return null;
    const version = /"version"\s*:\s*"iperf 3/.test(text);
    const members = /"(?:intervals|end)"\s*:/.test(text) && /"(?:bits_per_second|test_start|error)"\s*:/.test(text);
    return version || members ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const documents = await iperf3Documents(file!, context);
    const tests = documents.flatMap((document) => {
      const result = resultOf(document);
      if (result) warnOfDoubts(document, result.bySender, file!, context);
      return result ? [{ document, result }] : [];
    });
    const failed = documents.filter((document) => !tests.some((test) => test.document === document));
    if (tests.length === 0) throw withoutResult(documents, file!, context);
    for (const document of failed) {
      context.warn({
        code: 'unfinished-run',
        message: `A test has no result and is left out: ${reasonOf(document)}.`,
        where: { file: file!.name, line: document.line },
      });
    }
    const repeated = tests.length > 1 ? tests[1] : undefined;
    if (repeated) warnOfSeveral(file!, context, tests.length, repeated.document.line);
    const series = tests.flatMap(({ result }) => result.series);
    numberApart(series);
    const totals = present({
      durationSeconds: sumOf(tests.map(({ result }) => result.seconds)),
      bytes: sumOf(tests.map(({ result }) => result.bytes)),
    });
    return {
      format: tests[0]!.document.streamed ? streamFormat : format,
      outcome: tests.every(({ result }) => result.bytes === 0) ? 'ok-no-samples' : 'ok',
      series,
      totals,
      metadata: {
        ...sameMembers(tests.map(({ document }) => metadataOf(document))),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function warnOfDoubts(document: Iperf3Document, bySender: boolean, file: HarnessFile, context: ParseContext): void {
  const where = { file: file.name, line: document.line };
  if (document.error !== undefined) {
    context.warn({ code: 'truncated', message: `The test ended with an error: ${reasonOf(document)}.`, where });
  }
  // A server that sends does not learn what arrived; everywhere else the receiver's figures ought to be there.
  const sendingServer = document.start.accepted_connection !== undefined;
  if (bySender && !sendingServer) {
    context.warn({
      code: 'receiver-unknown',
      message: 'The receiver’s figures are missing; the throughput is what was sent, not what arrived.',
      where,
    });
  }
}

function reasonOf({ error, ended }: Iperf3Document): string {
  if (error !== undefined) return error.slice(0, 200).replace(/[.\s]+$/, '');
  return ended ? 'it has no sums' : 'the lines end before the test does';
}

function withoutResult(documents: readonly Iperf3Document[], file: HarnessFile, context: ParseContext): Error {
  const first = documents.find(({ error }) => error !== undefined) ?? documents[0];
  return context.refusal(file, {
    message: first ? `There is no result: ${reasonOf(first)}.` : 'The file holds no test of iperf3.',
    where: { line: first?.line ?? 1 },
    hint: 'Check that the server was up, and run the test again.',
  });
}

/** What all tests of the file say alike. */
function sameMembers(list: readonly { [name: string]: Json }[]): { [name: string]: Json } {
  const [first, ...others] = list;
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([name, value]) => others.every((other) => other[name] === value)),
  );
}
