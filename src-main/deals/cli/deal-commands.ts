import { dealSorts, openStages, stageLabels, stages } from '../../../src-shared/deals';
import { type CliCommand, facts, table } from '../../command-line';
import { accountOf, amountOption, money, personOption, required, stageNamed, stagesOf } from './values';

const dateOnly = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const refusals = {
  65: 'a value cannot be',
  66: 'there is no such deal, account or person',
  77: 'the policies forbid it',
};

/** Deals from the command line, but for the import. */
export const dealCliCommands: readonly CliCommand[] = [
  {
    name: ['deal', 'list'],
    about: 'List deals with their stage, value and next step.',
    options: [
      {
        name: 'text',
        value: 'WORDS',
        about: 'only deals in whose number, title, account or next step all words occur',
      },
      {
        name: 'stage',
        value: 'STAGE',
        many: true,
        choices: [...stages, 'open'],
        about: 'only this stage; may be repeated',
      },
      { name: 'owner', value: 'PERSON', about: "only this person's deals" },
      { name: 'account', value: 'NAME', about: 'only deals of this account' },
      { name: 'late', about: 'only deals of which something is overdue' },
      { name: 'archived', about: 'archived deals instead of the others' },
      { name: 'sort', value: 'COLUMN', choices: dealSorts, about: 'what the list is ordered by' },
      { name: 'descending', about: 'the other way round' },
      { name: 'limit', value: 'NUMBER', about: 'at most so many, 200 unless said otherwise' },
      { name: 'offset', value: 'NUMBER', about: 'leave out so many at the beginning' },
    ],
    exitCodes: { 66: 'there is no such person or account, or no workspace' },
    examples: [
      { line: 'proofdesk deal list --stage open --sort expectedClose', about: 'what is to be won next' },
      { line: 'proofdesk deal list --late --json', about: 'everything overdue, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const account = call.option('account');
      const filter = {
        text: call.option('text'),
        stages: call.optionList('stage').length > 0 ? stagesOf(call.optionList('stage')) : undefined,
        owner: await personOption(call, 'owner'),
        account: account === undefined ? undefined : (await client.deals.findAccount({ text: account })).id,
        late: call.flag('late') || undefined,
        archived: call.flag('archived') || undefined,
        today: dateOnly(call.context.now()),
      };
      const { rows, total } = await client.deals.list({
        ...filter,
        sort: call.option('sort') as (typeof dealSorts)[number] | undefined,
        descending: call.flag('descending'),
        limit: call.integer('limit', { from: 1, to: 1000 }),
        offset: call.integer('offset', { from: 0 }),
      });
      const { sums } = await client.deals.sums(filter);
      call.answer({ deals: rows, total, sums }, () => {
        const list = table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Deal', value: ({ title }) => title },
            { title: 'Account', value: ({ accountName }) => accountName },
            { title: 'Stage', value: ({ stage, late }) => `${stageLabels[stage]}${late.length > 0 ? ' (late)' : ''}` },
            { title: 'Owner', value: ({ ownerName }) => ownerName },
            { title: 'Value', right: true, value: ({ valueMinor, currency }) => money(valueMinor, currency) },
            { title: 'Close', value: ({ expectedClose }) => expectedClose },
            { title: 'Next step', value: ({ nextStep }) => nextStep },
          ],
          rows,
          'No deals.',
        );
        const lines = sums.map(
          ({ currency, total: all, weighted }) => `${money(all, currency)}, weighted ${money(weighted, currency)}\n`,
        );
        return `${list}\n${rows.length} of ${total} deals\n${lines.join('')}`;
      });
      return 0;
    },
  },
  {
    name: ['deal', 'show'],
    about: 'Show one deal with its contacts and notes.',
    arguments: [{ name: 'DEAL', about: 'its number, id or whole title' }],
    exitCodes: { 66: 'there is no such deal' },
    examples: [
      { line: 'proofdesk deal show D-A7-0001', about: 'everything about this deal' },
      { line: 'proofdesk deal show D-A7-0001 --json', about: 'the same for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await client.deals.find({ text: call.argument('DEAL') });
      const room = await client.deals.room({ deal: id, today: dateOnly(call.context.now()) });
      call.answer(room, () => {
        const { deal, contacts, notes, moves } = room;
        const people = contacts.map(({ name, title, email }) => [name, title, email].filter(Boolean).join(', '));
        return (
          facts([
            ['Number', deal.number],
            ['Title', deal.title],
            ['Account', deal.accountName],
            ['Stage', `${stageLabels[deal.stage]}, since ${dateOnly(deal.stageSince)}`],
            ['Lost because', deal.lostReason],
            ['Owner', deal.ownerName],
            ['Value', money(deal.valueMinor, deal.currency)],
            ['Expected close', deal.expectedClose],
            ['Next step', [deal.nextStep, deal.nextStepDue && `by ${deal.nextStepDue}`].filter(Boolean).join(' ')],
            ['Source', deal.source],
            ['Notes, inside', deal.notes],
            ['Notes for the customer', deal.customerNotes],
            ['Contacts', people.join('; ')],
            ['Can go to', moves.map((stage) => stageLabels[stage]).join(', ')],
          ]) +
          notes.map(({ at, kind, byName, text }) => `\n${dateOnly(at)} ${kind} by ${byName ?? '–'}\n${text}\n`).join('')
        );
      });
      return 0;
    },
  },
  {
    name: ['deal', 'create'],
    about: 'Create a deal for an account.',
    options: [
      { name: 'title', value: 'TITLE', about: 'what it is called (required)' },
      { name: 'account', value: 'NAME', about: 'name or id of its account (required)' },
      { name: 'new-account', about: 'make the account if there is none of this name' },
      { name: 'value', value: 'AMOUNT', about: 'what it is worth, with its currency: "42000 EUR"' },
      { name: 'close', value: 'DATE', about: 'when it is expected to close: 2026-12-17' },
      { name: 'owner', value: 'PERSON', about: 'whose it is; who acts, unless said otherwise' },
      { name: 'stage', value: 'STAGE', choices: openStages, about: 'the stage it begins in' },
      { name: 'source', value: 'TEXT', about: 'where it comes from' },
      { name: 'next-step', value: 'TEXT', about: 'what happens next' },
      { name: 'next-step-due', value: 'DATE', about: 'by when' },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk deal create --title "Latency pilot" --account "Helix GmbH" --value "42000 EUR"',
        about: 'a deal of an account that is there',
      },
      {
        line: 'proofdesk deal create --title Pilot --account Orion --new-account --json',
        about: 'with a new account; prints id and number',
      },
    ],
    async run(call) {
      const client = await call.client();
      const title = required(call.option('title'), 'title');
      const name = required(call.option('account'), 'account');
      const value = amountOption(call, 'value');
      const owner = await personOption(call, 'owner');
      const stage = call.option('stage');
      const account = await accountOf(client, name, call.flag('new-account'));
      const { result, receipt } = await client.deals.create({
        input: {
          title,
          account,
          value,
          owner,
          stage: stage === undefined ? undefined : stageNamed(stage),
          expectedClose: call.option('close'),
          source: call.option('source'),
          nextStep: call.option('next-step'),
          nextStepDue: call.option('next-step-due'),
        },
      });
      call.answer({ ...result!, account, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['deal', 'move'],
    about: 'Move a deal to another stage.',
    arguments: [
      { name: 'DEAL', about: 'its number, id or whole title' },
      { name: 'STAGE', about: stages.join(', ') },
    ],
    options: [{ name: 'reason', value: 'TEXT', about: 'why; required for lost' }],
    exitCodes: { ...refusals, 65: 'the deal cannot go there, or the reason for a loss is missing' },
    examples: [
      { line: 'proofdesk deal move D-A7-0001 proof', about: 'the bakeoff begins' },
      { line: 'proofdesk deal move D-A7-0001 lost --reason "No budget this year"', about: 'with what decided it' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await client.deals.find({ text: call.argument('DEAL') });
      const to = stageNamed(call.argument('STAGE'));
      const reason = call.option('reason');
      const outcome = await client.deals.move({
        input: { deal: id, to, lostReason: to === 'lost' ? reason : undefined },
        reason: to === 'lost' ? undefined : reason,
      });
      const { from } = outcome.result!;
      call.answer(
        { ...outcome.result!, receipt: outcome.receipt },
        () => `${number}: ${stageLabels[from]} → ${stageLabels[to]}\n`,
      );
      return 0;
    },
  },
  {
    name: ['deal', 'note'],
    about: 'Write a note on a deal.',
    arguments: [
      { name: 'DEAL', about: 'its number, id or whole title' },
      { name: 'TEXT', about: 'what was said or done' },
    ],
    options: [{ name: 'kind', value: 'KIND', choices: ['note', 'call', 'meeting', 'e-mail'], about: 'what it was' }],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk deal note D-A7-0001 "Wants p99 under 20 ms" --kind call', about: 'after a call' },
      { line: 'proofdesk deal note D-A7-0001 "NDA signed" --as Lena', about: "as somebody else's word" },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await client.deals.find({ text: call.argument('DEAL') });
      const kind = call.option('kind') as 'note' | 'call' | 'meeting' | 'e-mail' | undefined;
      const { result, receipt } = await client.deals.note({ input: { deal: id, text: call.argument('TEXT'), kind } });
      call.answer({ ...result!, receipt }, () => `Noted on ${number}.\n`);
      return 0;
    },
  },
];
