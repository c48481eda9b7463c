import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEntity, field } from './entity';
import { joinParts } from './joined-parts';
import { type Answer, type Ask, reading, readLater, readNow } from './reading';

const Thing = defineEntity({
  name: 'thing',
  schema: 1,
  label: 'thing',
  fields: { of: field(z.string(), { label: 'Of' }), size: field(z.number(), { label: 'Size' }) },
});

const table = [
  { id: 'a', archived: false, of: 'x', size: 1 },
  { id: 'b', archived: false, of: 'x', size: 2 },
  { id: 'c', archived: true, of: 'x', size: 4 },
];

function answer(ask: Ask): Answer {
  if ('id' in ask) return table.filter(({ id }) => id === ask.id);
  if ('where' in ask) return table.filter(({ of, archived }) => of === ask.where['of'] && !archived);
  if ('mayRun' in ask) return ask.mayRun === 'thing.do';
  return null;
}

const total = () =>
  reading((known) => {
    const { of } = known.require(Thing, 'a');
    const sizes = known.where(Thing, { of }).reduce((sum, { size }) => sum + size, 0);
    return { sizes, again: known.get(Thing, 'b')?.size, may: known.mayRun('thing.do'), act: known.act('h') };
  });

describe('a reading', () => {
  it('gives the same whether its answers come at once or later, and asks each thing once', async () => {
    const asked: string[] = [];
    const noted = (ask: Ask): Answer => {
      asked.push(JSON.stringify(ask));
      return answer(ask);
    };
    const now = readNow(total(), noted);
    expect(now).toEqual({ sizes: 3, again: 2, may: true, act: null });
    expect(new Set(asked).size).toBe(asked.length);
    expect(await readLater(total(), async (ask) => answer(ask))).toEqual(now);
  });

  it('says that a row is missing or archived as the tables do', () => {
    expect(() =>
      readNow(
        reading((known) => known.require(Thing, 'z')),
        answer,
      ),
    ).toThrow('There is no thing with the id z.');
    expect(() =>
      readNow(
        reading((known) => known.require(Thing, 'c')),
        answer,
      ),
    ).toThrow('This thing is archived.');
  });

  it('passes on what the work throws', () => {
    const broken = reading(() => {
      throw new Error('broken');
    });
    expect(() => readNow(broken, answer)).toThrow('broken');
  });
});

describe('parts of a receipt', () => {
  it('give input and changes again when they are laid together, in whatever order they came', () => {
    const shared = {
      readers: 'shared',
      input: { a: 1, list: [{ x: 1 }, {}] },
      changes: [
        { entity: 'thing', schema: 1, id: 'a', op: 'patch' as const, fields: { of: 'y' }, guards: { of: 'x' } },
        { entity: 'thing', schema: 1, id: 'b', op: 'create' as const, fields: {} },
      ],
    };
    const cost = {
      readers: 'cost',
      input: { list: [{ y: 2 }, { y: 3 }] },
      changes: [
        { entity: 'thing', schema: 1, id: 'a', op: 'patch' as const, fields: { size: 2 }, guards: { size: 1 } },
      ],
    };
    const joined = {
      input: { a: 1, list: [{ x: 1, y: 2 }, { y: 3 }] },
      changes: [
        { ...shared.changes[0], fields: { of: 'y', size: 2 }, guards: { of: 'x', size: 1 } },
        shared.changes[1],
      ],
    };
    expect(joinParts([shared, cost])).toEqual(joined);
    expect(joinParts([cost, shared])).toEqual(joined);
  });

  it('keep two changes of one row apart, also where other readers hold a field of each', () => {
    const patch = (fields: object) => ({
      entity: 'thing',
      schema: 1,
      id: 'a',
      op: 'patch' as const,
      fields: { ...fields },
    });
    const shared = { readers: 'shared', changes: [patch({ of: 'x' }), patch({ of: 'y' })] };
    const cost = { readers: 'cost', changes: [patch({ size: 1 }), patch({ size: 2 })] };
    expect(joinParts([cost, shared]).changes).toEqual([patch({ of: 'x', size: 1 }), patch({ of: 'y', size: 2 })]);
  });
});
