import type { ImportedDeal, ImportRows } from '../commands';
import { comparable } from '../names';
import type { KnownRecords } from './plan';
import type { RowValues } from './read-row';

/** Collects the contacts of an import: each person once an account, and none that is there already. */
export class ContactCollector {
  readonly created: ImportRows['contacts'] = [];
  known = 0;
  readonly #present = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(contacts: KnownRecords['contacts']) {
    for (const { account, name, email } of contacts) {
      for (const key of keysOf(account, name ?? '', email ?? '')) this.#present.add(key);
    }
  }

  /** Adds the row's contact, if it names one. Who has an e-mail address but no name is called by it. */
  add(account: ImportedDeal['account'], values: RowValues): void {
    const { contactName, contactEmail: email, contactPhone: phone, contactTitle: title } = values;
    const name = contactName || email;
    if (name === '') return;
    const keys = keysOf('id' in account ? account.id : `new:${account.key}`, contactName, email);
    if (keys.some((key) => this.#seen.has(key))) return;
    for (const key of keys) this.#seen.add(key);
    if (keys.some((key) => this.#present.has(key))) {
      this.known += 1;
      return;
    }
    this.created.push({ account, name, email, phone, title });
  }
}

/** A contact is the same by e-mail; two without one are the same by name. */
function keysOf(account: string, name: string, email: string): string[] {
  if (email !== '') return [`${account}\n@${email.toLowerCase()}`];
  return name === '' ? [] : [`${account}\n${comparable(name)}`];
}
