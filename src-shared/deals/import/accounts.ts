import type { ImportedDeal, ImportRows } from '../commands';
import { companyStem, comparable } from '../names';
import type { PreviewRow, PreviewSummary } from './schema';

type Reference = ImportedDeal['account'];

/** What is known about an account beside its name. */
interface Facts {
  industry: string;
  website: string;
  address: string;
}

/** How a name in the file was matched; `reference` is null while the person has to choose. */
export interface AccountChoice {
  key: string;
  text: string;
  state: PreviewRow['accountState'];
  reference: Reference | null;
  facts: Facts;
}

interface Known {
  id: string;
  name: string;
}

/**
 * Matches account names of a file with the accounts that are there. The same name (without case, accents and punctuation) is the same
 * account; a name that agrees only without its legal form, or with several accounts, waits for a choice; any other is new.
 */
export class AccountMatcher {
  readonly #exact = new Map<string, Known[]>();
  readonly #stems = new Map<string, Known[]>();
  readonly #choices: Readonly<Record<string, string>>;
  readonly #known: ReadonlyMap<string, Known>;
  readonly #questions = new Map<string, PreviewSummary['accounts'][number]>();
  readonly #new = new Map<string, { key: string; name: string } & Facts>();
  /** Key of the first new account of a stem, so that two spellings in the file do not silently become two accounts. */
  readonly #newStems = new Map<string, { key: string; name: string }>();

  constructor(accounts: readonly Known[], choices: Readonly<Record<string, string>>) {
    this.#choices = choices;
    this.#known = new Map(accounts.map((account) => [account.id, account]));
    for (const account of accounts) {
      push(this.#exact, comparable(account.name), account);
      push(this.#stems, companyStem(account.name), account);
    }
  }

  match(text: string, facts: Facts): AccountChoice {
    const key = comparable(text) || text;
    const stem = companyStem(text);
    const exact = this.#exact.get(key) ?? [];
    const choice = (state: AccountChoice['state'], reference: Reference | null): AccountChoice => ({
      key,
      text,
      state,
      reference,
      facts,
    });
    if (exact.length === 1) return choice('linked', { id: exact[0]!.id });
    const candidates = exact.length > 1 ? exact : (this.#stems.get(stem) ?? []);
    const sameInFile = this.#newStems.get(stem);
    const twin = sameInFile && sameInFile.key !== key ? [{ id: `new:${sameInFile.key}`, name: sameInFile.name }] : [];
    if (candidates.length + twin.length === 0) {
      if (!this.#newStems.has(stem)) this.#newStems.set(stem, { key, name: text });
      return choice('new', { key });
    }
    const chosen = this.#choices[key] ?? null;
    const question = this.#questions.get(key);
    if (question) question.rows += 1;
    else this.#questions.set(key, { text, key, rows: 1, choice: chosen, candidates: [...candidates, ...twin] });
    if (chosen === 'new') return choice('new', { key });
    if (chosen?.startsWith('new:')) return choice('new', { key: chosen.slice('new:'.length) });
    if (chosen !== null && this.#known.has(chosen)) return choice('linked', { id: chosen });
    return choice('similar', null);
  }

  /** Takes a matched account into the import: a new one is listed once, with the first facts that any row gives. */
  use({ reference, text, facts }: AccountChoice): Reference {
    if (!reference || 'id' in reference) return reference!;
    const { key } = reference;
    const entry = this.#new.get(key);
    if (!entry) {
      this.#new.set(key, { key, name: text, ...facts });
    } else {
      entry.industry ||= facts.industry;
      entry.website ||= facts.website;
      entry.address ||= facts.address;
    }
    return reference;
  }

  /** Accounts to be made. */
  created(): ImportRows['accounts'] {
    return [...this.#new.values()];
  }

  /** Names that had to be chosen for, or still have. */
  questions(): PreviewSummary['accounts'] {
    return [...this.#questions.values()];
  }
}

function push(map: Map<string, Known[]>, key: string, account: Known): void {
  const list = map.get(key);
  if (list) list.push(account);
  else map.set(key, [account]);
}
