import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headLength } from './interface';
import { importers, recognise } from './registry';
import { fixturePaths, fixtures } from './testing';

describe('recognising formats', () => {
  it.each(fixturePaths().map((path) => relative(fixtures, path)))('%s is claimed by at most one reader', (name) => {
    const head = new Uint8Array(readFileSync(`${fixtures}/${name}`)).subarray(0, headLength);
    const claims = importers.flatMap((importer) => {
      const found = importer.detect(head, name);
      return found?.by === 'content' ? [`${importer.tool}: ${found.format}`] : [];
    });
    expect(claims.length, claims.join(', ')).toBeLessThanOrEqual(1);
  });

  it.each([
    ['blank lines', '\n', 'x'],
    ['blank lines of Windows', '\r\n', 'x'],
    ['spaces', ' ', 'x'],
    ['tabs between letters', 'a\t', ''],
    ['brackets', '[', ''],
    ['rows of figures', '1 2 3\n', ''],
    ['quotation marks', '"', ''],
  ])('a file that begins with nothing but %s costs no time', (_, piece, end) => {
    const head = Buffer.from(`${piece.repeat((headLength - 1) / piece.length)}${end}`);
    const started = performance.now();
    recognise(head, 'results');
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
