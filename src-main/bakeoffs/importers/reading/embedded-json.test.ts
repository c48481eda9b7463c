import { describe, expect, it } from 'vitest';
import type { HarnessFile, ParseContext, Problem } from '../interface';
import { embeddedJson } from './embedded-json';

class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}
const context: ParseContext = { signal: undefined, warn: () => {}, refusal: (_, problem) => new Refused(problem) };

function fileOf(text: string): HarnessFile {
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'a',
    size: bytes.length,
    head: bytes,
    encoding: 'utf-8',
    byteOffset: 0,
    async *chunks() {
      yield bytes;
    },
  };
}
const documents = async (text: string) =>
  (await embeddedJson(fileOf(text), context, { bareNumbers: true })).map(({ value, line }) => [line, value]);

describe('JSON in the middle of other text', () => {
  it('is found where a line begins with it, whatever stands before, between and after', async () => {
    const text = 'start {no}\n[WARN] slow\n[2026-01-01 10:00:00] x\n{"a": [1, "}\\""]}\nthen\n  [1, NaN]\nend ]}';
    expect(await documents(text)).toEqual([
      [4, { a: [1, '}"'] }],
      [6, [1, Number.NaN]],
    ]);
  });

  it('follows right behind another document', async () => {
    expect(await documents('{"a":1}{"b":2}\n{"c":\n3} []')).toEqual([
      [1, { a: 1 }],
      [1, { b: 2 }],
      [2, { c: 3 }],
      [3, []],
    ]);
  });

  it('is refused with its place where it is damaged or cut off', async () => {
    await expect(documents('ok\n{"a": 1,, "b": 2}')).rejects.toMatchObject({
      problem: { where: { line: 2, column: 9 } },
    });
    await expect(documents('ok\n{"a": "')).rejects.toMatchObject({ problem: { where: { line: 2 } } });
  });

  it('is absent from a text without any', async () => {
    expect(await documents('nothing here\n{not this}\n')).toEqual([]);
  });

  it('costs no stack when it is nested a million times, and no time when brackets fill the text', async () => {
    await expect(documents(`x\n${'['.repeat(1_000_000)}`)).rejects.toBeInstanceOf(Refused);
    const started = performance.now();
    expect(await documents('{not\n'.repeat(200_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
