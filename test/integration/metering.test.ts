import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedSellingWorld } from '../core/command-line';
import { smallModel } from '../core/small-model';

const model = {
  ...smallModel,
  skus: [
    ...smallModel.skus,
    {
      code: 'COMPUTE',
      name: 'Compute',
      family: 'Metered',
      unit: 'compute hour',
      billingPeriod: 'month',
      metered: true,
      rate: { kind: 'per-unit', unitPrice: '0.05' },
    },
  ],
};

describe('the quantity of a metered line, on the command line', () => {
  let desk: TypedDesk;
  let quote = '';
  const meter = (...options: string[]) => desk.type('quote', 'meter', quote, '2', ...options, '--json');
  const line = async () => (await desk.type('quote', 'show', quote, '--json')).json().lines[1];

  beforeAll(async () => {
    desk = await typedSellingWorld('metering', model);
    const made = await desk.type(
      'quote',
      'create',
      'Halden, 36 months',
      'SEAT=10',
      'TOKENS=100',
      'COMPUTE=1',
      '--model',
      'Platform',

      '--term',
      '36',
    );
    if (made.code !== 0) throw new Error(made.err);
    quote = made.out.trim();
    await desk.type('quote', 'edit', quote, '--start', '2027-01-01');
  });
  afterAll(() => desk.close());

  it('is typed until it is taken from something', async () => {
    expect((await meter()).json()).toMatchObject({ line: { quantity: '100', source: { kind: 'typed' } }, months: [] });
  });

  it('follows from a forecast, by stretches where it is priced as it rises, and is shown before it is kept', async () => {
    const options = [
      '--base',
      '500000000',
      '--unit',
      'tokens',
      '--growth',
      '20',
      '--growth-per',
      'year',
      '--low',
      '400000000',
      '--high',
      '600000000',
      '--steps',
      'year',
    ];
    const preview = await meter(...options, '--preview');
    expect(preview.json()).toMatchObject({
      line: { quantity: '606.67', quantityRange: { low: '485.33', high: '728' } },
    });
    expect(await line()).toMatchObject({ quantity: '100', quantityFrom: null });
    const kept = await meter(...options);
    expect([kept.code, kept.err]).toEqual([0, '']);
    expect(kept.json().months).toHaveLength(36);
    expect((await desk.type('quote', 'show', quote)).out).toContain(
      '2  from forecast: 500,000,000 tokens a month in 2027-01',
    );
    expect(await line()).toMatchObject({
      quantity: '606.67',
      quantityFrom: { kind: 'forecast', unit: 'tokens', steps: 'year' },
      ramp: [
        { months: 12, quantity: '500', quantityRange: { low: '400', high: '600' } },
        { months: 12, quantity: '600', quantityRange: { low: '480', high: '720' } },
        { months: 12, quantity: '720', quantityRange: { low: '576', high: '864' } },
      ],
      sourceChanged: null,
    });
  });

  it('says so when what it follows from no longer holds, and can be taken again', async () => {
    await desk.type('quote', 'edit', quote, '--term', '24');
    expect((await line()).sourceChanged).toContain('changed after it was taken');
    expect((await meter('--again')).json().line).toMatchObject({ quantity: '550', changed: null });
  });

  it('is typed again when somebody types over it', async () => {
    await desk.type('quote', 'line', quote, '2', '--note', 'As agreed');
    expect((await line()).quantityFrom).not.toBeNull();
    await desk.type('quote', 'line', quote, '2', '--quantity', '300');
    expect(await line()).toMatchObject({ quantity: '300', quantityFrom: null, ramp: null, quantityRange: null });
  });

  it('is taken from a usage file, which is kept', async () => {
    const rows = ['date;meter;quantity;unit', '2026-01-20;tokens;7;million tokens'];
    for (const month of ['02', '03', '04']) rows.push(`2026-${month}-01;tokens;${Number(month)}00,5;million tokens`);
    rows.push('2026-04-30;tokens;0,0;million tokens', '2026-04-30;disk;5;GB');
    writeFileSync(join(desk.root, 'usage.csv'), rows.join('\n'));
    expect(await meter('--usage', 'usage.csv')).toMatchObject({
      code: 65,
      err: expect.stringContaining('several meters'),
    });
    const kept = await meter('--usage', 'usage.csv', '--meter', 'tokens', '--take', 'peak');
    expect(kept.json().line).toMatchObject({ quantity: '400.5', quantityRange: { low: '200.5', high: '400.5' } });
    expect(kept.json().line.says).toContain('without 2026-01');
    const again = await meter('--usage', 'usage.csv', '--meter', 'disk');
    expect(again.err).toContain('one cannot be turned into the other');
  });

  it('is offered to case studies as it will be taken: the usage of a month', async () => {
    const study = (await desk.type('case-study', 'create', '--account', 'Halden Energy')).out.trim();
    const { figures } = (await desk.type('case-study', 'figures', study, '--json')).json();
    const [choice] = figures.filter(({ order }: { order: { kind: string } }) => order.kind === 'usage');
    expect((await desk.type('case-study', 'add-figure', study, '--usage', choice.order.line)).code).toBe(0);
    const [taken] = (await desk.type('case-study', 'show', study, '--json')).json().metrics;
    const { label, value, unit, origin } = choice;
    expect(taken.figure).toMatchObject({ label, value, unit, origin });
    expect(unit).toBe('million tokens a month');
  });

  it('is refused with row and column where a file cannot be read, and for an item that is not metered', async () => {
    writeFileSync(join(desk.root, 'bad.csv'), 'date,quantity\n2026-01,5\nsoon,5\n');
    const bad = await meter('--usage', 'bad.csv');
    expect([bad.code, bad.json().error.where]).toEqual([65, { file: 'bad.csv', line: 3, column: 1 }]);
    const seat = await desk.type('quote', 'meter', quote, '1', '--base', '5');
    expect([seat.code, seat.err]).toEqual([65, expect.stringContaining('licensed by number')]);
    expect(await line()).toMatchObject({ quantityFrom: { kind: 'usage' } });
  });

  it('is taken from what the runs of a bakeoff of ours consumed, and says so when a run is added', async () => {
    const row = (at: number) =>
      `${at},20,search,200,OK,w,text,true,,${at % 2 ? 900_000 : 1_100_000},100,1,1,http://a,20,0,1`;
    const head =
      'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect';
    for (const run of [1, 2, 3]) {
      const rows = Array.from({ length: 400 }, (_, index) => row(1_777_885_200_000 + index * 25 * run));
      writeFileSync(join(desk.root, `run-${run}.jtl`), [head, ...rows, ''].join('\n'));
    }
    const made = await desk.type(
      ...['bakeoff', 'create', '--template', 'api-latency', '--workload', 'search', '--title', 'Search'],
      ...['--cost', 'EUR per million requests', '--ours', 'Northwind', '--theirs', 'Ostrane'],
    );
    const bakeoff = made.out.trim();
    const imported = await desk.type('bakeoff', 'import', bakeoff, 'run-1.jtl', 'run-2.jtl', '--side', 'ours');
    expect([imported.code, imported.err]).toEqual([0, expect.not.stringMatching('rror')]);
    const options = ['--bakeoff', bakeoff, '--volume', '2000000', '--metric'];
    expect((await meter(...options, 'search-p99')).err).toContain('It has search-median');
    expect((await meter(...options, 'search-median')).err).toContain('one cannot be turned into the other');
    const taken = await desk.type('quote', 'meter', quote, '3', ...options, 'search-median', '--json');
    expect(taken.err).toBe('');
    // 20 ms for each of two million requests are 40,000 seconds.
    expect(taken.json().line).toMatchObject({
      quantity: '11.11',
      source: { kind: 'bakeoff', number: bakeoff, unit: 'ms' },
    });
    expect(taken.json().line.source.runs).toHaveLength(2);
    await desk.type('bakeoff', 'import', bakeoff, 'run-3.jtl', '--side', 'ours');
    const after = (await desk.type('quote', 'show', quote, '--json')).json().lines[2];
    expect(after.sourceChanged).toContain('2 then, 3 now');
  });

  it('is frozen with its source in the version, and said in its tables', async () => {
    await desk.type('quote', 'submit', quote);
    expect((await desk.type('quote', 'export', quote, '--out', 'quote.csv')).code).toBe(0);
    expect(readFileSync(join(desk.root, 'quote.csv'), 'utf8')).toContain(
      'Quantity from measured use: largest of 3 months, 2026-02 to 2026-04',
    );
  });
});
