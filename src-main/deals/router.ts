import { implement } from '@orpc/server';
import {
  archiveAccount,
  archiveContact,
  archiveDeal,
  archiveNote,
  createAccount,
  createContact,
  createDeal,
  dealsContract,
  importRows,
  moveDeal,
  noteDeal,
  reviseAccount,
  reviseContact,
  reviseDeal,
} from '../../src-shared/deals';
import { running } from '../desk';
import type { Session } from '../session';
import {
  accountForCustomer,
  accountNames,
  findAccount,
  getAccount,
  getContact,
  listAccounts,
  listContacts,
  similarAccounts,
} from './account-queries';
import { importCsv, previewCsv, readCsv } from './csv/import-file';
import { boardOfDeals, dealRoom, findDeal, listDeals, sumDeals } from './queries';

const os = implement(dealsContract).$context<Session>();

export const dealsRouter = os.router({
  list: os.list.handler(({ context, input }) => listDeals(context, input)),
  sums: os.sums.handler(({ context, input }) => sumDeals(context, input)),
  board: os.board.handler(({ context, input }) => boardOfDeals(context, input)),
  room: os.room.handler(({ context, input }) => dealRoom(context, input.deal, input.today)),
  find: os.find.handler(({ context, input }) => findDeal(context, input.text)),
  accounts: os.accounts.handler(({ context, input }) => listAccounts(context, input)),
  account: os.account.handler(({ context, input }) => {
    const account = getAccount(context, input.account);
    const filter = { account: account.id, today: input.today };
    const { rows } = listDeals(context, { ...filter, sort: 'created', descending: true, offset: 0, limit: 500 });
    const { sums } = sumDeals(context, filter);
    const contacts = listContacts(context, { account: account.id, offset: 0, limit: 500 }).rows;
    return { account, contacts, deals: rows, sums };
  }),
  findAccount: os.findAccount.handler(({ context, input }) => findAccount(context, input.text)),
  accountNames: os.accountNames.handler(({ context }) => accountNames(context)),
  similarAccounts: os.similarAccounts.handler(({ context, input }) => similarAccounts(context, input.name)),
  contacts: os.contacts.handler(({ context, input }) => listContacts(context, input)),
  contact: os.contact.handler(({ context, input }) => getContact(context, input.contact)),
  forCustomer: os.forCustomer.handler(({ context }) => accountForCustomer(context)),
  csv: {
    read: os.csv.read.handler(({ context, input, signal }) => readCsv(context, input, signal)),
    preview: os.csv.preview.handler(({ context, input, signal }) => previewCsv(context, input, signal)),
    run: os.csv.run.handler(({ context, input, signal }) => importCsv(context, input, signal)),
  },
  createAccount: os.createAccount.handler(running(createAccount)),
  reviseAccount: os.reviseAccount.handler(running(reviseAccount)),
  archiveAccount: os.archiveAccount.handler(running(archiveAccount)),
  createContact: os.createContact.handler(running(createContact)),
  reviseContact: os.reviseContact.handler(running(reviseContact)),
  archiveContact: os.archiveContact.handler(running(archiveContact)),
  create: os.create.handler(running(createDeal)),
  revise: os.revise.handler(running(reviseDeal)),
  move: os.move.handler(running(moveDeal)),
  archive: os.archive.handler(running(archiveDeal)),
  note: os.note.handler(running(noteDeal)),
  archiveNote: os.archiveNote.handler(running(archiveNote)),
  importRows: os.importRows.handler(running(importRows)),
});
