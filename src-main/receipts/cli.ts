import { resolve } from 'node:path';
import { requireNamedFile, writeNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, facts, printable, showingJob, table } from '../command-line';
import { filedActsCliCommands } from './cli-filed';

const noWorkspace = { 66: 'there is no workspace' };
const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Receipts on the command line: reading, checking and exchanging them. */
export const receiptCliCommands: readonly CliCommand[] = [
  ...filedActsCliCommands,
  {
    name: ['receipt', 'list'],
    about: 'List receipts, the newest first.',
    options: [
      { name: 'person', value: 'PERSON', about: "only this person's: a name, an e-mail address or an id" },
      { name: 'command', value: 'NAME', about: 'only of this command, such as quote.submit' },
      { name: 'entity', value: 'NAME', about: 'only those that touched such rows: quote, deal' },
      { name: 'id', value: 'ID', about: 'with --entity: only those that touched this row' },
      { name: 'contested', about: 'only contested facts' },
      { name: 'limit', value: 'NUMBER', about: 'at most so many, 100 unless said otherwise' },
    ],
    exitCodes: { 66: 'there is no such person, or no workspace' },
    examples: [
      { line: 'proofdesk receipt list --limit 20', about: 'what was done last' },
      { line: 'proofdesk receipt list --command quote.release --json', about: 'every release, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const person = call.option('person');
      const found = await client.receipts.list({
        person: person === undefined ? undefined : (await call.session()).desk.person(person),
        command: call.option('command'),
        entity: call.option('entity'),
        id: call.option('id'),
        contested: call.flag('contested') || undefined,
        limit: call.integer('limit', { from: 1, to: 500 }),
      });
      call.answer(found, () => {
        const list = table(
          [
            { title: 'Receipt', value: ({ hash }) => hash.slice(0, 12) },
            { title: 'When', value: ({ at }) => moment(at) },
            { title: 'Who', value: ({ actorName }) => actorName ?? 'Erased person' },
            { title: 'Did', value: ({ deed, contested }) => `${deed}${contested === 'open' ? ' (contested)' : ''}` },
            { title: 'To', value: ({ subject }) => subject?.title },
            { title: 'Why', value: ({ reason }) => reason },
          ],
          found.receipts,
          'No receipts.',
        );
        return `${list}\n${found.receipts.length} of ${found.total} receipts\n`;
      });
      return 0;
    },
  },
  {
    name: ['receipt', 'show'],
    about: 'Show one receipt: who did what, under which policies, and what it changed.',
    arguments: [{ name: 'HASH', about: 'its hash, or the beginning of it' }],
    exitCodes: { 66: 'there is no such receipt, or several begin so' },
    examples: [
      { line: 'proofdesk receipt show 3fa94c01d2aa', about: 'for a person' },
      {
        line: 'proofdesk receipt show 3fa94c01d2aa --json',
        about: 'with header, signature and the digests of its parts',
      },
    ],
    async run(call) {
      const receipt = await (await call.client()).receipts.get({ hash: call.argument('HASH') });
      call.answer(receipt, () => {
        const head = facts([
          ['Receipt', receipt.hash],
          ['Chain', `${receipt.chain}, number ${receipt.number} (${receipt.standing})`],
          ['When', moment(receipt.at)],
          ['Who', receipt.actorName ?? 'Erased person'],
          ['Did', `${receipt.deed} (${receipt.command})`],
          ['To', receipt.subject?.title],
          ['Why', receipt.reason],
          ['Policies', receipt.by.join(', ')],
          ['Approvals', receipt.approvals.join(', ')],
          ['Contested', receipt.contested === 'no' ? '' : receipt.contestedBecause.join(' ') || receipt.contested],
          ['Parts', receipt.parts.map(({ readers, state }) => `${readers} ${state}`).join(', ')],
        ]);
        const changes = receipt.changes.map(({ label, title, op, fields }) => {
          const lines = fields.map(
            ({ label: field, before, after }) => `    ${field}: ${shown(before)} → ${shown(after)}\n`,
          );
          return `  ${op} ${label} ${printable(title)}\n${lines.join('')}`;
        });
        return `${head}\n${changes.join('') || '  nothing was changed\n'}`;
      });
      return 0;
    },
  },
  {
    name: ['receipt', 'verify'],
    about: 'Check every receipt of the workspace: hashes, links, parts, and the signatures that cover them.',
    options: [{ name: 'deep', about: 'check the signature of each receipt, not only of the last of each chain' }],
    exitCodes: { ...noWorkspace, 1: 'a receipt does not hold; the first is named' },
    examples: [
      { line: 'proofdesk receipt verify', about: 'a last signature covers its chain' },
      { line: 'proofdesk receipt verify --deep --json', about: 'every signature' },
    ],
    async run(call) {
      const report = await (await call.client()).receipts.verify({ deep: call.flag('deep') });
      const { fault, parts } = report;
      call.answer(report, () =>
        facts([
          ['Receipts', report.receipts],
          ['Chains', report.chains],
          ['Signatures checked', report.signatures],
          ['Parts', `${parts.present} present, ${parts.erased} erased, ${parts.withheld} withheld`],
          ['Chains that nobody announced', report.unannounced.join(', ')],
          ['Result', report.ok ? 'everything holds' : 'does not hold'],
        ]),
      );
      if (report.ok) return 0;
      if (fault) {
        const place =
          fault.kind === 'broken-decision'
            ? `decision ${fault.number} of the server`
            : `receipt ${fault.number} of chain ${fault.chain.slice(0, 8)}, ${fault.hash.slice(0, 12)}`;
        call.note(`Does not hold: ${fault.kind}, ${place}. ${fault.message}`);
      }
      return 1;
    },
  },
  {
    name: ['receipt', 'rebuild'],
    about: 'Make all tables again from the receipts; with --check only compare, and change nothing.',
    options: [{ name: 'check', about: 'compare what the receipts say with the tables' }],
    exitCodes: { ...noWorkspace, 1: 'the tables differ from the receipts; the first difference is named' },
    examples: [
      { line: 'proofdesk receipt rebuild --check', about: 'whether the tables say what the receipts say' },
      { line: 'proofdesk receipt rebuild --json', about: 'make them again, and compare' },
    ],
    async run(call) {
      const report = await (await call.client()).receipts.rebuild({ check: call.flag('check') });
      call.answer(
        report,
        () =>
          `${report.tables} tables, ${report.rows} rows: ${report.ok ? 'as the receipts say' : 'not as the receipts say'}\n${report.differences
            .map(({ table: name, id, columns }) => `  ${name} ${id}: ${columns.join(', ')}\n`)
            .join('')}`,
      );
      if (report.ok) return 0;
      const [first] = report.differences;
      if (first) call.note(`Differs first: ${first.table} ${first.id}, ${first.columns.join(', ')}.`);
      return 1;
    },
  },
  {
    name: ['receipt', 'export'],
    about: 'Write the receipts that the person may read into a file for another device.',
    arguments: [{ name: 'FILE', about: 'where to' }],
    options: [{ name: 'after', value: 'NUMBER', about: 'only those that came here after the one with this ordinal' }],
    exitCodes: { ...noWorkspace, 69: 'the file cannot be written' },
    examples: [
      { line: 'proofdesk receipt export receipts.ndjson', about: 'all of them' },
      { line: 'proofdesk receipt export news.ndjson --after 120 --json', about: 'what came after' },
    ],
    async run(call) {
      const { text, receipts } = await (await call.client()).receipts.exportAll({
        after: call.integer('after', { from: 0 }),
      });
      const file = resolve(call.io.folder, call.argument('FILE'));
      await writeNamedFile(file, text);
      call.answer({ file, receipts }, () => `${receipts} receipts in ${file}\n`);
      return 0;
    },
  },
  {
    name: ['receipt', 'import'],
    about: 'Take in the receipts of a file from another device. Each is checked before any is stored.',
    arguments: [{ name: 'FILE', about: 'a file of `receipt export`' }],
    options: [
      {
        name: 'accept',
        value: 'CHAIN',
        many: true,
        about: 'announce the key of this chain, after its words were compared; for admins',
      },
    ],
    exitCodes: {
      65: 'the file is not one of receipts, is of another workspace, or a receipt in it does not hold',
      66: 'there is no such file, or no workspace',
      69: 'the file cannot be read',
      77: 'only an admin accepts a key',
    },
    examples: [
      { line: 'proofdesk receipt import receipts.ndjson', about: 'names keys that nobody has announced yet' },
      {
        line: 'proofdesk receipt import receipts.ndjson --accept 01980c5e-7d1f-7a64-9c1b-3f6f0c2a1d55',
        about: 'with the key of a new device, named whole',
      },
    ],
    async run(call) {
      const name = call.argument('FILE');
      const client = await call.client();
      const { desk } = await call.session();
      const path = resolve(call.io.folder, name);
      await requireNamedFile(path, name);
      const { id: file } = await desk.intake.point(path);
      const acceptChains = call.optionList('accept');
      const report = await showingJob(call, 'receipt.import', (options) =>
        client.receipts.importFile({ file, ...(acceptChains.length > 0 ? { acceptChains } : {}) }, options),
      ).catch((thrown: unknown) => {
        if (thrown instanceof ProofdeskError && thrown.details?.['kind'] === 'revoked-chain')
          call.note('"proofdesk receipt read" lists what is in the file.');
        throw thrown;
      });
      call.answer(report, () => {
        const keys = report.unannounced.map(
          ({ chain, words, receipts }) => `  ${chain}: ${words} (${receipts} receipts)\n`,
        );
        const said = keys.length > 0 ? `Keys that nobody has announced:\n${keys.join('')}` : '';
        return `${report.added} receipts added, ${report.known} were here already.\n${said}`;
      });
      if (report.unannounced.length > 0)
        call.note('Compare the words of each key with its owner; an admin then imports again with --accept CHAIN.');
      return 0;
    },
  },
  {
    name: ['person', 'erase'],
    about: 'Erase what is known of a person: their personal data in every table and receipt. This cannot be undone.',
    arguments: [{ name: 'PERSON', about: 'a name, an e-mail address or an id; a contact by its id' }],
    options: [
      { name: 'reason', value: 'TEXT', about: 'why; it stays in the receipt (required to erase)' },
      { name: 'preview', about: 'show what would be erased, and change nothing' },
    ],
    exitCodes: { 65: 'the reason is missing', 66: 'there is no such person', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk person erase "Yara Demir" --preview', about: 'how much it is, and texts to look through' },
      { line: 'proofdesk person erase "Yara Demir" --reason "Asked for on 3 May"', about: 'for good' },
    ],
    async run(call) {
      const client = await call.client();
      const person = await personNamed(call.argument('PERSON'), client, await call.session());
      const scope = await client.receipts.erasureScope({ person });
      const review = () =>
        scope.toReview.map(({ entity, id, text }) => `  ${entity} ${id}: ${printable(text)}\n`).join('');
      if (call.flag('preview')) {
        call.answer(
          { person, ...scope },
          () =>
            `${scope.parts} parts of receipts and ${scope.blobs} files would be erased.\n${
              scope.toReview.length > 0 ? `Texts that name the person and stay; look through them:\n${review()}` : ''
            }`,
        );
        return 0;
      }
      const reason = call.option('reason');
      const { result, receipt } = await client.receipts.erasePerson({ input: { person }, reason });
      call.answer(
        { person, ...result!, receipt, toReview: scope.toReview },
        () =>
          `Erased: ${result!.parts} parts of receipts and ${result!.blobs} files.\n${
            scope.toReview.length > 0 ? `Texts that name the person stay; look through them:\n${review()}` : ''
          }`,
      );
      return 0;
    },
  },
];

/** A person of the workspace or a contact, as typed. */
async function personNamed(
  text: string,
  client: Awaited<ReturnType<Parameters<CliCommand['run']>[0]['client']>>,
  session: Awaited<ReturnType<Parameters<CliCommand['run']>[0]['session']>>,
): Promise<string> {
  try {
    return session.desk.person(text);
  } catch (thrown) {
    const { rows } = await client.deals.contacts({ text });
    const contacts = rows.filter(({ id, name, email }) => [id, name, email].includes(text));
    if (contacts.length === 1) return contacts[0]!.id;
    if (contacts.length > 1) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `Several contacts are called ${text}.`,
        hint: `Name one by its id: ${contacts.map(({ id }) => id).join(', ')}.`,
      });
    }
    throw thrown;
  }
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  return printable(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 160);
};
