import { expect, it } from 'vitest';
import type { Workspace } from '../src-core/workspace/workspace';
import { wishOf } from '../src-shared/kernel/deed';
import { commandRules } from '../src-shared/rules-of-commands';
import { productDomain } from './domain';

const { commands, entities } = productDomain((): Workspace => {
  throw new Error('No workspace is open.');
});

it.each(commands.map(({ declaration: { name, deed } }) => [name, deed]))(
  '%s can be asked for before it is done: “%s” has a wish',
  (_, deed) => {
    expect(wishOf(deed)).toMatch(/^[A-Z]/);
    expect(wishOf(deed)).not.toContain(deed);
  },
);

const fieldsOf = new Map(entities.map(({ name, fields }) => [name, Object.keys(fields)]));

it.each(commands.map(({ declaration }) => [declaration.name, declaration]))(
  '%s says what it writes, of entities and fields that there are',
  (name, { writes }) => {
    expect(
      writes,
      `${name} needs \`writes\` in its declaration: creates(…), patches(…), archives(…) of kernel/writes`,
    ).toBeDefined();
    if (writes === 'undone') return;
    for (const { entity, fields, values } of writes!) {
      expect([...fieldsOf.keys()], name).toContain(entity);
      for (const field of [...(fields ?? []), ...Object.keys(values)]) {
        expect(fieldsOf.get(entity), `${name} writes ${entity}.${field}`).toContain(field);
      }
    }
  },
);

it('has a rule for every command', () => {
  for (const { declaration } of commands)
    expect(
      commandRules.get(declaration.name)?.declaration,
      `name the domain of ${declaration.name} in rules-of-commands.ts`,
    ).toBe(declaration);
});
