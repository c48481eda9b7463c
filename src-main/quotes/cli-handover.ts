import { resolve } from 'node:path';
import type { Decision } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  acceptedDocument,
  finalDocument,
  type HandoverKind,
  handoverKinds,
  type QuoteDetail,
  type QuoteVersionView,
} from '../../src-shared/quotes';
import { type CliCall, type CliCommand, facts, requiredOption } from '../command-line';
import { writeDocument } from '../documents';
import { dayFrom, quoteArgument, quoteOf, refusals } from './cli-quote';
import { dayOf } from './days';

const versionOption = (about: string) => ({ name: 'version', value: 'NUMBER', about });

/** The version that `--version` names, else the newest frozen one; `not-found` where there is none. */
function versionOf(call: CliCall, quote: QuoteDetail): QuoteVersionView {
  const wanted = call.integer('version', { from: 1 });
  const found = wanted === undefined ? quote.versions[0] : quote.versions.find(({ version }) => version === wanted);
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${quote.number} has no version ${wanted === undefined ? 'yet' : wanted}.`,
    hint:
      wanted === undefined
        ? `Submit it first: \`proofdesk quote submit ${quote.number}\`.`
        : `See which it has: \`proofdesk quote show ${quote.number}\`.`,
  });
}

const KIND_WORDS: Record<HandoverKind, string> = {
  quote: 'document',
  'order-form': 'order form',
  acceptance: 'acceptance sheet',
};

/** The final PDF of a version; `not-found` where none was made. */
function requireDocument(quote: QuoteDetail, version: QuoteVersionView, kind: HandoverKind) {
  const document = finalDocument(version, kind);
  if (document) return document;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no final ${KIND_WORDS[kind]} of version ${version.version} of ${quote.number}.`,
    hint: `Run \`proofdesk document build --kind ${kind} --subject ${quote.number} --version ${version.version}\` after its release.`,
  });
}

/** The documents that `--document` names; the quote unless said. */
function wantedKinds(call: CliCall): HandoverKind[] {
  const named = new Set([...call.optionList('document'), ...(call.flag('order-form') ? ['order-form'] : [])]);
  return named.size === 0 ? ['quote'] : handoverKinds.filter((kind) => named.has(kind));
}

