import { resolve } from 'node:path';
import { type DeckTopic, deckTopics } from '../../src-shared/bakeoffs';
import type { DeskClient } from '../../src-shared/contract';
import { type DocumentKind, disclosures, documentKinds, isQuoteDocument } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, dealOption, findCase, requiredOption, table } from '../command-line';
import { buildAndWrite, writeDocument } from './cli-build';
import { verifyCliCommand } from './cli-verify';
import { shareCliCommands } from './share/cli';
import { studioCliCommands } from './studio/cli';

/** Documents on the command line: listing, making and saving them, and checking any file of ours. */
export const documentCliCommands: readonly CliCommand[] = [
  verifyCliCommand,
  ...studioCliCommands,
  ...shareCliCommands,
  {
    name: ['document', 'list'],
    about: 'List the documents that were made, the newest first.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' },
      { name: 'kind', value: 'KIND', choices: documentKinds, about: 'only those of this kind' },
    ],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk document list', about: 'all documents' },
      { line: 'proofdesk document list --kind quote --json', about: 'every quote that was made, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const documents = await client.documents.list({
        deal: await dealOption(call, client),
        kind: call.option('kind') as DocumentKind | undefined,
      });
      call.answer({ documents }, () =>
        table(
          [
            { title: 'Document', value: ({ id }) => id },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'Title', value: ({ title }) => title },
            {
              title: 'State',
              value: ({ final, stale }) =>
                `${final ? 'final' : 'not approved'}${stale.length > 0 ? ', out of date' : ''}`,
            },
            { title: 'Bytes', right: true, value: ({ size }) => size },
            { title: 'Made', value: ({ builtAt }) => new Date(builtAt).toISOString() },
            { title: 'By', value: ({ builtByName }) => builtByName },
            { title: 'SHA-256', value: ({ file, present }) => `${file.slice(0, 12)}${present ? '' : ' (not here)'}` },
          ],
          documents,
          'No document was made yet.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'build'],
    about: 'Make a document and write it to a file.',
    options: [
      { name: 'kind', value: 'KIND', choices: documentKinds, about: 'what to make (required)' },
      {
        name: 'subject',
        value: 'ID',
        about: 'number or id of the quote, value case, recorded verdict, claim chart, release or brief (required)',
      },
      { name: 'version', value: 'NUMBER', about: 'which version of it; the last unless said otherwise' },
      { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'to whom it may go' },
      { name: 'paper', value: 'SIZE', choices: ['a4', 'letter'], about: "the workspace's unless said otherwise" },
      {
        name: 'topic',
        value: 'TOPIC',
        choices: deckTopics,
        about: 'of a proof deck; the first of these that the verdict has rows of unless said otherwise',
      },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' },
    ],
    exitCodes: {
      65: 'it cannot be made as it is',
      66: 'there is no such quote, verdict, value case, chart, release, brief or version',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk document build --kind quote --subject Q-A7-0001 --out quote.pdf', about: 'its last version' },
      {
        line: 'proofdesk document build --kind order-form --subject Q-A7-0001',
        about: 'what the customer signs; --kind acceptance makes the sheet beside it',
      },
      {
        line: 'proofdesk document build --kind approval-sheet --subject Q-A7-0001',
        about: 'internal, with cost and margin, for those who may read them',
      },
      {
        line: 'proofdesk document build --kind proof-deck --topic cost --subject B-A7-0001/1',
        about: 'the deck on cost of a recorded verdict',
      },
      {
        line: 'proofdesk document build --kind claim-chart --subject CC-A7-0001 --version 2',
        about: 'the table of a chart; for engineers and legal until it is released',
      },
      {
        line: 'proofdesk document build --kind sales-card --subject CC-A7-0001',
        about: 'one page of released text; --kind defensibility-brief makes a brief',
      },
      {
        line: 'proofdesk document build --kind roi --subject V-A7-0001 --version 1 --json',
        about: 'prints the record with the digest of the file',
      },
    ],
    async run(call) {
      const kind = requiredOption(call, 'kind') as DocumentKind;
      const subject = requiredOption(call, 'subject');
      return buildAndWrite(call, {
        kind,
        subject: await subjectOf(await call.client(), kind, subject),
        version: call.integer('version', { from: 1 }),
        disclosure: call.option('disclosure') as (typeof disclosures)[number] | undefined,
        paper: call.option('paper') as 'a4' | 'letter' | undefined,
        topic: call.option('topic') as DeckTopic | undefined,
      });
    },
  },
  {
    name: ['roi', 'build'],
    about: 'Make the readout of a recorded value case and write it to a file.',
    arguments: [{ name: 'CASE', about: 'its number or id' }],
    options: [
      { name: 'version', value: 'NUMBER', about: 'the last recorded one unless said otherwise' },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' },
    ],
    exitCodes: { 66: 'there is no such value case, or it was not recorded yet', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk roi build V-A7-0001 --out value.pdf', about: 'of the last recorded version' },
      { line: 'proofdesk roi build V-A7-0001 --version 1 --json', about: 'of an earlier one; prints name and digest' },
    ],
    async run(call) {
      const id = await findCase(await call.client(), call.argument('CASE'));
      return buildAndWrite(call, { kind: 'roi', subject: id, version: call.integer('version', { from: 1 }) });
    },
  },
  {
    name: ['document', 'save'],
    about: 'Write the file of a document that was made before.',
    arguments: [{ name: 'DOCUMENT', about: 'its id, or the beginning of its SHA-256' }],
    options: [{ name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' }],
    exitCodes: { 66: 'there is no such document', 69: 'its file is not on this device, or cannot be written' },
    examples: [
      { line: 'proofdesk document save 3fa94c01d2aa', about: 'under its own name, by its digest' },
      { line: 'proofdesk document save 3fa94c01d2aa --out sent/quote.pdf', about: 'under another name' },
    ],
    async run(call) {
      const wanted = call.argument('DOCUMENT');
      const documents = (await (await call.client()).documents.list({})).filter(
        ({ id, file }) => id === wanted || (wanted.length >= 6 && file.startsWith(wanted)),
      );
      const [document] = documents;
      if (!document || documents.some(({ file }) => file !== document.file)) {
        throw new ProofdeskError({
          code: 'not-found',
          message: document ? `Several documents begin with ${wanted}.` : `There is no document ${wanted}.`,
          hint: 'proofdesk document list shows ids and digests.',
        });
      }
      const out = call.option('out');
      await writeDocument(call, document, out === undefined ? undefined : resolve(call.io.folder, out));
      return 0;
    },
  },
];

/** The row that a document is made of, from what a person calls it. */
async function subjectOf(client: DeskClient, kind: DocumentKind, text: string): Promise<string> {
  if (kind === 'roi') return findCase(client, text);
  if (isQuoteDocument(kind)) return (await client.quotes.get({ id: text })).id;
  return text;
}
