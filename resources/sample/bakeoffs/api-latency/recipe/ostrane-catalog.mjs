// Ostrane Catalog: no index; each search goes through the descriptions of all articles.
//   node ostrane-catalog.mjs PORT SECONDS
import { articleCount, bestFirst, catalogue, searchWords, seed, serve, vocabulary } from './shop.mjs';

const articles = catalogue(seed, articleCount);
const words = vocabulary(seed);

/** How often a word stands in a text, as a whole word. */
function occurrences(text, word) {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = at === 0 || text[at - 1] === ' ';
    const after = at + word.length === text.length || text[at + word.length] === ' ';
    if (before && after) count += 1;
  }
  return count;
}

await serve((n) => {
  const wanted = searchWords(words, n);
  const found = [];
  for (const { id, text } of articles) {
    let score = 0;
    for (const word of wanted) score += occurrences(text, word);
    if (score > 0) found.push({ id, score });
  }
  found.sort(bestFirst);
  return { found: found.length, articles: found.slice(0, 20).map(({ id, score }) => ({ ...articles[id], score })) };
});
