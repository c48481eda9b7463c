// Runs lines of the built program for the browser tests, one after the other in one process, each with folders of its own, as its parent
// orders: a process that is warm answers in a fraction of the time. What a line prints goes to the parent as it comes.
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';

const [, , program] = process.argv;
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);
const print = (name) => (text) => process.send({ [name]: String(text) });

process.on('message', async (order) => {
  // As Ctrl-C does in a terminal.
  if (order.say === 'stop') return void process.emit('SIGTERM');
  Object.assign(process.env, order.env);
  process.chdir(order.folder);
  process.stdout.write = print('out');
  process.stderr.write = print('err');
  const { main } = await import(pathToFileURL(program).href);
  await main(order.line);
  // The folder may be removed now.
  process.chdir(tmpdir());
  process.send({ code: process.exitCode ?? 0 });
  process.exitCode = 0;
});
