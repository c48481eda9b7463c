import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src-main/cli/commands';
import { runCommandLine } from '../../src-main/cli/run';
import { openDesk } from '../../src-main/opening';

/** What a typed line gave. */
export interface Typed {
  code: number;
  out: string;
  err: string;
  /** What was asked on the way, where somebody answers. */
  asked: string[];
  /** The one document that was printed: the answer, or the error. */
  json(): ReturnType<typeof JSON.parse>;
}

/** Where a line is typed, and by whom. */
export interface Terminal {
  folder: string;
  columns?: number;
  /** A person reads what is printed; left out, nobody does. */
  reads?: boolean;
  /** Hears what comes on standard error, as it comes. */
  heard?(text: string): void;
  signal?: AbortSignal;
  /** What a person at the terminal says, in turn; left out, nobody can be asked. */
  answers?: string[];
}

/** Types a line after `proofdesk`; words with spaces are given as they are. */
export async function typeLine(
  line: readonly string[],
  { folder, columns, reads = false, heard, signal, answers }: Terminal,
): Promise<Typed> {
  let out = '';
  let err = '';
  const asked: string[] = [];
  const code = await runCommandLine(line, {
    io: {
      out: (text) => (out += text),
      err: (text) => {
        err += text;
        heard?.(text);
      },
      stdin: async () => '',
      ...(answers && {
        ask: async (question: string) => {
          asked.push(question);
          return answers.shift() ?? '';
        },
      }),
      terminal: reads,
      columns: columns ?? 80,
      env: {},
      folder,
    },
    commands,
    openDesk: (options) => openDesk({ ...options, jobsInThisThread: true }),
    signal: signal ?? new AbortController().signal,
  });
  return { code, out, err, asked, json: () => JSON.parse(out || err) };
}

/** A folder of its own in which lines are typed after `proofdesk`. */
export interface TypedDesk {
  root: string;
  type(...line: string[]): Promise<Typed>;
  close(): void;
}

/** Makes the folder and points the command line at it. */
export function typedDesk(name: string, { columns }: { columns?: number } = {}): TypedDesk {
  const root = mkdtempSync(join(tmpdir(), `proofdesk-${name}-`));
  process.env['PROOFDESK_STATE'] = join(root, 'state');
  process.env['PROOFDESK_DATA'] = join(root, 'data');
  return {
    root,
    type: (...line) => typeLine(line, { folder: root, ...(columns && { columns }) }),
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
