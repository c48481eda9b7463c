import { expect, it } from 'vitest';
import { z } from 'zod';
import { patch } from '../../src-shared/kernel/change';
import type { CommandDeclaration } from '../../src-shared/kernel/command';
import { declareCommand } from '../../src-shared/kernel/command';
import { defineEntity, field } from '../../src-shared/kernel/entity';
import { patches } from '../../src-shared/kernel/writes';
import { Thing } from '../../test/core/small-domain';
import {
  definitions,
  finished,
  revised,
  serverWorld,
  smallRules,
  testKeys,
  thing,
} from '../../test/server/server-world';
import { MemoryStorage } from '../storage/memory';
import { createSync } from '.';

const GradedThing = defineEntity({
  name: 'thing',
  schema: 2,
  label: 'thing',
  fields: {
    ...Thing.fields,
    grade: field(z.enum(['a', 'b', 'c']).default('a'), { label: 'Grade', merge: 'guarded' }),
  },
  upcasters: { 1: (change) => [change] },
});
const gradeThing = declareCommand({
  name: 'thing.grade',
  version: 1,
  deed: 'graded a thing',
  writes: [patches('thing', ['grade'])],
  input: z.object({}),
  result: z.object({}),
});
const graded = (id: string, from: 'a' | 'b', to: 'b' | 'c') => patch(GradedThing, id, { grade: to }, { grade: from });

/** A server of the version with grades, on what one without them has written; both sign with the same key. */
async function twoVersions() {
  const storage = new MemoryStorage();
  const world = await serverWorld(storage);
  const rules = smallRules();
  rules.set('thing.grade', {
    declaration: gradeThing as CommandDeclaration,
    resource: ({ changes }) => ({ entity: 'thing', id: changes[0]!.id }),
  });
  const newer = createSync({
    storage,
    context: world.context,
    domain: { entities: [...definitions.values()].map((one) => (one.name === 'thing' ? GradedThing : one)), rules },
    keyOf: testKeys(world.context),
  });
  const push = async (receipts: Parameters<typeof world.push>[0]) =>
    (await newer.push(world.workspace, world.asker(world.founder), receipts)).results.map((result) =>
      result.status === 'decided' ? (JSON.parse(result.decision.text) as { outcome: string }).outcome : result.status,
    );
  const row = (id: string) =>
    storage.reading(world.workspace, async (store) => (await store.rows([{ entity: 'thing', id }]))[0]!);
  return { world, push, row };
}

it('a server that was brought up to date reads rows of before with the fields that are new', async () => {
  const { world, push, row } = await twoVersions();
  const { first } = world;
  await world.push(first.act('thing.add', [thing('t1')]));
  expect(await push(first.act('thing.grade', [graded('t1', 'a', 'b')]))).toEqual(['accepted']);
  expect(await row('t1')).toMatchObject({ schema: 2, fields: { grade: 'b', title: 'A thing' } });
});

it('what a server kept without reading it is folded when the server is brought up to date', async () => {
  const { world, push, row } = await twoVersions();
  const { first } = world;
  await world.push(first.act('thing.add', [thing('t1')]));
  await world.push(first.act('thing.revise', [patch(GradedThing, 't1', { title: 'Newer' })]));
  expect(await row('t1')).toMatchObject({ schema: 1, fields: { title: 'A thing' }, unknown: [{ op: 'patch' }] });
  expect(await push(first.act('thing.revise', [revised('t1', { note: 'after' })]))).toEqual(['accepted']);
  expect(await push(first.act('thing.finish', [finished('t1')]))).toEqual(['accepted']);
  expect(await row('t1')).toMatchObject({
    unknown: null,
    fields: { title: 'Newer', note: 'after', state: 'done', grade: 'a' },
  });
});
