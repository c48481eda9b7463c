// Northwind Catalog: an inverted index from each word to the articles that contain it, built at start.
//   node northwind-catalog.mjs PORT SECONDS
import { articleCount, bestFirst, catalogue, searchWords, seed, serve, vocabulary } from './shop.mjs';

const articles = catalogue(seed, articleCount);
const words = vocabulary(seed);
const index = new Map();
for (const { id, text } of articles) {
  for (const word of text.split(' ')) {
    const postings = index.get(word);
    if (postings) postings.push(id);
    else index.set(word, [id]);
  }
}

await serve((n) => {
  const scores = new Map();
  for (const word of searchWords(words, n)) {
    for (const id of index.get(word) ?? []) scores.set(id, (scores.get(id) ?? 0) + 1);
  }
  const found = [...scores].map(([id, score]) => ({ id, score })).sort(bestFirst);
  return { found: found.length, articles: found.slice(0, 20).map(({ id, score }) => ({ ...articles[id], score })) };
});
