import { resolve } from 'node:path';
import { readNamedText } from '../../../src-core/files/named-file';
import { type DocumentLine, documentRequest } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type CliCommand, dealOption, printable, showingJob, table } from '../../command-line';
import { writeDocument } from '../cli-build';
import { documentId } from './cli-blocks';

const outdatedTable = (documents: readonly DocumentLine[]): string =>
  table(
    [
      { title: 'Document', value: ({ id }) => id },
      { title: 'Title', value: ({ title }) => title },
      { title: 'Out of date', value: ({ stale }) => stale.join(' ') },
    ],
    documents,
    'Every document shows what there is.',
  );

/** Documents that are out of date, and many at once, on the command line. */
export const freshnessCliCommands: readonly CliCommand[] = [
  {
    name: ['document', 'outdated'],
    about: 'List documents that show something that has changed since: a price, a verdict, a value, a text, the brand.',
    options: [{ name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' }],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk document outdated', about: 'each with what is newer' },
      { line: 'proofdesk document outdated --deal D-A7-0001 --json', about: 'of one deal, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const documents = await client.documents.outdated({ deal: await dealOption(call, client) });
      call.answer({ documents }, () => outdatedTable(documents));
      return 0;
    },
  },
  {
    name: ['document', 'rebuild'],
    about: 'Make a document again from what it was made of, as that is now; or all that are out of date.',
    arguments: [{ name: 'DOCUMENT', about: 'its id, or the beginning of its SHA-256', optional: true }],
    options: [
      { name: 'outdated', about: 'every document that is out of date, in place of one' },
      { name: 'deal', value: 'DEAL', about: 'with --outdated: only those of this deal' },
      { name: 'out', value: 'FILE', about: 'where one document goes; its own name in this folder unless said' },
    ],
    exitCodes: {
      1: 'some could not be made; each is named',
      66: 'there is no such document',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk document rebuild 3fa94c01d2aa --out quote.pdf', about: 'one, by its digest' },
      { line: 'proofdesk document rebuild --outdated --deal D-A7-0001 --json', about: 'all of a deal' },
    ],
    async run(call) {
      const client = await call.client();
      if (!call.flag('outdated')) {
        if (!call.has('DOCUMENT'))
          throw new ProofdeskError({ code: 'usage', message: 'Name a DOCUMENT, or all of them with --outdated.' });
        const document = await client.documents.rebuild({
          document: await documentId(call, call.argument('DOCUMENT')),
        });
        await writeDocument(call, document, call.option('out'));
        return 0;
      }
      const outdated = await client.documents.outdated({ deal: await dealOption(call, client) });
      const made: DocumentLine[] = [];
      const failed: { document: string; title: string; message: string }[] = [];
      for (const [at, { id, title }] of outdated.entries()) {
        call.progress(at / outdated.length, title);
        try {
          made.push(await client.documents.rebuild({ document: id }));
        } catch (error) {
          if (!(error instanceof ProofdeskError)) throw error;
          failed.push({ document: id, title, message: error.message });
        }
      }
      call.answer({ made, failed }, () => `${made.length} made again.\n`);
      for (const { title, message } of failed) call.note(`${printable(title)}: ${printable(message)}`);
      return failed.length > 0 ? 1 : 0;
    },
  },
  {
    name: ['document', 'batch'],
    about: 'Make many documents one after another; what cannot be made is listed and holds up nothing.',
    arguments: [{ name: 'FILE', about: 'a JSON list of orders: kind, subject, version, disclosure, paper, topic' }],
    exitCodes: {
      1: 'some could not be made; each is named',
      65: 'the file is no list of orders',
      66: 'there is no such file',
    },
    examples: [
      { line: 'proofdesk document batch orders.json', about: 'such as [{"kind":"quote","subject":"…"}]' },
      { line: 'proofdesk document batch orders.json --json', about: 'prints the ids of what was made' },
    ],
    async run(call) {
      const named = call.argument('FILE');
      const text = await readNamedText(resolve(call.io.folder, named), named);
      const orders = ordersIn(text, named);
      const result = await showingJob(call, 'document.batch', async ({ signal }) =>
        (await call.client()).documents.batch({ orders }, { signal }),
      );
      call.answer(result, () => `${result.made} of ${orders.length} made.\n`);
      for (const { kind, subject, message } of result.failed) call.note(`${kind} of ${subject}: ${printable(message)}`);
      return result.failed.length > 0 ? 1 : 0;
    },
  },
];

function ordersIn(text: string, file: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProofdeskError({ code: 'bad-input', message: `${file} is no JSON.`, where: { file } }, { cause });
  }
  const parsed = documentRequest.array().min(1).max(10_000).safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${file} is no list of orders: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
    where: { file, field: issue?.path.join('.') ?? '' },
    hint: 'Write a list such as [{"kind": "quote", "subject": "<id>"}].',
  });
}
