import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { harnessFixtures, jtlRows } from '../core/bakeoff-desk';
import { claimText } from '../core/claims-desk';
import type { Desk } from './desks';

/** A claim chart that cites small files, one unless said otherwise, by an engineer. */
export async function chartWithFile(
  { client, desk, folder }: Desk,
  names: readonly string[] = ['platform.yaml'],
): Promise<{ chart: string; cited: string[] }> {
  const set = await client.claims.importText({ text: claimText, title: 'Cache patent', kind: 'own-patent' });
  const made = await client.claims.createChart({
    input: { set: set.result!.id, claim: 1, practice: 'Platform 4', title: 'Serving', disclosure: 'internal' },
  });
  const element = made.result!.elements[0]!;
  await client.claims.mapElement({ input: { element, mapping: 'It keeps them in its cache.', status: 'met' } });
  const cited: string[] = [];
  for (const [index, name] of names.entries()) {
    const path = join(dirname(folder), name);
    writeFileSync(path, `cache:\n  size: ${64 + index}\n`);
    const { id: handed, sha256 } = await desk.intake.point(path, name);
    await client.claims.attach({ element, evidence: { kind: 'configuration', handed, key: 'cache.size' } });
    cited.push(sha256);
  }
  return { chart: made.result!.id, cited };
}

/** A bakeoff with two recorded runs, one a side, by an engineer. */
export async function bakeoffWithRuns({ client, desk }: Desk): Promise<{ bakeoff: string; raw: string[] }> {
  const { result } = await client.bakeoffs.create({
    input: {
      title: 'Shop',
      metrics: jtlRows,
      errorRateLimit: null,
      ours: { product: 'Ours' },
      theirs: { product: 'Theirs' },
    },
  });
  const files = ['a', 'b'].map((name) => desk.intake.point(join(harnessFixtures, 'jmeter', `${name}.jtl`)));
  const { reading } = await client.bakeoffs.read({
    bakeoff: result!.id,
    files: (await Promise.all(files)).map(({ id }) => id),
  });
  const read = await client.bakeoffs.reading({ reading, wait: true });
  const { contenders } = await client.bakeoffs.get({ bakeoff: result!.id });
  await client.bakeoffs.importRuns({
    reading,
    runs: read.files.map(({ file, run }, index) => ({
      file,
      contender: contenders[index]!.id,
      confirmed: run!.confirmations.map(({ code }) => code),
    })),
  });
  const { runs } = await client.bakeoffs.get({ bakeoff: result!.id });
  return { bakeoff: result!.id, raw: runs.flatMap((run) => run.files.map(({ sha256 }) => sha256)) };
}
