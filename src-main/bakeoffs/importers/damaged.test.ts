import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fixedContext } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Inspection } from '../inspect';
import { importers, recognise } from './registry';
import { fixturePaths, fixtures, inspectText, parseInPieces, refusalOf } from './testing';

/** Reads what may be damaged: either a result whose figures are numbers, or a refusal of the kind `bad-input`. */
async function readOrRefused(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  let found: Inspection;
  try {
    found = await inspectText(name, bytes);
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    expect(error.code).toBe('bad-input');
    expect(error.where?.file).toBe(name);
    expect(error.message).toMatch(/[.?]$/);
    return 'refused';
  }
  for (const { key, n, mean, median, min, max } of found.series) {
    for (const figure of [n, mean, median, min, max]) {
      if (figure !== undefined) expect(Number.isFinite(figure), key).toBe(true);
    }
  }
  if (found.parse === 'ok') expect(found.warnings).toEqual([]);
  return 'read';
}

/** Changes bytes the way broken disks, broken pipes and editors do. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length + 1);
  const length = 1 + random(64);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const piece = bytes.subarray(random(bytes.length), random(bytes.length) + length);
  switch (random(8)) {
    case 0:
      return before.slice();
    case 1:
      return new Uint8Array(Buffer.concat([before, after.subarray(length)]));
    case 2:
      return new Uint8Array(Buffer.concat([before, piece, after]));
    case 3:
      return new Uint8Array(Buffer.concat([before, Buffer.alloc(length), after.subarray(length)]));
    case 4:
      return after.slice();
    case 5:
      return new Uint8Array(Buffer.concat([before, Buffer.from('"\n,{}[]<>&;-'[random(12)]!), after.subarray(1)]));
    case 6:
      return new Uint8Array(
        Buffer.concat([before, Buffer.from(['NaN', '1e999', '-5', '""', '\0\0'][random(5)]!), after]),
      );
    default: {
      const changed = bytes.slice();
      for (let flips = 0; flips < 1 + length / 8; flips += 1) changed[random(bytes.length)]! ^= 1 << random(8);
      return changed;
    }
  }
}

function seeded(seed: number): (below: number) => number {
  const context = fixedContext({ now: 0, seed });
  return (below) => {
    const [a, b, c, d] = context.randomBytes(4) as unknown as [number, number, number, number];
    return ((a | (b << 8) | (c << 16) | (d << 24)) >>> 0) % Math.max(1, below);
  };
}

describe('damaged files', () => {
  it.each(fixturePaths())('%s with bytes changed at random is read with warnings or refused, quickly', async (path) => {
    const bytes = new Uint8Array(readFileSync(path));
    if (bytes.length === 0) return;
    // Whole large files would only take time: their beginning has every kind of row.
    const sample = bytes.length > 60_000 ? bytes.subarray(0, 20_000) : bytes;
    const random = seeded(bytes.length);
    for (let round = 0; round < 60; round += 1) {
      let changed = mutated(sample, random);
      for (let more = random(3); more > 0; more -= 1) changed = mutated(changed, random);
      const started = performance.now();
      await readOrRefused(basename(path), changed);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  it('every cut of a short file is read with warnings or refused', async () => {
    for (const name of ['jmeter/edge-quoted-newlines.jtl', 'hyperfine/params.csv', 'hyperfine/edge-single-run.json']) {
      const bytes = new Uint8Array(readFileSync(`${fixtures}/${name}`));
      for (let length = 0; length < bytes.length; length += 1)
        await readOrRefused(basename(name), bytes.slice(0, length));
    }
  });

  it('random bytes are refused as unknown', async () => {
    const context = fixedContext({ now: 0, seed: 5 });
    for (const name of ['a.jtl', 'a.json', 'a.csv', 'a.ndjson', 'a.xml', 'noise']) {
      for (const length of [1, 16, 1000, 300_000]) {
        expect(await readOrRefused(name, context.randomBytes(length))).toBe('refused');
      }
    }
  });

  it.each([
    ['results', '{"results":', '['],
    ['metrics', '{"root_group":{},"metrics":', '{"a":'],
    ['a point', '{"type":"Point","metric":"x","data":{"tags":', '['],
    ['the document', '', '['],
  ])('JSON nested a million times in %s costs no stack', async (_, start, bracket) => {
    const started = performance.now();
    await readOrRefused('deep.json', Buffer.from(start + bracket.repeat(1_000_000)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('a line or row that never ends is refused at its line', async () => {
    const long = 'x'.repeat(20 * 1024 * 1024);
    expect(await refusalOf('a.ndjson', `{"type":"Metric","data":{},"metric":"a"}\n{"${long}`)).toMatchObject({
      code: 'bad-input',
      where: { line: 2 },
    });
    expect(await refusalOf('a.jtl', `timeStamp,elapsed,label,success\n1,2,a,true\n1,2,"${long}`)).toMatchObject({
      code: 'bad-input',
      where: { line: 3 },
    });
    expect(await refusalOf('a.jtl', `<testResults version="1.2">\n<sample t="${long}`)).toMatchObject({
      code: 'bad-input',
      where: { line: 2 },
    });
  });
});

describe('numbers that are none', () => {
  const k6 = (value: string): string =>
    `{"type":"Metric","data":{"type":"trend","contains":"time"},"metric":"t"}\n${[1, value]
      .map((one) => `{"type":"Point","data":{"time":"2026-01-01T00:00:00Z","value":${one},"tags":{}},"metric":"t"}`)
      .join('\n')}\n`;

  it.each(['1e999', 'NaN', '-1', 'null', '"7"'])('a k6 value of %s is skipped and said', async (value) => {
    const found = await inspectText('a.ndjson', k6(value));
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedLines: 1 } });
    expect(found.series[0]).toMatchObject({ n: 1, mean: 1 });
    expect(found.warnings[0]).toMatchObject({ code: 'skipped-rows', where: { line: 3 } });
  });

  it.each(['1e999', 'NaN', '-0.5', 'null', '"7"'])('a hyperfine time of %s is refused', async (value) => {
    const text = `{"results":[{"command":"a","mean":1,"times":[1,${value}],"exit_codes":[0,0]}]}`;
    expect(await refusalOf('a.json', text)).toMatchObject({ code: 'bad-input' });
  });

  it.each(['1e999', 'NaN', '-1', '', '9007199254740993', '0x10'])(
    'a JMeter time of "%s" is skipped and said',
    async (value) => {
      const found = await inspectText('a.jtl', `timeStamp,elapsed,label,success\n1,2,a,true\n1,${value},a,true\n`);
      expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedRows: 1 } });
    },
  );

  it('values near the largest double leave out the figures that it cannot hold', async () => {
    const trend = k6('1.5e308').replace('"value":1,', '"value":1.7e308,');
    const [series] = (await inspectText('a.ndjson', trend)).series;
    expect(series).toMatchObject({ n: 2, min: 1.5e308, max: 1.7e308 });
    for (const figure of Object.values(series!)) expect(figure).not.toBe(Number.POSITIVE_INFINITY);
  });

  it('a header that names a column twice is refused at its line', async () => {
    const text = 'timeStamp,elapsed,elapsed,label,success\n1,2,3,a,true\n';
    expect(await refusalOf('a.jtl', text)).toMatchObject({ code: 'bad-input', where: { file: 'a.jtl', line: 1 } });
    const csv = 'command,mean,mean,user,system,min,max\na,1,2,3,4,5,6\n';
    expect(await refusalOf('a.csv', csv)).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });

  it('a file of which no row can be used is refused at the first of them', async () => {
    const text = 'timeStamp,elapsed,label,success\n1,x,a,true\n1,y,a,true\n';
    expect(await refusalOf('a.jtl', text)).toMatchObject({ code: 'bad-input', where: { line: 2 } });
  });

  it('NUL bytes that a crash left at the end are skipped and said', async () => {
    const found = await inspectText('a.jtl', `timeStamp,elapsed,label,success\n1,2,a,true\n${'\0'.repeat(512)}`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedRows: 1 } });
  });
});

describe('places of errors', () => {
  it('a damaged JSON document is refused with line, column and byte', async () => {
    const text = '{\n  "results": [\n    {"command": "ä", "mean": 1,, "times": []}\n  ]\n}';
    expect(await refusalOf('a.json', text)).toMatchObject({
      code: 'bad-input',
      where: { file: 'a.json', line: 3, column: 32, byte: Buffer.byteLength(text.slice(0, text.indexOf(',,') + 1)) },
    });
  });

  it('a byte-order mark counts for the byte and not for the column', async () => {
    expect(await refusalOf('a.json', '\ufeff{"results": [{"command": "a", "mean": 1')).toMatchObject({
      where: { line: 1, column: 40, byte: 42 },
    });
  });

  it('a file without content is empty where its name tells the format, else refused', async () => {
    expect(await inspectText('run.jtl', '')).toMatchObject({ format: 'jmeter-jtl-csv', parse: 'empty', series: [] });
    expect(await inspectText('run.ndjson', '\n\n')).toMatchObject({ format: 'k6-ndjson', parse: 'empty' });
    expect(await refusalOf('run.csv', '')).toMatchObject({ code: 'bad-input', where: { file: 'run.csv' } });
  });
});

describe('encodings', () => {
  const jtl = readFileSync(`${fixtures}/jmeter/edge-quoted-newlines.jtl`, 'utf8').replaceAll('Home', 'Überblick');
  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

  it.each([
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${jtl}`, 'utf16le')],
    ['UTF-16 BE with mark', utf16be(`\ufeff${jtl}`)],
    ['UTF-16 LE without mark', Buffer.from(jtl, 'utf16le')],
    ['UTF-16 BE without mark', utf16be(jtl)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${jtl}`)],
    ['gzip', gzipSync(jtl)],
  ])('%s gives the same figures as UTF-8', async (_, bytes) => {
    const [plain, other] = [await inspectText('a.jtl', jtl), await inspectText('a.jtl', new Uint8Array(bytes))];
    expect(other.series).toEqual(plain.series);
    expect(other.parse).toBe('ok');
    expect(plain.series[0]!.key).toBe('Überblick');
  });

  it('one line that is not UTF-8 does not garble the others', async () => {
    const point = (name: string): string =>
      `{"type":"Point","metric":"http_req_duration","data":{"time":"2026-01-01T00:00:00Z","value":1,"tags":{"name":"${name}"}}}\n`;
    const bytes = Buffer.concat([Buffer.from(point('Übersicht')), Buffer.from(point('façade'), 'latin1')]);
    const found = await inspectText('a.ndjson', bytes);
    expect(found.series.map(({ key }) => key)).toEqual(['façade', 'Übersicht']);
    expect(found.warnings).toMatchObject([{ code: 'encoding', where: { line: 2 } }]);
  });

  it('a compressed file that was cut off is refused', async () => {
    const packed = gzipSync(readFileSync(`${fixtures}/k6/a.ndjson`));
    const error = await refusalOf('a.ndjson.gz', new Uint8Array(packed.subarray(0, packed.length - 2000)));
    expect(error).toMatchObject({ code: 'bad-input', where: { file: 'a.ndjson.gz' } });
  });
});

describe('pieces', () => {
  it.each(fixturePaths())('%s gives the same whatever the length of the pieces', async (path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const importer = recognise(bytes, basename(path))?.importer ?? importers[0]!;
    const outcome = (length: number): Promise<unknown> =>
      parseInPieces(importer, bytes, length).catch((error: unknown) => String(error));
    const whole = await outcome(Math.max(1, bytes.length));
    for (const length of [1, 13, 4096]) {
      if (bytes.length / length < 40_000) expect(await outcome(length)).toEqual(whole);
    }
  });
});
