import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CommandImplementation, implementCommand } from '../../src-core/commands/implementation';
import { exportReceipts, importReceipts } from '../../src-core/ledger/exchange';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { entities } from '../../src-shared/contract';
import { create, patch } from '../../src-shared/kernel/change';
import { defineEntity, field } from '../../src-shared/kernel/entity';
import { patches } from '../../src-shared/kernel/writes';
import { actsIn } from '../core/small-acts';
import { addThing, finishThing, type SmallWorld, smallWorld, Thing } from '../core/small-domain';

let world: SmallWorld;
const { run, add } = actsIn(() => world);

beforeEach(() => {
  world = smallWorld();
});
afterEach(() => world.close());

describe('schemas that move', () => {
  const ThingNext = defineEntity({
    name: 'thing',
    label: 'thing',
    schema: 2,
    fields: { ...Thing.fields, heading: field(z.string(), { label: 'Heading', search: 'title' }) },
    upcasters: {
      1: ({ fields: { title, ...fields }, ...change }) => [
        { ...change, fields: title === undefined ? fields : { ...fields, heading: title, title } },
      ],
    },
  });
  const next = {
    entities: [...entities, ThingNext],
    commands: [
      implementCommand(addThing, ({ values: { title } }, _state, tools) => {
        const id = tools.newId();
        return {
          changes: [create(ThingNext, id, { title, heading: `new ${title}` })],
          resource: { entity: 'thing', id },
          personal: id,
          result: { id, number: '' },
        };
      }),
      implementCommand({ ...finishThing, writes: [patches('thing', ['heading'])] }, ({ id }) => ({
        changes: [patch(ThingNext, id, { heading: 'done' })],
        resource: { entity: 'thing', id },
        result: { id },
      })),
    ] as CommandImplementation[],
  };

  it('folds receipts of an earlier schema through the upcaster when the application is newer', () => {
    const { id } = add({ title: 'Old name' });
    world.workspace.close();
    const newer = world.openAt(join(world.root, 'workspace'), world.device, next);
    expect(newer.reader.get(ThingNext, id)).toMatchObject({ heading: 'Old name' });
    expect(checkRebuild(newer).ok).toBe(true);
  });

  it('gives rows from before a field was there its default, where every reader may see it', () => {
    const { id } = add({ title: 'Old name' });
    world.workspace.close();
    const fields = {
      ...Thing.fields,
      size: field(z.enum(['small', 'large']).default('small'), { label: 'Size', index: true }),
      urgent: field(z.boolean().default(false), { label: 'Urgent' }),
      parts: field(z.array(z.string()).default([]), { label: 'Parts' }),
      margin: field(z.number().default(7), { label: 'Margin', readers: 'cost' }),
    };
    const Wider = defineEntity({ name: 'thing', label: 'thing', schema: 1, fields });
    const wider = { entities: [...entities, Wider], commands: [] };
    const newer = world.openAt(join(world.root, 'workspace'), world.device, wider);
    expect(newer.reader.get(Wider, id)).toMatchObject({
      title: 'Old name',
      size: 'small',
      urgent: false,
      parts: [],
      margin: null,
    });
    expect(newer.reader.where(Wider, { size: 'small' })).toHaveLength(1);
    expect(checkRebuild(newer)).toMatchObject({ ok: true, differences: [] });
  });

  it('keeps what a newer version wrote whole, folds nothing of it by halves, and makes such rows read-only', async () => {
    const { id } = add({ title: 'Shared' });
    const folder = join(world.root, 'copy');
    const elsewhere = world.openAt(folder, world.newDevice('second'), next);
    elsewhere.found(world.workspace.id);
    importReceipts(elsewhere, exportReceipts(world.workspace));
    const added = run<{ id: string }>('thing.add', { values: { title: 'Newer' } }, { on: elsewhere }).result!;
    run('thing.finish', { id }, { on: elsewhere });
    const file = exportReceipts(elsewhere);
    const chains = importReceipts(world.workspace, file).unannounced.map(({ chain }) => chain);
    importReceipts(world.workspace, file, { acceptChains: chains });
    expect(world.workspace.reader.get(Thing, added.id)).toBeUndefined();
    expect(world.workspace.connection.prepare('SELECT count(*) AS n FROM unknown_changes').get()).toEqual({ n: 1 });
    expect(world.workspace.reader.get(Thing, id)!.title).toBe('Shared');
    expect(() => run('thing.revise', { id, values: { note: 'mine' } })).toThrow(/newer version/);
    expect(checkRebuild(world.workspace)).toMatchObject({ ok: true, differences: [] });
    world.workspace.close();
    const updated = world.openAt(join(world.root, 'workspace'), world.device, next);
    expect(updated.reader.get(ThingNext, added.id)).toMatchObject({ heading: 'new Newer' });
    expect(updated.reader.get(ThingNext, id)).toMatchObject({ heading: 'done' });
  });
});

describe('a store that cannot be opened', () => {
  it('is refused untouched when it is newer', () => {
    world.workspace.connection.pragma('user_version = 99');
    world.workspace.close();
    const before = readFileSync(join(world.root, 'workspace', 'workspace.db'));
    expect(() => world.openAt(join(world.root, 'workspace'))).toThrow(/newer Proofdesk/);
    expect(readFileSync(join(world.root, 'workspace', 'workspace.db')).equals(before)).toBe(true);
  });

  it('is named as damaged, and kept, when its first bytes are wrong', () => {
    world.workspace.close();
    const file = join(world.root, 'workspace', 'workspace.db');
    writeFileSync(file, 'this is no database at all, but a longer text');
    expect(() => world.openAt(join(world.root, 'workspace'))).toThrowError(
      expect.objectContaining({ details: { kind: 'corrupt-store' } }),
    );
    expect(readFileSync(file, 'utf8')).toContain('no database');
  });
});
