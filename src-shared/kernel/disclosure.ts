/** To whom something may go outside the house: to anybody, under an agreement of confidence, to nobody. */
export const disclosures = ['public', 'nda', 'internal'] as const;

export type Disclosure = (typeof disclosures)[number];