/** From the PDF of a version to the customer's yes. */
export const handoverCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'build'],
    about: 'Build the PDF of a version; before its release it says that it is not approved.',
    arguments: [quoteArgument],
    options: [
      { name: 'out', value: 'FILE', about: 'where the PDF goes (required)' },
      versionOption('which version; the newest frozen one unless said'),
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote build Q-A7-0001 --out quote.pdf', about: 'the newest version' },
      { line: 'proofdesk quote build Q-A7-0001 --version 1 --out first.pdf --json', about: 'an earlier one' },
    ],
    async run(call) {
      const out = requiredOption(call, 'out');
      const { client, quote } = await quoteOf(call);
      const { version } = versionOf(call, quote);
      const document = await client.documents.build({ kind: 'quote', subject: quote.id, version });
      await writeDocument(call, document, out);
      return 0;
    },
  },
  {
    name: ['quote', 'send'],
    about: 'Record which final PDFs of a released quote were handed to the customer.',
    arguments: [quoteArgument],
    options: [
      { name: 'how', value: 'WAY', choices: ['saved', 'mail', 'other'], about: 'how it went out' },
      {
        name: 'document',
        value: 'KIND',
        choices: handoverKinds,
        many: true,
        about: 'what went out, once for each; the quote unless said',
      },
      { name: 'order-form', about: 'the same as --document order-form' },
      versionOption('which version; the newest frozen one unless said'),
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote send Q-A7-0001 --how mail', about: 'the quote went by mail; the clock stops' },
      {
        line: 'proofdesk quote send Q-A7-0001 --document quote --document order-form --document acceptance --json',
        about: 'all three went out; prints a receipt for each',
      },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const version = versionOf(call, quote);
      const how = (['mail', 'other'] as const).find((one) => one === call.option('how')) ?? 'saved';
      // Everything that is named must be there before the first is recorded.
      const documents = wantedKinds(call).map((kind) => requireDocument(quote, version, kind));
      const sent: {
        id: string;
        document: string;
        kind: string;
        name: string;
        contested: boolean;
        receipt: string | null;
      }[] = [];
      for (const { digest, kind, name } of documents) {
        const { result, receipt, decision } = await client.quotes.recordSent({
          input: { quote: quote.id, version: version.version, document: digest, how },
        });
        sent.push({ ...result!, document: digest, kind, name, contested: decision.decision === 'contested', receipt });
      }
      const { id, document, contested, receipt } = sent[0]!;
      call.answer(
        { id, document, contested, receipt, sent },
        () =>
          `Version ${version.version} of ${quote.number} is recorded as sent: ${sent.map(({ name }) => name).join(', ')}.\n`,
      );
      return 0;
    },
  },
  {
    name: ['quote', 'accept'],
    about: 'Record that the customer accepted a quote: as you say it, or as a returned acceptance sheet says it.',
    arguments: [quoteArgument],
    options: [
      {
        name: 'contact',
        value: 'NAME',
        about: 'who accepted, among the contacts of the account (required, unless the name on a sheet is one)',
      },
      { name: 'sheet', value: 'FILE', about: 'the sheet as it came back, filled in; it is checked, read and kept' },
      { name: 'preview', about: 'with --sheet: only say what is in it' },
      { name: 'on', value: 'DAY', about: 'when, such as 2026-11-30; today unless said' },
      { name: 'alternative', value: 'NAME', about: 'which of the alternatives was picked' },
      { name: 'optional', value: 'LINE', many: true, about: 'an optional line that was ticked, by its number or item' },
      { name: 'signed', value: 'TEXT', about: 'the signature as it was typed, for the acceptance sheet' },
      versionOption('which version; the newest frozen one unless said'),
    ],
    exitCodes: {
      ...refusals,
      1: 'with --preview: something speaks against the sheet',
      65: 'a value cannot be, or the sheet is another, altered, or not filled in',
    },
    examples: [
      { line: 'proofdesk quote accept Q-A7-0001 --contact "Yara Demir" --on 2026-11-30', about: 'on that day' },
      { line: 'proofdesk quote accept Q-A7-0001 --sheet returned.pdf --preview', about: 'what a sheet says' },
      { line: 'proofdesk quote accept Q-A7-0001 --sheet returned.pdf --json', about: 'takes it; prints a receipt' },
    ],
    run: (call) => (call.option('sheet') === undefined ? acceptAsTold(call) : acceptSheet(call, call.option('sheet')!)),
  },
];

async function contactNamed(call: CliCall, quote: QuoteDetail, name: string) {
  const client = await call.client();
  const { rows } = await client.deals.contacts({ account: quote.account });
  const contact = rows.find((one) => one.id === name || one.name?.toLowerCase() === name.trim().toLowerCase());
  if (contact) return contact;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${quote.accountName} has no contact ${name}.`,
    hint: `\`proofdesk contact list --account "${quote.accountName}"\` lists them; proofdesk contact create adds one.`,
  });
}

/** Ids of the optional lines that were named by their place on the version or their item. */
async function takenLines(call: CliCall, quote: QuoteDetail, version: number): Promise<string[]> {
  const named = call.optionList('optional');
  if (named.length === 0) return [];
  const { input } = await (await call.client()).quotes.frozen({ quote: quote.id, version });
  return named.map((text) => {
    const found = input.lines.filter(({ id, sku, optional }, index) => {
      return optional && (id === text || sku === text || String(index + 1) === text);
    });
    if (found.length === 1 && found[0]) return found[0].id;
    throw new ProofdeskError({
      code: found.length > 1 ? 'bad-input' : 'not-found',
      message:
        found.length > 1
          ? `${found.length} optional lines are ${text}.`
          : `No optional line of ${quote.number} is ${text}.`,
      hint: `\`proofdesk quote show ${quote.number}\` numbers its lines.`,
    });
  });
}

