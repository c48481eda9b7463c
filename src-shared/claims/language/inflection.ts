/**
 * The regular English forms of a word: plural and third person, past, participle, possessive. More forms than exist do no harm, as
 * nobody writes them. Irregular forms stand in a rule's patterns of their own.
 */
export function inflections(word: string): Set<string> {
  const forms = new Set([word]);
  if (!/^[a-z]{3,}$/.test(word)) {
    if (/[\p{L}\p{N}]$/u.test(word)) forms.add(`${word}'s`);
    return forms;
  }
  const add = (...endings: string[]) => {
    for (const ending of endings) forms.add(ending);
  };
  add(`${word}s`, `${word}'s`, `${word}s'`);
  if (/(?:s|x|z|ch|sh)$/.test(word)) add(`${word}es`);
  if (/[^aeiou]y$/.test(word)) {
    const stem = word.slice(0, -1);
    add(`${stem}ies`, `${stem}ied`);
  }
  if (word.endsWith('e')) add(`${word}d`, `${word.slice(0, -1)}ing`);
  else add(`${word}ed`, `${word}ing`);
  // A single final consonant after a single vowel is doubled: stop, stopped.
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(word)) add(`${word}${word.at(-1)}ed`, `${word}${word.at(-1)}ing`);
  return forms;
}
