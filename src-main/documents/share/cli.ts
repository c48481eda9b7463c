import { resolve } from 'node:path';
import type { DeskClient } from '../../../src-shared/contract';
import { type HandedOver, type Shareable, shareWays } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type CliCommand, dealOption, printable, requiredOption, table } from '../../command-line';

const dealNamed = { name: 'deal', value: 'DEAL', about: 'its number, id or whole title (required)' } as const;

/** Giving documents to a customer, and what they have, on the command line. */
export const shareCliCommands: readonly CliCommand[] = [
  {
    name: ['document', 'share'],
    about:
      'Write a folder for a customer (to a disk or a stick): documents, and one page that opens without a network.',
    arguments: [{ name: 'DOCUMENT', about: 'its id, or the beginning of its SHA-256', optional: true, many: true }],
    options: [
      dealNamed,
      { name: 'into', value: 'FOLDER', about: 'where the new folder is put; it has to be there already (required)' },
      { name: 'name', value: 'NAME', about: 'what the new folder is called; customer and day unless said otherwise' },
      { name: 'roi', value: 'CASE', about: 'a frozen ROI case, with sliders, on the page' },
      { name: 'version', value: 'NUMBER', about: 'which frozen version of it; the last unless said otherwise' },
      { name: 'all', about: 'every document of the deal that may be given and is not out of date' },
      { name: 'no-page', about: 'only the documents' },
      { name: 'contact', value: 'CONTACT', about: 'who is given it: name or id of a contact' },
      { name: 'note', value: 'TEXT', about: 'what to remember of it, inside' },
    ],
    exitCodes: {
      1: 'something chosen may not be given: it is not approved, internal, or not frozen',
      65: 'nothing was chosen, or the new folder is there already',
      66: 'there is no such deal, document, case or folder',
      69: 'the place is full, write-protected or went away; nothing is left there and nothing is noted',
      77: 'the policies forbid it',
    },
    examples: [
      {
        line: 'proofdesk document share 3fa94c01d2aa --roi V-A7-0001 --deal D-A7-0001 --into /media/stick',
        about: 'a binder and the case with its sliders',
      },
      {
        line: 'proofdesk document share --all --deal D-A7-0001 --into . --name "For Halden" --json',
        about: 'all that is final and fresh; prints what was written, with digests',
      },
    ],
    async run(call) {
      const client = await call.client();
      requiredOption(call, 'deal');
      const deal = (await dealOption(call, client))!;
      const into = resolve(call.io.folder, requiredOption(call, 'into'));
      const offered = await client.documents.shares.offered({ deal });
      const documents = documentsNamed(offered, call.argumentList('DOCUMENT'), call.flag('all'));
      const roi = call.option('roi');
      const version = call.integer('version', { from: 1 });
      const shared = await client.documents.shares.write(
        {
          ...{ deal, documents, into, page: !call.flag('no-page') },
          roi: roi === undefined ? null : { case: roi, ...(version && { version }) },
          contact: await contactNamed(client, deal, call.option('contact')),
          note: call.option('note') ?? '',
          ...(call.option('name') && { name: call.option('name')! }),
        },
        { signal: call.signal },
      );
      call.answer(
        shared,
        () =>
          `${shared.path}\n${shared.files.map(({ name, sha256 }) => `  ${sha256.slice(0, 12)}  ${name}\n`).join('')}`,
      );
      return 0;
    },
  },
  {
    name: ['document', 'given'],
    about: 'Note that a customer was given documents another way: by mail, through a portal.',
    arguments: [{ name: 'DOCUMENT', about: 'its id, or the beginning of its SHA-256', many: true }],
    options: [
      dealNamed,
      {
        name: 'how',
        value: 'WAY',
        choices: shareWays.filter((way) => way !== 'folder'),
        about: 'how; by mail unless said',
      },
      { name: 'contact', value: 'CONTACT', about: 'who was given it: name or id of a contact' },
      { name: 'note', value: 'TEXT', about: 'what to remember of it, inside' },
    ],
    exitCodes: {
      66: 'there is no such deal or document',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk document given 3fa94c01d2aa --deal D-A7-0001', about: 'sent by mail' },
      {
        line: 'proofdesk document given 3fa94c01d2aa --deal D-A7-0001 --how portal --note "Tender 14" --json',
        about: 'through a portal; prints the receipt',
      },
    ],
    async run(call) {
      const client = await call.client();
      requiredOption(call, 'deal');
      const deal = (await dealOption(call, client))!;
      const offered = await client.documents.shares.offered({ deal });
      const documents = documentsNamed(offered, call.argumentList('DOCUMENT'), false);
      const how = (call.option('how') ?? 'mail') as (typeof shareWays)[number];
      const contact = await contactNamed(client, deal, call.option('contact'));
      const { result, receipt } = await client.documents.shares.record({
        input: {
          deal,
          how,
          contact,
          note: call.option('note') ?? '',
          documents: documents.map((document) => ({ document })),
        },
      });
      call.answer({ share: result?.id, receipt }, () => `${receipt}\n`);
      return 0;
    },
  },
  {
    name: ['document', 'shared'],
    about: 'List what the customer of a deal has: every file that was given or sent, with its digest.',
    options: [dealNamed],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk document shared --deal D-A7-0001', about: 'the newest first, and what is out of date by now' },
      {
        line: 'proofdesk document shared --deal D-A7-0001 --json',
        about: 'with whole digests and receipts, for a script',
      },
    ],
    async run(call) {
      const client = await call.client();
      requiredOption(call, 'deal');
      const given = await client.documents.shares.list({ deal: (await dealOption(call, client))! });
      call.answer({ given }, () => givenTable(given));
      return 0;
    },
  },
];

