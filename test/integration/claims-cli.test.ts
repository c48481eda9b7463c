import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimText } from '../core/claims-desk';
import { type Typed, type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
const jonas = (...line: string[]) => desk.type('claim', ...line, '--as', 'Jonas Weber', '--json');
const lea = (...line: string[]) => desk.type('claim', ...line, '--as', 'Lea Brandt', '--json');
const done = async (typed: Promise<Typed>) => {
  const { code, err, json } = await typed;
  expect(
    err.split('\n').filter((line) => line.startsWith('{')),
    err,
  ).toEqual([]);
  expect(code, err).toBe(0);
  return json();
};
const write = (name: string, content: string) => writeFileSync(join(desk.root, name), content);

beforeEach(async () => {
  desk = typedDesk('claims-cli');
  await desk.type('workspace', 'create', 'Northwind', '--owner', 'Ada Admin', '--currency', 'EUR', '--json');
  for (const [name, role] of [
    ['Jonas Weber', 'engineer'],
    ['Lea Brandt', 'legal'],
    ['Omar Haddad', 'legal'],
    ['Ines Okafor', 'rep'],
  ])
    await done(desk.type('person', 'add', name!, '--role', role!, '--json'));
});
afterEach(() => desk.close());

describe('the job of claims without a window', () => {
  it('goes from claim text to a release that a rep opens', async () => {
    write('claims.txt', claimText);
    write('app.yaml', 'cache:\n  size: 64\n');
    write('server.log', 'start\ncache hit\ncache refreshed\n');
    const set = await done(jonas('import', 'claims.txt', '--title', 'Cache patent', '--kind', 'own-patent'));
    expect(set).toMatchObject({ version: 1, claims: 2, whole: [], left: ['What is claimed is:'] });
    const shown = await done(jonas('set', set.number));
    const [claim] = shown.shown.texts;
    const texts = [{ ...claim, preamble: 'A method of serving documents' }];
    write('correct.json', JSON.stringify({ ...shown, shown: { ...shown.shown, texts } }));
    expect(await done(jonas('correct', set.number, 'correct.json', '--note', 'Preamble'))).toMatchObject({
      version: 2,
    });
    const compared = await desk.type('claim', 'redline', set.number, '--as', 'Jonas Weber');
    expect(compared.out).toContain('[-, the method-]');

    const chart = await done(
      jonas(
        'create',
        set.number,
        '--claim',
        '1',
        '--practice',
        'Platform 4',
        '--disclosure',
        'public',
        '--expires',
        '2099-01-01',
      ),
    );
    expect(chart.elements).toHaveLength(3);
    for (const label of ['1[a]', '1[b]', '1[c]']) {
      await done(jonas('map', chart.number, label, '--mapping', 'Documents are kept in memory.', '--status', 'met'));
    }
    expect((await jonas('check', chart.number)).code).toBe(1);
    await done(jonas('attach', chart.number, '1[a]', '--config', 'app.yaml', '--key', 'cache.size', '--note', 'On.'));
    await done(jonas('attach', chart.number, '1[b]', '--log', 'server.log', '--lines', '2-3'));
    const extra = await done(jonas('attach', chart.number, '1[b]', '--log', 'server.log', '--lines', '1'));
    await done(jonas('detach', extra.id));
    await done(jonas('attach', chart.number, '1[c]', '--document', 'server.log', '--quote', 'cache refreshed'));
    const flagged = await jonas('map', chart.number, '1[c]', '--mapping', 'It is guaranteed to refresh.');
    expect(flagged.err).toContain('guaranteed');
    const phrase = flagged.json().element.flags[0].text;
    await done(lea('waive', chart.number, '--element', '1[c]', '--phrase', phrase, '--reason', 'It quotes the terms.'));
    expect(await done(jonas('check', chart.number))).toMatchObject({ ok: true, broken: [] });
    await done(lea('comment', chart.number, '--element', '1[a]', '--text', 'Good.'));
    await done(lea('note', chart.number, '1[a]', '--text', 'For us alone.'));

    await done(jonas('submit', chart.number));
    const about = `${chart.number}, version 1`;
    expect((await lea('release', chart.number)).code).toBe(1);
    for (const who of ['Lea Brandt', 'Omar Haddad'])
      await done(desk.type('approval', 'decide', about, 'approve', '--reason', 'Fine.', '--as', who, '--json'));
    await done(lea('release', chart.number));
    const ines = (...line: string[]) => desk.type('claim', ...line, '--as', 'Ines Okafor', '--json');
    expect(await done(ines('list'))).toEqual({ charts: [] });
    expect((await ines('show', chart.number)).code).toBe(77);
    expect(await done(ines('releases', '--holding'))).toMatchObject({
      releases: [{ number: chart.number, stale: [] }],
    });
    const opened = await desk.type('claim', 'open', chart.number, '--as', 'Ines Okafor');
    expect(opened.out).toContain('Documents are kept in memory.');
    expect(opened.out).not.toContain('For us alone.');
    expect((await done(ines('open', chart.number))).openings).toHaveLength(1);
    expect(await done(lea('attention'))).toEqual({ charts: [] });
    await done(lea('brief', '--title', 'Caching', '--chart', chart.number, '--licensing', 'On fair terms.'));
    expect(await done(lea('briefs'))).toMatchObject({ briefs: [{ blockers: [], charts: [{ approvedVersion: 1 }] }] });
    await done(lea('withdraw', chart.number, '--reason', 'Amended.'));
    expect(await done(ines('releases'))).toMatchObject({ releases: [{ state: 'withdrawn' }] });
  });

  it('names what is wrong and where', async () => {
    write('claims.txt', claimText);
    const set = await done(jonas('import', 'claims.txt', '--title', 'Cache patent', '--kind', 'own-patent'));
    const { number } = await done(jonas('create', set.number, '--claim', '1'));
    expect((await jonas('import', 'none.txt', '--title', 'x', '--kind', 'product')).code).toBe(66);
    expect((await jonas('create', set.number, '--claim', '9')).json().error).toMatchObject({
      code: 'bad-input',
      hint: 'It has 1, 2.',
    });
    expect((await jonas('map', number, '1[z]', '--status', 'met')).code).toBe(66);
    expect((await jonas('map', number, '1[a]', '--status', 'maybe')).code).toBe(2);
    write('app.yaml', 'cache:\n  size: 64\n');
    expect(
      (await jonas('attach', number, '1[a]', '--config', 'app.yaml', '--key', 'cache.size', '--value', '8')).json()
        .error,
    ).toMatchObject({ where: { file: 'app.yaml', line: 2 } });
    expect((await jonas('attach', number, '1[a]')).code).toBe(2);
    expect((await jonas('edit', number, '--expires', '2026-13-01')).json().error.message).toContain('not 2026-13-01');
    write('bad.json', '[{"number": 1}]');
    expect((await jonas('correct', set.number, 'bad.json')).json().error).toMatchObject({
      where: { file: 'bad.json', field: '0.text' },
    });
    expect((await lea('rule', '--reset', 'none')).code).toBe(66);
    expect((await jonas('snippet', '--title', 'x', '--text', 'y')).code).toBe(77);
  });

  it('keeps rules, approved phrases and names', async () => {
    const { rules } = await done(lea('rules'));
    const { rule } = rules[0];
    write('rule.json', JSON.stringify({ ...rule, enabled: false }));
    await done(lea('rule', 'rule.json'));
    expect((await done(lea('rules'))).rules[0]).toMatchObject({ origin: 'edited', rule: { enabled: false } });
    await done(lea('rule', '--reset', rule.id));
    expect((await done(lea('rules'))).rules[0]).toMatchObject({ origin: 'shipped', rule: { enabled: true } });
    write('broken.json', JSON.stringify({ ...rule, examples: { ...rule.examples, bad: ['Nothing is wrong here'] } }));
    expect((await lea('rule', 'broken.json')).json().error).toMatchObject({ where: { field: 'examples.bad.0' } });
    const { id } = await done(
      lea('snippet', '--title', 'Cache', '--text', 'keeps documents in memory', '--expires', '2020-01-01'),
    );
    expect(await done(lea('snippets'))).toMatchObject({ snippets: [{ id, expired: true }] });
    await done(lea('snippet', '--remove', id));
    expect(await done(lea('names', 'Ostrane', 'Ostrane Gateway'))).toEqual({ names: ['Ostrane', 'Ostrane Gateway'] });
    expect(await done(lea('names', '--clear'))).toEqual({ names: [] });
  });
});
