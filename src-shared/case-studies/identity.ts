import { companyStem, comparable } from '../deals';

/** Something that tells who the customer is. */
export interface IdentifyingName {
  /** `the account’s name`, `a contact’s name`, `the address of the website`. */
  what: string;
  name: string;
}

/** A text of a case study, and what it is called. */
export interface NamedText {
  place: string;
  text: string;
}

/** A text that tells who the customer is although it must not. */
export interface IdentityLeak {
  place: string;
  what: string;
  /** The words by which it does. */
  found: string;
}

/** What many companies are called: alone it tells nobody apart. */
const common = new Set(
  (
    'bank energy group systems software solutions services technology technologies data digital global international ' +
    'europe european german health insurance logistics media retail networks network power industries industrial ' +
    'holding holdings partners consulting analytics cloud labs works company the and der die das von'
  ).split(' '),
);

/** Shorter words occur inside others too often to be looked for there. */
const WITHIN_WORDS = 5;

/** Names of an account, of its address and of people there, each as it is looked for. */
export function identifyingNames(account: {
  name: string;
  website?: string;
  contacts: readonly { name: string | null; email?: string | null }[];
}): IdentifyingName[] {
  const names: IdentifyingName[] = [{ what: 'the account’s name', name: account.name }];
  for (const word of companyStem(account.name).split(' ')) {
    if (word.length >= 3 && !common.has(word)) names.push({ what: 'a word of the account’s name', name: word });
  }
  const hosts = [account.website ?? '', ...account.contacts.map(({ email }) => email?.split('@')[1] ?? '')];
  for (const host of new Set(hosts.map(hostName).filter((one) => one.length >= 3))) {
    names.push({ what: 'an internet address of the account', name: host });
  }
  for (const { name } of account.contacts) {
    if (!name) continue;
    names.push({ what: 'a person’s name', name });
    const last = comparable(name).split(' ').at(-1) ?? '';
    if (last.length >= 4) names.push({ what: 'a person’s name', name: last });
  }
  return names;
}

/** The part of an address that is the organisation's own: `halden-energy` of `https://www.halden-energy.example/`. */
function hostName(address: string): string {
  const host = address.replace(/^[a-z]+:\/\//i, '').split(/[/?#:]/)[0] ?? '';
  const parts = host.replace(/^www\./i, '').split('.');
  return parts.length > 1 ? parts.slice(0, -1).join(' ') : '';
}

/**
 * Texts in which one of the names stands, accents and case aside; each name once a text. Longer words are found inside of others too
 * (`Haldenwerk`), so that it may find more than a person would, and does not find less.
 */
export function identityLeaks(texts: readonly NamedText[], names: readonly IdentifyingName[]): IdentityLeak[] {
  const wanted = names
    .map(({ what, name }) => ({ what, found: name, folded: comparable(name) }))
    .filter(({ folded }) => folded !== '');
  return texts.flatMap(({ place, text }) => {
    const words = ` ${comparable(text)} `;
    const joined = words.replaceAll(' ', '');
    const found = wanted.filter(
      ({ folded }) =>
        words.includes(` ${folded} `) ||
        words.includes(` ${folded}s `) ||
        (folded.length >= WITHIN_WORDS && (words.includes(folded) || joined.includes(folded.replaceAll(' ', '')))),
    );
    // The whole name says it already where its words are found as well.
    const longest = found.filter(
      (one) =>
        !found.some(
          (other) => other !== one && other.folded.length > one.folded.length && other.folded.includes(one.folded),
        ),
    );
    return [...new Map(longest.map((one) => [one.folded, one])).values()].map(({ what, found: name }) => ({
      place,
      what,
      found: name,
    }));
  });
}
