import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CreateOptions, Desk } from '../desk';
import { resourcesFolder } from '../installation';
import { tellStory } from './tell';

/** Where the sample's files lie. */
export const sampleFolder = (): string => join(resourcesFolder(), 'sample');

/** The sample's house and its owner. */
export const sampleHouse: Omit<CreateOptions, 'folder'> = {
  name: 'Northwind sample',
  company: 'Northwind GmbH',
  currency: 'EUR',
  locale: 'en-GB',
  owner: {
    name: 'Nora Keller',
    email: 'nora.keller@northwind.example',
    title: 'Head of revenue operations',
    roles: ['admin'],
  },
  sample: true,
};

let keys: Map<string, Uint8Array> | null = null;

/** The private key of a sample person, which everybody has; null for anybody else. */
export function sampleSeed(email: string): Uint8Array | null {
  if (!keys) {
    const folder = join(sampleFolder(), 'keys');
    keys = new Map();
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const { person, seed } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { person: string; seed: string };
      keys.set(person, new Uint8Array(Buffer.from(seed, 'base64url')));
    }
  }
  return keys.get(email) ?? null;
}

/**
 * Makes the sample workspace and tells its stories: people, models, accounts, bakeoffs with recorded runs, quotes in every state, a value
 * case, documents. Everything goes through the same procedures as any other change.
 */
export async function loadSample(
  desk: Desk,
  clientOf: (person: string) => DeskClient,
  options: { folder?: string; progress?: (fraction: number, message: string) => void } = {},
): Promise<{ folder: string; workspace: string; owner: string }> {
  const stories = join(sampleFolder(), 'story');
  if (!existsSync(stories)) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'This installation has no sample workspace.',
      where: { file: stories },
    });
  }
  const made = desk.create({ ...sampleHouse, ...(options.folder ? { folder: options.folder } : {}) });
  const memory = { now: desk.context.now(), saved: new Map<string, unknown>([['nora', { id: made.owner }]]) };
  const names = readdirSync(stories)
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const [index, name] of names.entries()) {
    await tellStory(join(stories, name), {
      desk,
      clientOf,
      memory,
      progress: (fraction, message) => options.progress?.((index + fraction) / names.length, message),
    });
  }
  return made;
}
