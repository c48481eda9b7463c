import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskClient } from '../../src-shared/contract';
import { type SellingWorld, sellingWorld } from './selling-world';

/** Where claims are drafted, reviewed and released: an engineer, two lawyers, and the people who sell. */
export interface ClaimsDesk extends SellingWorld {
  engineer: string;
  lawyer: string;
  lawyer2: string;
  /** Hands a file over, as an upload would, and gives its id. */
  hand(name: string, content: string | Uint8Array): Promise<string>;
  /** A chart of claim 1 of a set of two claims, against the practice `Platform 4`; its elements are mapped and have evidence. */
  readyChart(title?: string): Promise<{ chart: string; number: string; set: string; elements: string[] }>;
}

/** Text of a set: a method and a claim that depends on it. */
export const claimText = `What is claimed is:
1. A method of serving documents, the method comprising:
storing a document in a cache;
serving the document from the cache; and
refreshing the cache when the document changes.
2. The method of claim 1, wherein the cache is kept in memory.
`;

export async function claimsDesk(seed = 21): Promise<ClaimsDesk> {
  const world = await sellingWorld(seed);
  const person = async (name: string, role: 'engineer' | 'legal') =>
    (await world.owner.workspace.addPerson({ input: { name, roles: [role] } })).result!.id;
  const engineer = await person('Jonas Weber', 'engineer');
  const lawyer = await person('Lea Brandt', 'legal');
  const lawyer2 = await person('Omar Haddad', 'legal');
  const client = (): DeskClient => world.as(engineer);
  const hand = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(world.root, name);
    writeFileSync(path, content);
    return (await world.desk.intake.point(path, name)).id;
  };
  return {
    ...world,
    engineer,
    lawyer,
    lawyer2,
    hand,
    async readyChart(title = 'Serving from a cache') {
      const set = (await client().claims.importText({ text: claimText, title: 'Cache patent', kind: 'own-patent' }))
        .result!.id;
      const made = (
        await client().claims.createChart({
          input: { set, claim: 1, practice: 'Platform 4', title, disclosure: 'nda' },
        })
      ).result!;
      const file = await hand('platform.yaml', 'cache:\n  size: 64\n  refresh: on-change\n');
      for (const element of made.elements) {
        await client().claims.mapElement({
          input: { element, mapping: 'The platform keeps documents in its cache.', status: 'met' },
        });
        await client().claims.attach({
          element,
          evidence: { kind: 'configuration', handed: file, key: 'cache.size' },
          note: 'The cache is on.',
        });
      }
      return { chart: made.id, number: made.number, set, elements: made.elements };
    },
  };
}