/** Documents by what was typed, those that may not be given included: the desk says why. */
function documentsNamed(offered: readonly Shareable[], typed: readonly string[], all: boolean): string[] {
  const documents = offered.filter(({ kind }) => kind !== 'roi-case');
  const named = typed.map((text) => {
    const found = documents.filter(({ id, sha256 }) => id === text || (text.length >= 6 && sha256.startsWith(text)));
    const [one] = found;
    if (!one || found.some(({ sha256 }) => sha256 !== one.sha256))
      throw new ProofdeskError({
        code: 'not-found',
        message: one ? `Several documents begin with ${text}.` : `There is no document ${text} on this deal.`,
        hint: 'proofdesk document list --deal DEAL shows ids and digests.',
      });
    return one.id;
  });
  const fresh = documents.filter(({ refused, stale }) => refused === null && stale.length === 0).map(({ id }) => id);
  return [...new Set([...named, ...(all ? fresh : [])])];
}

async function contactNamed(client: DeskClient, deal: string, text: string | undefined): Promise<string | null> {
  if (text === undefined) return null;
  const { contacts } = await client.deals.room({ deal });
  const found = contacts.filter(({ id, name }) => id === text || name === text);
  if (found.length === 1) return found[0]!.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: found.length === 0 ? `The account has no contact “${text}”.` : `Several contacts are called “${text}”.`,
  });
}

const givenTable = (given: readonly HandedOver[]): string =>
  table(
    [
      { title: 'Given', value: ({ at }) => new Date(at).toISOString().slice(0, 16).replace('T', ' ') },
      { title: 'How', value: ({ how, folder }) => (folder ? `${how} ${printable(folder)}` : how) },
      { title: 'File', value: ({ file }) => printable(file.name) },
      { title: 'Bytes', right: true, value: ({ file }) => file.size },
      { title: 'SHA-256', value: ({ file }) => file.sha256.slice(0, 12) },
      { title: 'By now', value: ({ file }) => file.stale.join(' ') },
    ],
    given.flatMap((one) => one.files.map((file) => ({ ...one, file }))),
    'This customer was given nothing yet.',
  );
