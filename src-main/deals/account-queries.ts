import { sql } from 'kysely';
import { customerRow } from '../../src-core/workspace/readable';
import {
  Account,
  type AccountRow,
  type AccountSort,
  type AccountView,
  Contact,
  type ContactView,
  companyStem,
  comparable,
  Deal,
  openStages,
  type Stage,
  sumStages,
} from '../../src-shared/deals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import { likeOf, type Page, wordsOf } from './filter';
import { sumViews } from './sums';

export function accountView({
  id,
  name,
  industry,
  website,
  address,
  notes,
  archived,
}: RowOf<typeof Account>): AccountView {
  return { id, name, industry, website, address, notes, archived };
}

export function contactView(row: RowOf<typeof Contact>, accountName: string): ContactView {
  const { id, account, name, email, phone, title, archived } = row;
  return { id, account, accountName, name, email, phone, title, archived };
}

/** One page of accounts with what they are worth. */
export function listAccounts(
  session: Session,
  input: Page & { text?: string; archived?: boolean; sort: AccountSort; descending: boolean },
): { rows: AccountRow[]; total: number } {
  const { runner } = session.desk.workspace();
  const archived = input.archived ? 1 : 0;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`(SELECT COUNT(*) FROM deal WHERE deal.account = account.id AND deal.archived = 0 AND ${condition})`;
  const open = sql`deal.stage IN (${sql.join(openStages.map((stage) => sql.lit(stage)))})`;
  let matching = tables.selectFrom('account').where('archived', '=', archived);
  for (const word of wordsOf(input.text)) {
    const like = likeOf(word);
    matching = matching.where(
      sql<boolean>`(account.name LIKE ${like} ESCAPE '\\' OR account.industry LIKE ${like} ESCAPE '\\' OR account.website LIKE ${like} ESCAPE '\\')`,
    );
  }
  const contacts = sql<number>`(SELECT COUNT(*) FROM contact WHERE contact.account = account.id AND contact.archived = 0)`;
  const openDeals = countOf(open);
  const wonDeals = countOf(sql`deal.stage IN ('won', 'invoiced')`);
  const order = {
    name: sql`account.name COLLATE NOCASE`,
    industry: sql`account.industry COLLATE NOCASE`,
    contacts,
    openDeals,
    wonDeals,
  }[input.sort];
  // First which accounts the page shows, then what is counted for them: not for thousands that it does not show.
  const page = runner.all(
    matching
      .select('account.id as id')
      .orderBy(order, input.descending ? 'desc' : 'asc')
      .orderBy('account.id')
      .limit(input.limit)
      .offset(input.offset),
  );
  const ids = page.map(({ id }) => id);
  const counted = runner.all(
    tables
      .selectFrom('account')
      .where(sql<boolean>`account.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
      .select([
        'account.id as id',
        'account.name as name',
        'account.industry as industry',
        'account.website as website',
      ])
      .select([contacts.as('contacts'), openDeals.as('openDeals'), wonDeals.as('wonDeals')]),
  ) as unknown as Omit<AccountRow, 'pipeline'>[];
  const byId = new Map(counted.map((row) => [row.id, row]));
  const raw = ids.flatMap((id) => byId.get(id) ?? []);
  const { total } = runner.first(matching.select(sql<number>`COUNT(*)`.as('total'))) as { total: number };
  const pipeline = pipelineOf(session, ids);
  return { rows: raw.map((row) => ({ ...row, pipeline: pipeline.get(row.id) ?? [] })), total };
}

/** Sums of the open deals of some accounts. */
function pipelineOf(session: Session, accounts: readonly string[]): Map<string, AccountRow['pipeline']> {
  if (accounts.length === 0) return new Map();
  const rows = session.desk.workspace().runner.all(
    tables
      .selectFrom('deal')
      .where('account', 'in', [...accounts])
      .where('archived', '=', 0)
      .where('stage', 'in', [...openStages])
      .where('currency', 'is not', null)
      .select(['account', 'stage', 'currency'])
      .select(sql<string>`CAST(SUM(valueMinor) AS TEXT)`.as('total'))
      .select(sql<number>`COUNT(*)`.as('deals'))
      .groupBy(['account', 'stage', 'currency']),
  ) as unknown as { account: string; stage: Stage; currency: string; total: string; deals: number }[];
  return new Map(
    [...Map.groupBy(rows, ({ account }) => account)].map(([account, own]) => [
      account,
      sumViews(sumStages(own.map((row) => ({ ...row, total: BigInt(row.total) })))),
    ]),
  );
}

/** The account with an id, archived or not, as the session may see it. */
export function getAccount(session: Session, id: string): AccountView {
  const row = session.desk.workspace().reader.get(Account, id);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such account.' });
  return accountView(readableFor(session).see(Account, row));
}

/** One page of contacts, by name. */
export function listContacts(session: Session, input: Page & { account?: string; text?: string }) {
  const { runner, reader } = session.desk.workspace();
  const readable = readableFor(session);
  let matching = tables
    .selectFrom('contact')
    .innerJoin('account', 'account.id', 'contact.account')
    .where('contact.archived', '=', 0);
  if (input.account) matching = matching.where('contact.account', '=', input.account);
  for (const word of wordsOf(input.text)) {
    const like = likeOf(word);
    matching = matching.where(
      sql<boolean>`(contact.name LIKE ${like} ESCAPE '\\' OR contact.email LIKE ${like} ESCAPE '\\'
        OR contact.title LIKE ${like} ESCAPE '\\' OR account.name LIKE ${like} ESCAPE '\\')`,
    );
  }
  const found = runner.all(
    matching
      .select(['contact.id as id', 'account.name as accountName'])
      .orderBy(sql`contact.name COLLATE NOCASE`)
      .orderBy('contact.id')
      .limit(input.limit)
      .offset(input.offset),
  );
  const { total } = runner.first(matching.select(sql<number>`COUNT(*)`.as('total'))) as { total: number };
  const rows = found.flatMap(({ id, accountName }) => {
    const row = reader.get(Contact, id);
    return row ? [contactView(readable.see(Contact, row), accountName)] : [];
  });
  return { rows, total };
}

/** Every account that is in use, by name. */
export function accountNames(session: Session): { id: string; name: string }[] {
  return session.desk
    .workspace()
    .runner.all(
      tables
        .selectFrom('account')
        .where('archived', '=', 0)
        .select(['id', 'name'])
        .orderBy(sql`name COLLATE NOCASE`)
        .orderBy('id'),
    );
}

/** The contact with an id, archived or not. */
export function getContact(session: Session, id: string): ContactView {
  const { reader } = session.desk.workspace();
  const row = reader.get(Contact, id);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such contact.' });
  return contactView(readableFor(session).see(Contact, row), reader.get(Account, row.account)?.name ?? '');
}

/** The account that text names: its id or its name, without regard to case and accents. */
export function findAccount(session: Session, text: string): { id: string; name: string } {
  const { reader } = session.desk.workspace();
  const byId = reader.get(Account, text);
  if (byId) return { id: byId.id, name: byId.name };
  const wanted = comparable(text);
  const found = reader.where(Account, {}).filter(({ name }) => comparable(name) === wanted);
  if (found.length === 1) return { id: found[0]!.id, name: found[0]!.name };
  throw new ProofdeskError({
    code: 'not-found',
    message: found.length === 0 ? `There is no account “${text}”.` : `Several accounts are called “${text}”.`,
    hint:
      found.length === 0
        ? 'Make it with proofdesk account create.'
        : `Name it by its id: ${found.map(({ id }) => id).join(', ')}.`,
  });
}

/** Accounts whose name is the same, or the same without its legal form. */
export function similarAccounts(session: Session, name: string): { id: string; name: string; exact: boolean }[] {
  const stem = companyStem(name);
  if (stem === '') return [];
  return session.desk
    .workspace()
    .reader.where(Account, {})
    .filter((account) => companyStem(account.name) === stem)
    .map((account) => ({ id: account.id, name: account.name, exact: comparable(account.name) === comparable(name) }));
}

/** What a customer sees of their own account: its name and address, and the deals with the notes that are meant for them. */
export function accountForCustomer(session: Session) {
  const id = session.customerAccount;
  const { reader } = session.desk.workspace();
  const row = id === null ? undefined : reader.get(Account, id);
  if (!row || row.archived) {
    throw new ProofdeskError({ code: 'not-found', message: 'There is no account to show in customer view.' });
  }
  const account = customerRow(Account, row);
  return {
    account: { id: row.id, name: account.name ?? '', address: account.address ?? '' },
    // A deal that was lost is nothing that is being worked on.
    deals: reader
      .where(Deal, { account: row.id })
      .filter(({ stage }) => stage !== 'lost')
      .map((deal) => {
        const seen = customerRow(Deal, deal);
        return {
          id: deal.id,
          number: seen.number ?? '',
          title: seen.title ?? '',
          customerNotes: seen.customerNotes ?? '',
        };
      }),
  };
}
