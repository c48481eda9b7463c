import { describe, expect, it } from 'vitest';
import { placesInJson } from './json-place';
import { lineAndColumn } from './json-text';

describe('places in a JSON text', () => {
  const text = '{\n  "a": "x, \\"y\\": [1]",\n  "list": [\n    {"b": 1},\n    {"b": {"c": true}}\n  ]\n}\n';
  const lines = (...paths: string[]) => {
    const places = placesInJson(text, paths);
    return paths.map((path) => lineAndColumn(text, places.get(path)!));
  };

  it('are those where a value begins', () => {
    expect(lines('', 'a', 'list', 'list.0.b', 'list.1.b.c')).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 8 },
      { line: 3, column: 11 },
      { line: 4, column: 11 },
      { line: 5, column: 17 },
    ]);
  });

  it('are the nearest ones above where a value is missing', () => {
    expect(lines('list.0.none.deep', 'other')).toEqual([
      { line: 4, column: 5 },
      { line: 1, column: 1 },
    ]);
  });
});
