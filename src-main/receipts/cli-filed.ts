import { resolve } from 'node:path';
import { requireNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, printable } from '../command-line';

const file = { name: 'FILE', about: 'a file of receipts, such as `sync leave --unsent-to` writes' };
const exitCodes = {
  65: 'the file is not one of receipts, is of another workspace, or a receipt in it does not hold',
  66: 'there is no such file or act, or no workspace',
  69: 'the file cannot be read',
  77: 'only an admin may',
};

/** The file on the command line, handed over. */
async function handed(call: CliCall): Promise<string> {
  const name = call.argument('FILE');
  const { desk } = await call.session();
  const path = resolve(call.io.folder, name);
  await requireNamedFile(path, name);
  return (await desk.intake.point(path)).id;
}

/** Files of receipts that are not taken in: what is in them, and doing that again. */
export const filedActsCliCommands: readonly CliCommand[] = [
  {
    name: ['receipt', 'read'],
    about:
      'Show what a file of receipts holds that is not in the workspace, act by act. Nothing is taken in. For admins.',
    arguments: [file],
    exitCodes,
    examples: [
      { line: 'proofdesk receipt read unsent.ndjson', about: 'what somebody who was removed had not sent' },
      { line: 'proofdesk receipt read unsent.ndjson --json', about: 'with every value' },
    ],
    async run(call) {
      const client = await call.client();
      const acts = await client.receipts.readFile({ file: await handed(call) });
      call.answer(acts, () =>
        acts.length === 0
          ? 'The file holds nothing that is not here already.\n'
          : acts
              .map(
                ({ id, sentence, at, reason, refused }) =>
                  `${id.slice(0, 12)}  ${new Date(at).toISOString()}  ${printable(sentence)}\n${
                    reason ? `              because: ${printable(reason)}\n` : ''
                  }${refused ? `              ${refused}\n` : ''}`,
              )
              .join(''),
      );
      if (acts.some(({ revoked, refused }) => revoked && refused === null)) {
        call.note(
          'The device that signed these has ended, so they are not taken in as they are. Do again what shall stand, in your name: proofdesk receipt redo FILE ACT …',
        );
      }
      return 0;
    },
  },
  {
    name: ['receipt', 'redo'],
    about:
      'Do acts of a file again as receipts of your own, in the order of the file, each by the policies that hold now. For admins.',
    arguments: [
      file,
      { name: 'ACT', about: 'the beginning of its id, as `receipt read` shows it', many: true, optional: true },
    ],
    options: [{ name: 'all', about: 'every act that can be done again' }],
    exitCodes: { ...exitCodes, 1: 'something could not be done; what could was' },
    examples: [
      { line: 'proofdesk receipt redo unsent.ndjson 3fa94c01d2aa', about: 'one act' },
      { line: 'proofdesk receipt redo unsent.ndjson --all', about: 'everything; what needs an approval asks for it' },
    ],
    async run(call) {
      const client = await call.client();
      const id = await handed(call);
      const known = await client.receipts.readFile({ file: id });
      const acts = call.flag('all')
        ? known.filter(({ refused }) => refused === null).map((act) => act.id)
        : call.argumentList('ACT').map((wanted) => oneOf(known, wanted));
      if (acts.length === 0) {
        throw new ProofdeskError({ code: 'usage', message: 'Name the acts to do again, or all of them with --all.' });
      }
      const redone = await client.receipts.redoFromFile({ file: id, acts });
      const sentences = new Map(known.map((act) => [act.id, act.sentence]));
      call.answer(redone, () =>
        redone
          .map((one) => {
            const what = one.problem ?? (one.receipt ? 'done, in your name' : 'approval was requested');
            return `${one.id.slice(0, 12)}  ${printable(sentences.get(one.id) ?? '')}\n              ${printable(what)}\n`;
          })
          .join(''),
      );
      return redone.some(({ problem }) => problem !== null) ? 1 : 0;
    },
  },
];

function oneOf(known: readonly { id: string }[], wanted: string): string {
  const found = known.filter(({ id }) => wanted.length >= 6 && id.startsWith(wanted));
  if (found.length === 1) return found[0]!.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${found.length === 0 ? 'No act' : 'More than one act'} of the file begins with ${wanted}.`,
    hint: 'proofdesk receipt read FILE lists them.',
  });
}