/** What was recorded, and what speaks against it: a fact is never refused. */
const acceptedText = (recorded: string, decision: Decision): string =>
  [recorded, ...(decision.decision === 'contested' ? ['It is marked as contested:', ...decision.say] : [])]
    .join('\n')
    .concat('\n');

async function acceptAsTold(call: CliCall): Promise<number> {
  if (call.flag('preview')) {
    throw new ProofdeskError({ code: 'usage', message: '--preview says what is in a sheet: give it with --sheet.' });
  }
  const { client, quote } = await quoteOf(call);
  const name = requiredOption(call, 'contact');
  const version = versionOf(call, quote);
  const contact = await contactNamed(call, quote, name);
  const signed = call.option('signed');
  const on = call.option('on');
  const taken = await takenLines(call, quote, version.version);
  const { result, receipt, decision } = await client.quotes.recordAcceptance({
    input: {
      quote: quote.id,
      version: version.version,
      document: acceptedDocument(version) ?? requireDocument(quote, version, 'quote').digest,
      contact: contact.id,
      name: contact.name ?? name,
      ...(call.option('alternative') !== undefined && { alternative: call.option('alternative') }),
      ...(taken.length > 0 && { optional: taken }),
      ...(signed !== undefined && { signature: { kind: 'typed' as const, text: signed } }),
      acceptedOn: on === undefined ? dayOf(call.context.now()) : dayFrom(on, '--on'),
    },
  });
  call.answer({ ...result!, contested: decision.decision === 'contested', receipt }, () =>
    acceptedText(`${quote.number} is recorded as accepted.`, decision),
  );
  return 0;
}

async function acceptSheet(call: CliCall, path: string): Promise<number> {
  for (const name of ['on', 'alternative', 'signed']) {
    if (call.option(name) === undefined) continue;
    throw new ProofdeskError({
      code: 'usage',
      message: `--${name} is what the sheet says: leave it out with --sheet.`,
    });
  }
  const { client, quote } = await quoteOf(call);
  const { version } = versionOf(call, quote);
  const { desk } = await call.session();
  const { id: file } = await desk.intake.point(resolve(call.io.folder, path));
  const sheet = await client.quotes.readSheet({ quote: quote.id, version, file });
  if (call.flag('preview')) {
    call.answer(sheet, () =>
      facts([
        ['Sheet of', `${quote.number}, version ${sheet.version}`],
        ['Accepts (SHA-256)', sheet.document],
        ['Name', sheet.name],
        ['Title', sheet.title],
        ['Accepted on', sheet.acceptedOn],
        ['Alternative', sheet.alternative],
        ['Signature', sheet.signature && (sheet.signature.kind === 'typed' ? sheet.signature.text : 'drawn')],
        ...sheet.problems.map((problem): [string, string] => ['Problem', problem]),
      ]),
    );
    return sheet.problems.length > 0 ? 1 : 0;
  }
  const taken = await takenLines(call, quote, version);
  const named = call.option('contact');
  const contact = named === undefined ? sheet.contact : (await contactNamed(call, quote, named)).id;
  if (contact === null && sheet.problems.length === 0) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${quote.accountName} has no contact ${sheet.name}, who signed the sheet.`,
      hint: 'Add the contact, or say with --contact who of the account it is.',
    });
  }
  const { result, receipt, decision } = await client.quotes.acceptSheet({
    input: { quote: quote.id, version, file, contact: contact ?? '', ...(taken.length > 0 && { optional: taken }) },
  });
  call.answer({ ...result!, document: sheet.document, contested: decision.decision === 'contested', receipt }, () =>
    acceptedText(`${quote.number} is recorded as accepted by ${sheet.name}; the sheet is kept.`, decision),
  );
  return 0;
}
