import { expect, it } from 'vitest';
import type { Workspace } from '../src-core/workspace/workspace';
import { wishOf } from '../src-shared/kernel/deed';
import { productDomain } from './domain';

const { commands } = productDomain((): Workspace => {
  throw new Error('No workspace is open.');
});

it.each(commands.map(({ declaration: { name, deed } }) => [name, deed]))(
  '%s can be asked for before it is done: “%s” has a wish',
  (_, deed) => {
    expect(wishOf(deed)).toMatch(/^[A-Z]/);
    expect(wishOf(deed)).not.toContain(deed);
  },
);
