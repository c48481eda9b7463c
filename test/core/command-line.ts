import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src-main/cli/commands';
import { runCommandLine } from '../../src-main/cli/run';
import { openDesk } from '../../src-main/opening';

/** A folder of its own in which lines are typed after `proofdesk`. */
export interface TypedDesk {
  root: string;
  type(...line: string[]): Promise<{ code: number; out: string; err: string; json(): ReturnType<typeof JSON.parse> }>;
  close(): void;
}

/** Makes the folder and points the command line at it. */
export function typedDesk(name: string): TypedDesk {
  const root = mkdtempSync(join(tmpdir(), `proofdesk-${name}-`));
  process.env['PROOFDESK_STATE'] = join(root, 'state');
  process.env['PROOFDESK_DATA'] = join(root, 'data');
  return {
    root,
    async type(...line) {
      let out = '';
      let err = '';
      const code = await runCommandLine(line, {
        io: {
          out: (text) => (out += text),
          err: (text) => (err += text),
          stdin: async () => '',
          terminal: false,
          columns: 80,
          env: {},
          folder: root,
        },
        commands,
        openDesk,
        signal: new AbortController().signal,
      });
      return { code, out, err, json: () => JSON.parse(out) };
    },
    close() {
      delete process.env['PROOFDESK_STATE'];
      delete process.env['PROOFDESK_DATA'];
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A workspace with a rep, finance, delivery, an account, a deal and the model in a published version. */
export async function typedSellingWorld(name: string, model: object): Promise<TypedDesk> {
  const desk = typedDesk(name);
  await desk.type('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await desk.type('person', 'add', 'Mara Osei', '--role', 'finance');
  await desk.type('person', 'add', 'Felix Roth', '--role', 'finance');
  await desk.type('person', 'add', 'Tomas Lind', '--role', 'delivery');
  await desk.type('person', 'add', 'Nils Berg', '--role', 'legal');
  await desk.type('account', 'create', 'Halden Energy');
  await desk.type('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy');
  writeFileSync(join(desk.root, 'platform.json'), JSON.stringify(model));
  await desk.type('pricing', 'import', 'platform.json', '--as', 'Mara Osei');
  await desk.type('pricing', 'publish', 'Platform', '--as', 'Mara Osei');
  return desk;
}
