import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, parseInPieces, refusalOf } from '../testing';
import { importer as log } from './log.importer';

const start = 1633527265351;
const text = (...lines: (string | number)[][]): string => lines.map((fields) => fields.join('\t')).join('\n');

/** A binary log as `LogFileDataWriter` of Gatling 3.11 and later writes it. */
class Writer {
  readonly #pieces: Buffer[] = [];
  readonly #known = new Map<string, number>();

  byte(value: number): this {
    this.#pieces.push(Buffer.from([value]));
    return this;
  }
  int(value: number): this {
    const piece = Buffer.alloc(4);
    piece.writeInt32BE(value);
    this.#pieces.push(piece);
    return this;
  }
  long(value: number): this {
    const piece = Buffer.alloc(8);
    piece.writeBigInt64BE(BigInt(value));
    this.#pieces.push(piece);
    return this;
  }
  text(value: string): this {
    if (value === '') return this.int(0);
    const latin = [...value].every((character) => character.codePointAt(0)! < 256);
    const bytes = Buffer.from(value, latin ? 'latin1' : 'utf16le');
    this.int(bytes.length).#pieces.push(bytes);
    return this.byte(latin ? 0 : 1);
  }
  shared(value: string): this {
    const number = this.#known.get(value);
    if (number !== undefined) return this.int(-number);
    this.#known.set(value, this.#known.size + 1);
    return this.int(this.#known.size).text(value);
  }
  run(version = '3.13.4'): this {
    this.byte(0).text(version).text('sim.Basic').long(start).text('').int(1).text('Größe').int(1);
    return this.int(3).byte(9).byte(9).byte(9);
  }
  request(groups: string[], name: string, from: number, to: number, ok: boolean, message = ''): this {
    this.byte(1).int(groups.length);
    for (const group of groups) this.shared(group);
    return this.shared(name)
      .int(from)
      .int(to)
      .byte(ok ? 1 : 0)
      .shared(message);
  }
  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }
}

const binary = (): Writer =>
  new Writer()
    .run()
    .byte(2)
    .int(0)
    .byte(1)
    .int(10)
    .request([], 'Home', 20, 50, true)
    .request(['Order', 'Pay'], '検索 ☃', 60, 160, false, 'status 500')
    .request([], 'Home', 200, 210, true)
    .byte(3)
    .int(1)
    .shared('Order')
    .int(55)
    .int(170)
    .int(100)
    .byte(0)
    .byte(4)
    .shared('Ünexpected')
    .int(180)
    .byte(2)
    .int(0)
    .byte(0)
    .int(220);

describe('binary simulation.log', () => {
  it('requests, groups and users are read with their texts', async () => {
    const found = await inspectText('simulation.log', binary().bytes());
    expect(found).toMatchObject({
      format: 'gatling-simulation-log-3.13',
      parse: 'ok',
      totals: { count: 3, errors: 1, scriptErrors: 1, durationSeconds: 0.19 },
      metadata: {
        toolVersion: '3.13.4',
        simulation: 'sim.Basic',
        usersStarted: { Größe: 1 },
        failureMessages: { 'status 500': 1 },
      },
    });
    expect(found.series.map(({ key, metric, n, mean, errors }) => [key, metric, n, mean, errors])).toEqual([
      ['Global Information', 'response_time', 3, 140 / 3, 1],
      ['Home', 'response_time', 2, 20, 0],
      ['Order / Pay / 検索 ☃', 'response_time', 1, 100, 1],
      ['Order', 'group_response_time', 1, 100, 1],
      ['Order', 'group_duration', 1, 115, 1],
    ]);
  });

  it('the length of the pieces makes no difference', async () => {
    const whole = await parseInPieces(log, binary().bytes(), 100_000);
    for (const length of [1, 7, 64]) expect(await parseInPieces(log, binary().bytes(), length)).toEqual(whole);
  });

  it('a record that is cut off is said', async () => {
    const found = await inspectText('simulation.log', binary().bytes().slice(0, -3));
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 3, skippedRows: 1 } });
  });

  it('another layout is refused with the version, the byte and what to do', async () => {
    const bytes = new Writer().run('3.99.1').byte(7).int(3).bytes();
    const error = (await refusalOf('simulation.log', bytes)) as Error & { hint: string };
    expect(error).toMatchObject({ code: 'bad-input', where: { byte: bytes.length - 5 } });
    expect(error.message).toContain('Gatling 3.99.1');
    expect(error.hint).toContain('js/stats.json');
  });
});

