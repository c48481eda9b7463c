/**
 * Legal forms that companies carry behind their name; the same company is written with and without them. Compared without dots and
 * in lower case.
 */
const legalForms = new Set(
  (
    'ab ag aktiebolag aktiengesellschaft aps as asa bhd bv bvba co company corp corporation cv doo dooel eeig ek ev ' +
    'eurl gbr ges gesmbh gie gmbh inc incorporated kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv nyrt ohg ' +
    'oo oy oyj plc pte pty pvt sa sab sad sapi sarl sas sasu scs se sia sl slu snc spa sprl srl sro ug uab vof zoo zrt'
  ).split(' '),
);

/**
 * A name as it is compared: compatibility forms and accents folded, lower case, letters and digits only, words apart by one space.
 * `"HÉLIX  Systems, GmbH"` is `helix systems gmbh`.
 */
export function comparable(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replace(/[.’']/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A company's name without its legal form, for finding names that may mean the same: `Helix Systems` and `Helix Systems GmbH & Co. KG`
 * agree. A name that is nothing but legal forms stays as it is.
 */
export function companyStem(name: string): string {
  const words = comparable(name.replace(/株式会社|有限会社/gu, ' '))
    .replace(/ (?:s a r l|sa rl)$/, ' sarl')
    .replace(/ s p a$/, ' spa')
    .split(' ');
  let end = words.length;
  while (end > 1 && (legalForms.has(words[end - 1]!) || words[end - 1] === 'and' || words[end - 1] === 'und')) end -= 1;
  return words.slice(0, end).join(' ');
}
