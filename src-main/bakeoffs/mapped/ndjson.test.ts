import { describe, expect, it } from 'vitest';
import { refusalThrough, through, value } from './testing';

const ndjson = (over: object = {}): object => ({
  kind: 'ndjson',
  tool: 'own script',
  key: { columns: ['request.name'] },
  layout: { kind: 'wide', values: [value({ column: 'took' })] },
  ...over,
});

describe('NDJSON through a mapping', () => {
  it('follows points into objects, and takes numbers and texts', async () => {
    const text =
      '{"request":{"name":"a"},"took":1.5}\n\n{"request":{"name":"a"},"took":"2.5","x":[1]}\r\n{"request.name":"b","took":4}\n';
    const found = await through(ndjson(), text);
    expect(found).toMatchObject({
      format: 'mapped-ndjson',
      parse: 'ok',
      series: [{ key: 'a', n: 2, mean: 2 }, { key: 'b' }],
    });
  });

  it('takes truth values as outcomes and ids of items', async () => {
    const mapping = ndjson({ key: { constant: 'all' }, outcome: { column: 'ok', failure: ['false'] }, item: 'id' });
    const found = await through(
      mapping,
      '{"took":1,"ok":true,"id":7}\n{"took":2,"ok":false,"id":"x"}\n{"took":3,"ok":true}\n',
    );
    expect(found).toMatchObject({ series: [{ n: 2, errors: 1 }], totals: { skippedLines: 1 } });
  });

  it('skips and says lines that are no JSON, no object, or have no number', async () => {
    const lines = [
      '{"request":{"name":"a"},"took":1}',
      '{"request":',
      '[1]',
      '7',
      '{"request":{"name":"a"},"took":1e999}',
      '{"took":2}',
    ];
    const found = await through(ndjson(), lines.join('\n'));
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedLines: 5 } });
    expect(found.warnings[0]).toMatchObject({ where: { line: 2, column: expect.any(Number) } });
    expect(found.warnings.map(({ where }) => where?.line)).toEqual([2, 3, 5, 6]);
  });

  it('reads a file that is one list of objects, and refuses one that is damaged with its place', async () => {
    const found = await through(ndjson(), '[{"request":{"name":"a"},"took":1},\n{"request":{"name":"a"},"took":3}]');
    expect(found.series[0]).toMatchObject({ n: 2, mean: 2 });
    expect(await refusalThrough(ndjson(), '[{"took":1},\n{"took"')).toMatchObject({
      code: 'bad-input',
      where: { line: 2 },
    });
  });

  it('costs no stack when it is nested a million times, and refuses a line without an end', async () => {
    expect(await refusalThrough(ndjson(), `{"request":${'['.repeat(1_000_000)}`)).toMatchObject({ code: 'bad-input' });
    expect(await refusalThrough(ndjson(), `{"took":1}\n"${'x'.repeat(20 * 1024 * 1024)}`)).toMatchObject({
      where: { line: 2 },
    });
  });

  it('is refused where a mapped field is in no line, and empty where there is none', async () => {
    expect(await refusalThrough(ndjson(), '{"name":"a","ms":1}\n')).toMatchObject({
      code: 'bad-input',
      where: { line: 1 },
    });
    expect((await through(ndjson(), '\n\n')).parse).toBe('empty');
  });

  it('takes nothing from the prototype of objects', async () => {
    const mapping = ndjson({ key: { columns: ['constructor.name'] } });
    expect(await refusalThrough(mapping, '{"took":1}\n')).toMatchObject({ code: 'bad-input' });
  });
});
