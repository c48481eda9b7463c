import { join, resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { formatMinor } from '../../src-shared/kernel/money';
import type { CliCommand } from '../command-line';
import type { DemoSummary } from '../sample';

export const demoCommands: readonly CliCommand[] = [
  {
    name: ['demo'],
    about:
      'Do the main job once, from real harness logs to a signed-off quote, and verify the documents from the files alone.',
    options: [{ name: 'out', value: 'FOLDER', about: 'where the documents are written; `out` unless said' }],
    exitCodes: { 1: 'a document did not verify', 65: 'a sample file cannot be read', 69: 'the folder cannot be made' },
    examples: [
      { line: 'proofdesk demo', about: 'writes quote.pdf, proof-deck.pdf, roi.pdf and evidence-bundle.zip into out' },
      { line: 'proofdesk demo --out proof --json', about: 'writes them elsewhere and prints the summary as JSON' },
    ],
    async run(call) {
      const [
        { DeskProcess },
        { runDemo },
        { clientInProcess },
        { sessionAt },
        { verifyFiles },
        { loadDocumentResources },
        { resourcesFolder },
      ] = await Promise.all([
        import('../desk-process'),
        import('../sample'),
        import('../transport'),
        import('../session'),
        import('../documents/verify'),
        import('../documents/resources'),
        import('../installation'),
      ]);
      const out = resolve(call.io.folder, call.option('out') ?? 'out');
      const summary = await runDemo(
        out,
        ({ context, stateFolder, dataFolder }) => {
          const desk = new DeskProcess({
            context,
            stateFolder,
            dataFolder,
            deviceName: 'demonstration',
            watchEvery: 0,
          });
          return { desk, clientOf: (actor) => clientInProcess(sessionAt({ actor }, { desk, face: 'command-line' })) };
        },
        (fraction, message) => call.progress(fraction * 0.9, message),
      );
      call.progress(0.95, 'Verifying the files');
      const report = await verifyFiles(
        summary.files.map(({ name }) => join(out, name)),
        loadDocumentResources(resourcesFolder()),
      );
      call.answer({ ...summary, out, verified: report }, () => table(summary, out, report));
      const broken = report.checks.find(({ ok }) => !ok);
      if (broken) {
        throw new ProofdeskError({
          code: 'check-failed',
          message: `${broken.file}, ${broken.name}: ${broken.detail}`,
          where: { file: broken.file },
        });
      }
      return 0;
    },
  },
];

interface Report {
  consistent: boolean;
  checks: { ok: boolean }[];
}

function table(summary: DemoSummary, out: string, report: Report): string {
  const { bakeoff, quote, value } = summary;
  const hours = (minutes: number): string => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const rows: [string, string][] = [
    ['Deal', summary.deal],
    ['Bakeoff', `${bakeoff.number}, ${bakeoff.runs} runs: ${bakeoff.headline}`],
    ...bakeoff.rows.map(({ label, verdict, sentence }): [string, string] => [`  ${label}`, `${verdict}. ${sentence}`]),
    [
      'Quote',
      `${quote.number}, ${quote.currency} ${formatMinor(quote.totalMinor, quote.currency)}, ${quote.standing} after ${hours(quote.turnaroundMinutes)}`,
    ],
    ...quote.signedBy.map((line): [string, string] => ['  signed off', line]),
    [
      'Value',
      `${value.number}, net benefit ${value.currency} ${value.netBenefit}, present value ${value.netPresentValue}, payback ${value.paybackYears === null ? 'not within the term' : `${value.paybackYears.toFixed(1)} years`}`,
    ],
    ['Receipts', String(summary.receipts)],
    ...summary.files.map(({ name, size, sha256 }): [string, string] => [
      name,
      `${Math.round(size / 1024)} KiB, sha256 ${sha256.slice(0, 16)}…`,
    ]),
    [
      'Verified',
      `${report.checks.filter(({ ok }) => ok).length} of ${report.checks.length} checks hold; signed with sample keys, which anybody has`,
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n')}\n\nWritten to ${out} in ${summary.seconds.toFixed(1)} s.\n`;
}
