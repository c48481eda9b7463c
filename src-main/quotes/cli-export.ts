import { resolve } from 'node:path';
import { writeNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, requiredOption } from '../command-line';
import { quoteArgument, quoteOf, refusals } from './cli-quote';

/** The format that a file's name asks for; `usage` for others. */
function formatOf(out: string): 'csv' | 'xlsx' {
  const format = (['csv', 'xlsx'] as const).find((one) => out.toLowerCase().endsWith(`.${one}`));
  if (format) return format;
  throw new ProofdeskError({ code: 'usage', message: `--out ends in .csv or .xlsx, not ${out}.` });
}

/** Quotes as tables for a spreadsheet or a script. */
export const exportCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'export'],
    about: 'Write a version of a quote as a table or workbook: its lines, its bills by date, its totals.',
    arguments: [quoteArgument],
    options: [
      { name: 'out', value: 'FILE', about: 'where to; its ending says which, .csv or .xlsx (required)' },
      { name: 'version', value: 'NUMBER', about: 'which version; the newest frozen one unless said' },
      { name: 'with-cost', about: 'with cost and margin, for those who may read them; such a file stays inside' },
    ],
    exitCodes: { ...refusals, 66: 'there is no such quote or version, or its costs are not known' },
    examples: [
      { line: 'proofdesk quote export Q-A7-0001 --out quote.xlsx', about: 'a workbook of the newest version' },
      { line: 'proofdesk quote export Q-A7-0001 --version 1 --out first.csv --json', about: 'for a script' },
    ],
    async run(call) {
      const out = requiredOption(call, 'out');
      const format = formatOf(out);
      const { client, quote } = await quoteOf(call);
      const version = call.integer('version', { from: 1 });
      const { base64, mediaType } = await client.quotes.export({
        quote: quote.id,
        format,
        ...(version !== undefined && { version }),
        ...(call.flag('with-cost') && { withCost: true }),
      });
      const bytes = Buffer.from(base64, 'base64');
      const path = resolve(call.io.folder, out);
      await writeNamedFile(path, bytes);
      call.answer({ path, mediaType, size: bytes.length }, () => `${path}\n`);
      return 0;
    },
  },
];