describe('text simulation.log of other versions', () => {
  const figures = async (content: string): Promise<unknown> => {
    const { format, series, totals } = await inspectText('simulation.log', content);
    return {
      format,
      totals: { count: totals.count, errors: totals.errors },
      series: series.map(({ key, metric, n, mean }) => [key, metric, n, mean]),
    };
  };
  const expected = [
    ['Global Information', 'response_time', 2, 150],
    ['Order / Pay', 'response_time', 1, 100],
    ['Home', 'response_time', 1, 200],
  ];
  const totals = { count: 2, errors: 1 };

  it('3.0 to 3.3: the user stands ahead of the request', async () => {
    const content = text(
      ['ASSERTION', 'AAECAwQ='],
      ['RUN', 'sim.A', 'a', start, ' ', '3.0.3'],
      ['USER', 'Buyers', 1, 'START', start, start],
      ['REQUEST', 1, 'Order', 'Pay', start + 10, start + 110, 'KO', 'found 500'],
      ['REQUEST', 1, '', 'Home', start + 200, start + 400, 'OK', ' '],
      ['GROUP', 1, 'Order', start, start + 150, 100, 'KO'],
      ['ERROR', 'No attribute named x', start + 500],
      ['USER', 'Buyers', 1, 'END', start, start + 600],
    );
    expect(await figures(content)).toEqual({
      format: 'gatling-simulation-log-3.0',
      totals,
      series: [
        ...expected.slice(0, 2),
        expected[2],
        ['Order', 'group_response_time', 1, 100],
        ['Order', 'group_duration', 1, 150],
      ],
    });
  });

  it('2.3: scenario and user stand ahead of the request, extra fields behind it', async () => {
    const content = text(
      ['RUN', 'sim.A', 'a', start, 'nightly', '2.0'],
      ['REQUEST', 'Buyers', 1, 'Order', 'Pay', start, start + 100, 'KO', 'found 500', 'extra', 'more'],
      ['REQUEST', 'Buyers', 1, '', 'Home', start, start + 200, 'OK', ' '],
    );
    expect(await figures(content)).toEqual({ format: 'gatling-simulation-log-2.0', totals, series: expected });
  });

  it('2.0: the kind stands third, and a request has four time stamps', async () => {
    const content = text(
      ['sim.A', 'a', 'RUN', start, '', '2.0'],
      ['Buyers', 1, 'USER', 'START', start, 0],
      ['Buyers', 1, 'REQUEST', 'Order', 'Pay', start, start + 1, start + 90, start + 100, 'KO', 'found 500'],
      ['Buyers', 1, 'REQUEST', '', 'Home', start, start + 1, start + 150, start + 200, 'OK', ' '],
    );
    expect(await figures(content)).toEqual({ format: 'gatling-simulation-log-2.0', totals, series: expected });
  });

  it('a line cut short and a request without an end are skipped and said', async () => {
    const content = text(
      ['RUN', 'sim.A', 'a', start, ' ', '3.9.5'],
      ['REQUEST', '', 'Home', start, start + 5, 'OK', ' '],
      ['REQUEST', '', 'Home', start, '-9223372036854775808', 'KO', ' '],
      ['REQUEST', '', 'Home', start, start + 5],
    );
    const found = await inspectText('x.log', content);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedLines: 2 } });
    expect(found.warnings.map(({ where }) => where?.line)).toEqual([3, 4]);
  });

  it('a request with the name of the whole is told apart', async () => {
    const content = text(
      ['RUN', 'sim.A', 'a', start, ' ', '3.9.5'],
      ['REQUEST', '', 'Global Information', start, start + 5, 'OK', ' '],
    );
    expect((await inspectText('x.log', content)).series.map(({ key }) => key)).toEqual([
      'Global Information',
      'Global Information #2',
    ]);
  });
});

describe('figures of the report', () => {
  const json = readFileSync(join(fixtures, 'gatling/a.json'), 'utf8');

  it('stats.js gives the same as stats.json, and nothing of it is run', async () => {
    const script = `var stats = ${json.replace(/"(\w+)":/g, '$1:').replace(/: (\d[\d.]*)/g, ': "$1"')}\n\nfunction fillStats(stat){ throw new Error("run") }\n`;
    const [plain, other] = [await inspectText('stats.json', json), await inspectText('stats.js', script)];
    expect(other.format).toBe('gatling-stats-js');
    expect(other.series).toEqual(plain.series);
  });

  it('requests in groups carry their path, and groups their own metric', async () => {
    const stats = (total: number): object => ({
      numberOfRequests: { total, ok: total, ko: 0 },
      minResponseTime: { total: 1, ok: 1, ko: '-' },
      percentiles1: { total: 2, ok: 2, ko: '-' },
    });
    const content = JSON.stringify({
      type: 'GROUP',
      name: 'All Requests',
      stats: stats(3),
      contents: {
        g: {
          type: 'GROUP',
          name: 'Order',
          stats: stats(2),
          contents: { r: { type: 'REQUEST', name: 'Pay', stats: stats(2) } },
        },
      },
    });
    const found = await inspectText('stats.json', content);
    expect(found.series.map(({ key, metric, n }) => [key, metric, n])).toEqual([
      ['All Requests', 'response_time', 3],
      ['Order', 'group_response_time', 2],
      ['Order / Pay', 'response_time', 2],
    ]);
    expect(found.series[0]).not.toHaveProperty('max');
  });

  it('no requests give no percentiles', async () => {
    const content =
      '{"name":"All Requests","numberOfRequests":{"total":0,"ok":0,"ko":0},"percentiles1":{"total":0},"minResponseTime":{"total":"-"}}';
    const found = await inspectText('global_stats.json', content);
    expect(found.parse).toBe('ok-no-samples');
    expect(found.series[0]).not.toHaveProperty('percentiles');
  });

  it('damage is refused at its line', async () => {
    expect(await refusalOf('stats.json', json.slice(0, 3000))).toMatchObject({
      code: 'bad-input',
      where: { line: expect.any(Number) },
    });
  });
});
