import type { Disclosure } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

/** From the narrowest circle to the widest. */
const circles: readonly Disclosure[] = ['internal', 'nda', 'public'];

export const disclosureWords: Readonly<Record<Disclosure, string>> = {
  internal: 'internal',
  nda: 'under NDA',
  public: 'public',
};

/** The disclosure of a document: what was asked for, but never wider than what it is made of. */
export function disclosureWithin(asked: Disclosure | undefined, widest: Disclosure, of: string): Disclosure {
  if (asked === undefined || circles.indexOf(asked) <= circles.indexOf(widest)) return asked ?? widest;
  throw new ProofdeskError({
    code: 'forbidden',
    message: `${of} is ${disclosureWords[widest]}, so no document of it can be ${disclosureWords[asked]}.`,
    where: { field: 'disclosure' },
    hint: 'Legal states a wider disclosure on the chart and releases it anew.',
  });
}
