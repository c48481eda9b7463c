import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemContext } from '../../src-core/context';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import type { Metric } from '../../src-shared/bakeoffs';
import { ready } from './ready';

/**
 * Does one kind of long work again and again, its jobs in real worker threads, until it is killed. Arguments: workspace, state folder,
 * the built worker, `import`, `document`, `export` or `restore`, what it works on (a bakeoff's plan, a quote, a backup), and the folder of result files. Says `ready`, and `done`
 * after each piece.
 */
const [, , folder, state, worker, work, subject, files] = process.argv;
const desk = new DeskProcess({ context: systemContext(), stateFolder: state!, worker: worker!, watchEvery: 0 });
desk.open(folder!);
const client = clientInProcess(sessionAt({ actor: desk.lastActor() }, { desk, face: 'test' }));
ready();

async function importOnce(): Promise<void> {
  const paths = readdirSync(files!).map((name) => join(files!, name));
  const handed = await Promise.all(paths.map(async (path) => (await desk.intake.point(path)).id));
  const { metrics, ours, theirs } = JSON.parse(subject!) as { metrics: Metric[]; ours: string; theirs: string };
  const made = await client.bakeoffs.create({
    input: { title: 'Nightly report', metrics, ours: { product: ours }, theirs: { product: theirs } },
  });
  const { reading } = await client.bakeoffs.read({ bakeoff: made.result!.id, files: handed });
  let view = await client.bakeoffs.reading({ reading });
  while (view.state === 'reading') {
    await new Promise((again) => setTimeout(again, 5));
    view = await client.bakeoffs.reading({ reading });
  }
  await client.bakeoffs.importRuns({
    reading,
    runs: view.files.map(({ file, suggested, run }) => ({
      file,
      contender: suggested!.contender,
      confirmed: run!.confirmations.map(({ code }) => code),
    })),
  });
}

for (;;) {
  if (work === 'import') await importOnce();
  else if (work === 'export') await client.workspace.exportTo({});
  else if (work === 'restore') await client.workspace.restore({ backup: subject! });
  else await client.documents.build({ kind: 'quote', subject: subject!, version: 1 });
  process.stdout.write('done\n');
}
