import { systemContext } from '../../src-core/context';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';

// A device that commits without end while it syncs by itself, and says each account that it has committed. The test kills it in between.
const [folder, stateFolder, actor, name] = process.argv.slice(2) as [string, string, string, string];
const desk = new DeskProcess({ context: systemContext(), stateFolder, deviceName: 'victim', jobsInThisThread: true });
desk.open(folder);
const client = clientInProcess(sessionAt({ actor }, { desk, face: 'test' }));
// Whoever listened is gone: nothing is left to do.
process.stdout.on('error', () => process.exit(1));
process.stdout.write('ready\n');
for (let index = 0; ; index += 1) {
  await client.deals.createAccount({ input: { name: `${name} ${index}` } });
  process.stdout.write(`committed ${name} ${index}\n`);
  await new Promise((go) => setTimeout(go, 2));
}
