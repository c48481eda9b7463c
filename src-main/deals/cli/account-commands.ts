import { type CliCommand, facts, table } from '../../command-line';
import { money, required } from './values';

const refusals = { 65: 'a value cannot be', 66: 'there is no such account', 77: 'the policies forbid it' };

/** Accounts and contacts from the command line. */
export const accountCliCommands: readonly CliCommand[] = [
  {
    name: ['account', 'list'],
    about: 'List accounts with their deals.',
    options: [
      { name: 'text', value: 'WORDS', about: 'only accounts in whose name, industry or website all words occur' },
      { name: 'limit', value: 'NUMBER', about: 'at most so many, 200 unless said otherwise' },
      { name: 'offset', value: 'NUMBER', about: 'leave out so many at the beginning' },
    ],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk account list', about: 'everybody we sell to' },
      { line: 'proofdesk account list --text bank --json', about: 'those called so, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const answer = await client.deals.accounts({
        text: call.option('text'),
        limit: call.integer('limit', { from: 1, to: 1000 }),
        offset: call.integer('offset', { from: 0 }),
      });
      call.answer({ accounts: answer.rows, total: answer.total }, () => {
        const list = table(
          [
            { title: 'Account', value: ({ name }) => name },
            { title: 'Industry', value: ({ industry }) => industry },
            { title: 'Contacts', right: true, value: ({ contacts }) => contacts },
            { title: 'Open', right: true, value: ({ openDeals }) => openDeals },
            { title: 'Won', right: true, value: ({ wonDeals }) => wonDeals },
            {
              title: 'Pipeline',
              right: true,
              value: ({ pipeline }) => pipeline.map(({ total, currency }) => money(total, currency)).join(', '),
            },
          ],
          answer.rows,
          'No accounts.',
        );
        return `${list}\n${answer.rows.length} of ${answer.total} accounts\n`;
      });
      return 0;
    },
  },
  {
    name: ['account', 'create'],
    about: 'Create an account.',
    arguments: [{ name: 'NAME', about: 'what the customer is called' }],
    options: [
      { name: 'industry', value: 'TEXT', about: 'what it does' },
      { name: 'website', value: 'ADDRESS', about: 'where it is on the web' },
      { name: 'address', value: 'TEXT', about: 'its postal address, as documents print it' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk account create "Helix Analytics GmbH" --industry Analytics', about: 'a new customer' },
      { line: 'proofdesk account create Orion --json', about: 'prints its id' },
    ],
    async run(call) {
      const client = await call.client();
      const name = call.argument('NAME');
      const similar = await client.deals.similarAccounts({ name });
      const { result, receipt } = await client.deals.createAccount({
        input: {
          name,
          industry: call.option('industry'),
          website: call.option('website'),
          address: call.option('address'),
        },
      });
      if (similar.length > 0) {
        call.note(`Close to an account that is there: ${similar.map((one) => one.name).join(', ')}.`);
      }
      call.answer({ ...result!, receipt, similar }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['account', 'show'],
    about: 'Show one account with its contacts and deals.',
    arguments: [{ name: 'ACCOUNT', about: 'its name or id' }],
    exitCodes: { 66: 'there is no such account' },
    examples: [
      { line: 'proofdesk account show "Helix Analytics GmbH"', about: 'everything about it' },
      { line: 'proofdesk account show Orion --json', about: 'the same for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await client.deals.findAccount({ text: call.argument('ACCOUNT') });
      const today = new Date(call.context.now()).toISOString().slice(0, 10);
      const page = await client.deals.account({ account: id, today });
      call.answer(page, () => {
        const { account, contacts, deals, sums } = page;
        return [
          facts([
            ['Name', account.name],
            ['Industry', account.industry],
            ['Website', account.website],
            ['Address', account.address],
            ['Notes, inside', account.notes],
            ['All deals', sums.map(({ total, currency }) => money(total, currency)).join(', ')],
          ]),
          table(
            [
              { title: 'Contact', value: ({ name }) => name },
              { title: 'Job title', value: ({ title }) => title },
              { title: 'E-mail', value: ({ email }) => email },
              { title: 'Phone', value: ({ phone }) => phone },
            ],
            contacts,
            'No contacts.',
          ),
          table(
            [
              { title: 'Number', value: ({ number }) => number },
              { title: 'Deal', value: ({ title }) => title },
              { title: 'Stage', value: ({ stage }) => stage },
              { title: 'Value', right: true, value: ({ valueMinor, currency }) => money(valueMinor, currency) },
            ],
            deals,
            'No deals.',
          ),
        ].join('\n');
      });
      return 0;
    },
  },
  {
    name: ['contact', 'create'],
    about: 'Add a contact to an account.',
    arguments: [{ name: 'NAME', about: "the person's name" }],
    options: [
      { name: 'account', value: 'NAME', about: 'name or id of the account (required)' },
      { name: 'email', value: 'ADDRESS', about: 'e-mail address' },
      { name: 'phone', value: 'NUMBER', about: 'phone number' },
      { name: 'title', value: 'TEXT', about: 'job title' },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk contact create "Yara Demir" --account "Helix Analytics GmbH" --title "Head of Platform"',
        about: 'somebody who decides',
      },
      {
        line: 'proofdesk contact create "Max Orth" --account Orion --email max@orion.example --json',
        about: 'prints its id',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id: account } = await client.deals.findAccount({ text: required(call.option('account'), 'account') });
      const { result, receipt } = await client.deals.createContact({
        input: {
          account,
          name: call.argument('NAME'),
          email: call.option('email'),
          phone: call.option('phone'),
          title: call.option('title'),
        },
      });
      call.answer({ ...result!, account, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['contact', 'list'],
    about: 'List contacts.',
    options: [
      { name: 'account', value: 'NAME', about: 'only of this account' },
      { name: 'text', value: 'WORDS', about: 'only those in whose name, e-mail, job title or account all words occur' },
      { name: 'limit', value: 'NUMBER', about: 'at most so many, 200 unless said otherwise' },
    ],
    exitCodes: { 66: 'there is no such account, or no workspace' },
    examples: [
      { line: 'proofdesk contact list --account "Helix Analytics GmbH"', about: 'everybody there' },
      { line: 'proofdesk contact list --text platform --json', about: 'those with the word, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const account = call.option('account');
      const answer = await client.deals.contacts({
        account: account === undefined ? undefined : (await client.deals.findAccount({ text: account })).id,
        text: call.option('text'),
        limit: call.integer('limit', { from: 1, to: 1000 }),
      });
      call.answer({ contacts: answer.rows, total: answer.total }, () =>
        table(
          [
            { title: 'Contact', value: ({ name }) => name },
            { title: 'Job title', value: ({ title }) => title },
            { title: 'Account', value: ({ accountName }) => accountName },
            { title: 'E-mail', value: ({ email }) => email },
            { title: 'Phone', value: ({ phone }) => phone },
          ],
          answer.rows,
          'No contacts.',
        ),
      );
      return 0;
    },
  },
];
