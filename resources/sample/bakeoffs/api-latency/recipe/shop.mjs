// What both servers have in common: the catalogue, signing in, orders, and the HTTP frame. Only the search differs.
import { scrypt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of the catalogue: the seed, and how many articles it has. */
export const seed = 42;
export const articleCount = 80000;

/** mulberry32: a number from 0 up to, not including, 1. */
export function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = ['ba', 'cor', 'del', 'fen', 'gra', 'hol', 'kip', 'lum', 'mar', 'nes', 'or', 'pra', 'quin', 'ros', 'sta', 'tol', 'ver', 'win', 'yar', 'zel'];

/** The words that descriptions are made of; searches use the same ones. */
export function vocabulary(seed, count = 3000) {
  const random = randomFrom(seed);
  const pick = () => syllables[Math.floor(random() * syllables.length)];
  return Array.from({ length: count }, () => pick() + pick() + pick());
}

/** The articles: the same seed gives the same catalogue on every machine. */
export function catalogue(seed, size) {
  const words = vocabulary(seed);
  const random = randomFrom(seed + 1);
  return Array.from({ length: size }, (_, id) => ({
    id,
    // Common words are at the front of the vocabulary.
    text: Array.from({ length: 24 }, () => words[Math.floor(random() ** 2 * words.length)]).join(' '),
    cents: 100 + Math.floor(random() * 90000),
  }));
}

/** Three words for the n-th search; people look for common words. */
export function searchWords(words, n) {
  const random = randomFrom(7919 * (n + 1));
  return Array.from({ length: 3 }, () => words[Math.floor(random() ** 5 * words.length)]);
}

export const bestFirst = (a, b) => b.score - a.score || a.id - b.id;

/** A key from a secret with scrypt (r = 8), off the event loop. */
function derived(secret, salt, cost) {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: cost }, (error, key) => (error ? reject(error) : resolve(key.toString('hex'))));
  });
}

/** Checks a password the way both products do: scrypt with N = 2^14. */
const signIn = async (user) => ({ user, token: await derived('correct horse battery', `user ${user}`, 1 << 14) });

/**
 * Orders: read the stock, seal the receipt (scrypt with N = 2^12), write the journal through to the disk. An order is refused
 * with 409 when somebody else ordered the same article in between.
 */
async function orderBook() {
  const versions = new Map();
  const path = join(tmpdir(), `orders-${process.pid}.journal`);
  const journal = await open(path, 'w');
  process.on('exit', () => rmSync(path, { force: true }));
  return async (n) => {
    const article = Math.floor(randomFrom(104729 * (n + 1))() * 90);
    const before = versions.get(article) ?? 0;
    const seal = await derived(`order ${n}`, `article ${article}`, 1 << 12);
    await journal.write(`${n} ${article} ${before} ${seal}\n`);
    await journal.datasync();
    if ((versions.get(article) ?? 0) !== before) return undefined;
    versions.set(article, before + 1);
    return { article, version: before + 1, seal };
  };
}

/** Serves on 127.0.0.1 until a signal, or until `seconds` have passed. */
export async function serve(search) {
  const [port, seconds] = process.argv.slice(2).map(Number);
  const order = await orderBook();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const n = Number(url.searchParams.get('n') ?? 0);
    const answer = (status, body) => {
      const text = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    };
    if (url.pathname === '/search') answer(200, search(n));
    else if (url.pathname === '/sign-in') answer(200, await signIn(n % 500));
    else if (url.pathname === '/order') {
      const placed = await order(n);
      answer(placed ? 201 : 409, placed ?? { error: 'somebody else ordered this article at the same time' });
    } else answer(404, { error: 'not found' });
  });
  const stop = () => process.exit(0);
  process.on('SIGTERM', stop);
  setTimeout(stop, seconds * 1000);
  server.listen(port, '127.0.0.1', () => console.log('ready'));
}
