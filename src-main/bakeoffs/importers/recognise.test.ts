import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headLength } from './interface';
import { importers } from './registry';
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
});
