import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  draftMapping,
  type MappingContent,
  mappingContentSchema,
  type RowsMapping,
} from '../../../src-shared/bakeoffs';
import { fixedContext } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fileHead, mappingFits } from './fits';
import { peekInto } from './peek';
import { csvMapping, mappedFixtures, through, value } from './testing';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-peek-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: string | Uint8Array) => {
  const path = join(folder, 'own.dat');
  writeFileSync(path, content);
  return { name: 'own.dat', path };
};
const peek = (content: string | Uint8Array) => peekInto(file(content));

describe('a first mapping', () => {
  it('of CSV finds workload, value, unit, time and outcome by the names and the cells', async () => {
    const text = 'timestamp;Endpoint;Response Time (ms);status\n1772359200000;/a;1,5;200\n1772359201000;/b;2,5;500\n';
    const shown = await peek(text);
    expect(shown).toMatchObject({ kind: 'csv', delimiter: ';', header: true, decimalComma: true });
    const draft = draftMapping(shown);
    expect(mappingContentSchema.safeParse(draft).error).toBeUndefined();
    expect(draft).toMatchObject({
      key: { columns: ['Endpoint'] },
      layout: { values: [{ column: 'Response Time (ms)', unit: 'ms', better: 'lower' }] },
      time: { column: 'timestamp', format: 'unix-ms' },
      outcome: { column: 'status', success: ['200'] },
      numbers: { decimal: ',' },
    });
    expect(await through(draft, text)).toMatchObject({
      parse: 'ok',
      totals: { count: 2, errors: 1, durationSeconds: 1 },
    });
  });

  it.each([
    ['elapsed_us', 'us', 'lower'],
    ['latencyMs', 'ms', 'lower'],
    ['duration_seconds', 's', 'lower'],
    ['throughput', '1/s', 'higher'],
    ['rps', '1/s', 'higher'],
    ['accuracy', 'ratio', 'higher'],
    ['rss_mb', 'MB', 'lower'],
  ])('takes %s for %s, %s is better', async (column, unit, better) => {
    const draft = draftMapping(await peek(`id,${column}\nx,1\ny,2\n`)) as Extract<MappingContent, { kind: 'csv' }>;
    expect(draft.layout).toMatchObject({ values: [{ column, unit, better }] });
  });

  it('finds what was measured by its name, or because it comes again and again', async () => {
    const keyOf = async (text: string) => (draftMapping(await peek(text)) as RowsMapping).key;
    expect(await keyOf('page;ms\nHome;1\nHome;2\n')).toEqual({ columns: ['page'] });
    expect(await keyOf('what;ms\nread;1\nread;2\nwrite;3\nwrite;4\n')).toEqual({ columns: ['what'] });
    expect(await keyOf('id;ms\na;1\nb;2\nc;3\n')).toEqual({ constant: 'all' });
    expect(await keyOf('ok;ms\nyes;1\nyes;2\nno;3\n')).toEqual({ constant: 'all' });
  });

  it('of NDJSON, a JSON list, Parquet and text can be used as it is', async () => {
    const lines = '{"op":"get","t":{"latency_ms":1.5},"ok":true}\n{"op":"set","t":{"latency_ms":2},"ok":false}\n';
    const drafts = [
      [lines, { kind: 'ndjson', key: { columns: ['op'] }, outcome: { success: ['true'] } }],
      ['[{"op":"get","latency_ms":1},{"op":"set","latency_ms":2}]', { kind: 'ndjson', key: { columns: ['op'] } }],
      [
        new Uint8Array(readFileSync(join(mappedFixtures, 'requests.parquet'))),
        { kind: 'parquet', key: { columns: ['endpoint'] }, time: { format: 'iso' } },
      ],
      ['started\nGET / took 12.5 ms\nGET / took 13.5 ms\n', { kind: 'text', patterns: [{ values: [{ unit: 'ms' }] }] }],
      ['/a,1\n/b,2\n', { kind: 'csv', header: false }],
    ] as const;
    for (const [content, expected] of drafts) {
      const draft = draftMapping(await peek(content));
      expect(draft).toMatchObject(expected);
      expect(mappingContentSchema.safeParse(draft).error).toBeUndefined();
      const found = await through(draft, content);
      expect(found.series.length, expected.kind).toBeGreaterThan(0);
    }
  });

  it('can be made of anything, and reading through it ends in a result or a refusal', async () => {
    const context = fixedContext({ now: 0, seed: 11 });
    const pieces = [
      'a',
      '1',
      '2.5',
      ',',
      ';',
      '\t',
      '"',
      '\n',
      '\r\n',
      '{',
      '}',
      '[',
      ':',
      ' ms',
      'NaN',
      '\0',
      '\ufeff',
      'é',
      '1e999',
      '-',
    ];
    for (let round = 0; round < 400; round += 1) {
      const text = [...context.randomBytes(1 + (round % 150))].map((byte) => pieces[byte % pieces.length]).join('');
      const outcome = await peek(text)
        .then(async (shown) => through(mappingContentSchema.parse(draftMapping(shown)), text))
        .catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome, JSON.stringify(text)).toBeInstanceOf(ProofdeskError);
        expect((outcome as ProofdeskError).code).toBe('bad-input');
      }
    }
  });
});

describe('a saved mapping', () => {
  const fits = async (mapping: object, content: string | Uint8Array) =>
    mappingFits(mappingContentSchema.parse(mapping), await fileHead(file(content)));

  it('fits files that have its columns, and no others', async () => {
    expect(await fits(csvMapping(), 'endpoint,ms,more\n/a,1,2\n')).toBe(true);
    expect(await fits(csvMapping(), 'endpoint;ms\n/a;1\n')).toBe(false);
    expect(await fits(csvMapping({ skipLines: 2 }), 'x\ny\nendpoint,ms\n')).toBe(true);
    expect(await fits(csvMapping(), 'endpoint,latency\n')).toBe(false);
    expect(await fits(csvMapping(), '')).toBe(false);
    const ndjson = {
      kind: 'ndjson',
      tool: 'x',
      key: { columns: ['a.b'] },
      layout: { kind: 'wide', values: [value({ column: 't' })] },
    };
    expect(await fits(ndjson, '{"a":{"b":"x"},"t":1}\n')).toBe(true);
    expect(await fits(ndjson, '{"a":"x","t":1}\n')).toBe(false);
    const parquet = {
      ...ndjson,
      kind: 'parquet',
      key: { columns: ['endpoint'] },
      layout: { kind: 'wide', values: [value({ column: 'latency_ms' })] },
    };
    expect(await fits(parquet, new Uint8Array(readFileSync(join(mappedFixtures, 'requests.parquet'))))).toBe(true);
    const text = {
      kind: 'text',
      tool: 'x',
      patterns: [{ pattern: 'took (?<v>\\d+)', values: [value({ group: 'v' })] }],
    };
    expect(await fits(text, 'hello\nit took 5\n')).toBe(true);
    expect(await fits(text, 'hello\n')).toBe(false);
  });
});
