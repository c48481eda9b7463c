import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { deskForTests } from '../../test/desk';
import type { CliCall, CliCommand } from '../command-line';
import { browserOpener } from '../open-browser';
import { commands as ours } from './commands';
import { continuations } from './completion';
import { type CliWorld, runCommandLine } from './run';

const examples = [
  { line: 'proofdesk thing do', about: 'does it' },
  { line: 'proofdesk thing do --twice', about: 'does it twice' },
] as const;

const thing = (run: (call: CliCall) => unknown): CliCommand => ({
  name: ['thing', 'do'],
  about: 'Do a thing.',
  arguments: [
    { name: 'FILE', about: 'the file', optional: true },
    { name: 'MORE', about: 'further files', optional: true, many: true },
  ],
  options: [
    { name: 'count', value: 'NUMBER', about: 'how often' },
    { name: 'side', value: 'SIDE', about: 'which side', choices: ['left', 'right'] },
    { name: 'tag', value: 'TAG', about: 'a tag', many: true },
    { name: 'no-copy', about: 'keep no copy' },
    { name: 'all', about: 'all of it' },
  ],
  exitCodes: { 65: 'the file cannot be read' },
  examples,
  run: async (call) => (await run(call)) as number | undefined,
});

async function run(line: string[], commands: readonly CliCommand[], more: Partial<CliWorld['io']> = {}) {
  let out = '';
  let err = '';
  const openDesk = vi.fn<CliWorld['openDesk']>(async (options) => ({
    desk: deskForTests({ context: options.context }),
    actor: options.actor,
    problem: null,
  }));
  const code = await runCommandLine(line, {
    io: {
      out: (text) => (out += text),
      err: (text) => (err += text),
      stdin: async () => '',
      terminal: false,
      columns: 80,
      env: {},
      folder: '/home/rep',
      ...more,
    },
    commands,
    openDesk,
    signal: new AbortController().signal,
  });
  return { code, out, err, openDesk };
}

const answering = (document: unknown, text: string) => thing((call) => call.answer(document, () => text));

describe('--version', () => {
  it('is that of the program by itself, and an option of a command that has one', async () => {
    const command = thing((call) => call.answer({}, () => `version ${call.option('version')}\n`));
    const versioned = { ...command, options: [{ name: 'version', value: 'NUMBER', about: 'which one' }] };
    expect((await run(['--version'], [versioned])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run(['--help'], [versioned])).out).toContain('print the version');
    expect((await run(['thing', 'do', '--version', '3'], [versioned])).out).toBe('version 3\n');
    expect((await run(['thing', 'do', '--version'], [command])).code).toBe(2);
  });
});

describe('an answer', () => {
  it('is text for a person, and one JSON document with --json before or after the command', async () => {
    const command = answering({ done: true }, 'Done.\n');
    expect(await run(['thing', 'do'], [command])).toMatchObject({ code: 0, out: 'Done.\n', err: '' });
    for (const line of [
      ['--json', 'thing', 'do'],
      ['thing', 'do', '--json'],
    ]) {
      const { out } = await run(line, [command]);
      expect(JSON.parse(out)).toEqual({ done: true });
    }
  });

  it('that is missing with --json is a fault, not silence', async () => {
    expect(await run(['thing', 'do', '--json'], [thing(() => 0)])).toMatchObject({ code: 70, out: '' });
  });

  it('may be a no, with exit code 1', async () => {
    const command = thing((call) => {
      call.answer({ ok: false }, () => 'It does not hold.\n');
      return 1;
    });
    expect(await run(['thing', 'do'], [command])).toMatchObject({ code: 1, out: 'It does not hold.\n' });
  });

  it('leaves notes and progress to standard error, and progress to terminals', async () => {
    const command = thing((call) => {
      call.progress(0.5, 'halfway');
      call.note('Two rows were empty.');
      call.answer({}, () => '');
    });
    expect((await run(['thing', 'do'], [command])).err).toBe('Two rows were empty.\n');
    const shown = await run(['thing', 'do'], [command], { terminal: true });
    expect(shown.err).toContain('50 %  halfway');
    expect(shown.out).toBe('');
  });
});

describe('what was typed', () => {
  it('reaches the command by its names', async () => {
    let seen: unknown;
    const command = thing((call) => {
      seen = [
        call.argument('FILE'),
        call.argumentList('MORE'),
        call.integer('count', { from: 1 }),
        call.option('side'),
        call.optionList('tag'),
        call.flag('no-copy'),
        call.flag('all'),
      ];
    });
    await run(
      ['thing', 'do', 'a', 'b', 'c', '--count', '3', '--side', 'left', '--tag', 'x', '--tag', 'y', '--no-copy'],
      [command],
    );
    expect(seen).toEqual(['a', ['b', 'c'], 3, 'left', ['x', 'y'], true, false]);
  });

  it.each([
    [['thing', 'do', '--count', 'three'], '--count takes a whole number from 1 to 9, not three.'],
    [['thing', 'do', '--count', '10'], '--count takes a whole number from 1 to 9, not 10.'],
    [
      ['thing', 'do', '--side', 'up'],
      "Option '--side <SIDE>' argument 'up' is invalid. Allowed choices are left, right.",
    ],
    [['thing', 'du'], "Unknown command 'du'."],
    [['thing', 'do', '--cuont', '1'], "Unknown option '--cuont'."],
    [['thing'], 'A command is missing.'],
    [['thing', 'do', '--now', 'yesterday'], '--now yesterday is not a time in ISO 8601 with its zone.'],
    [['thing', 'do', '--now', '2026-01-05T09:00'], '--now 2026-01-05T09:00 is not a time in ISO 8601 with its zone.'],
  ])('%j is refused with exit code 2 and a sentence', async (line, message) => {
    const command = thing((call) => call.integer('count', { from: 1, to: 9 }));
    const { code, err } = await run(line, [command]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    const asJson = await run([...line, '--json'], [command]);
    expect(JSON.parse(asJson.err)).toMatchObject({ error: { code: 'usage', message } });
  });

  it('that is misspelt gets a suggestion', async () => {
    expect((await run(['thing', 'du'], [thing(() => 0)])).err).toContain('Did you mean do?');
    expect((await run(['thing', 'do', '--cuont', '1'], [thing(() => 0)])).err).toContain('Did you mean --count?');
  });
});

describe('an error', () => {
  const failing = thing(() => {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The last line is cut off.',
      where: { file: 'a.jtl', line: 7, byte: 0 },
      hint: 'Copy the file again.',
    });
  });

  it('is a sentence with its place and a hint', async () => {
    const { code, err } = await run(['thing', 'do'], [failing]);
    expect(code).toBe(65);
    expect(err).toBe('The last line is cut off. (a.jtl, line 7, byte 0)\nCopy the file again.\n');
  });

  it('is one line of JSON with --json', async () => {
    const { out, err } = await run(['thing', 'do', '--json'], [failing]);
    expect(out).toBe('');
    expect(err.split('\n')).toHaveLength(2);
    expect(JSON.parse(err)).toEqual({
      error: {
        code: 'bad-input',
        message: 'The last line is cut off.',
        where: { file: 'a.jtl', line: 7, byte: 0 },
        hint: 'Copy the file again.',
      },
    });
  });

  it('inside of Proofdesk shows its stack only when asked', async () => {
    const broken = thing(() => {
      throw new TypeError('cells is undefined');
    });
    const { code, err } = await run(['thing', 'do'], [broken]);
    expect(code).toBe(70);
    expect(err).toContain('PROOFDESK_DEBUG=1');
    expect(err).not.toContain('run.test.ts');
    expect((await run(['thing', 'do'], [broken], { env: { PROOFDESK_DEBUG: '1' } })).err).toContain('run.test.ts');
  });
});

describe('the workspace', () => {
  const asking = thing(async (call) => {
    const session = await call.session();
    call.answer({ actor: session.actor, face: session.face, now: session.desk.context.now() }, () => '');
  });

  it('is the one named, then that of the environment, then the last one', async () => {
    const folder = async (line: string[], env = {}) =>
      (await run(['thing', 'do', ...line], [asking], { env })).openDesk.mock.calls[0]![0].folder;
    expect(await folder(['--workspace', 'w'], { PROOFDESK_WORKSPACE: '/x' })).toBe('/home/rep/w');
    expect(await folder([], { PROOFDESK_WORKSPACE: '/x' })).toBe('/x');
    expect(await folder([])).toBeNull();
  });

  it('is opened for the person of --as and at the time of --now, and closed afterwards', async () => {
    const close = vi.fn(async () => []);
    const { out } = await run(
      ['thing', 'do', '--json', '--as', 'rosa@acme.example', '--now', '2026-01-05T10:00:00+01:00'],
      [
        thing(async (call) => {
          const session = await call.session();
          session.desk.close = close;
          call.answer({ actor: session.actor, now: session.desk.context.now() }, () => '');
        }),
      ],
    );
    expect(JSON.parse(out)).toEqual({ actor: 'rosa@acme.example', now: Date.UTC(2026, 0, 5, 9) });
    expect(close).toHaveBeenCalledOnce();
  });

  it('is not opened by a command that does not ask for it', async () => {
    expect((await run(['thing', 'do'], [answering({}, '')])).openDesk).not.toHaveBeenCalled();
  });
});

describe('help', () => {
  it('of each command lists its exit codes and at least two examples that exist', async () => {
    for (const command of ours) {
      const { code, out } = await run([...command.name, '--help'], ours);
      expect(code).toBe(0);
      expect(out).toContain('Exit codes:');
      for (const exitCode of Object.keys(command.exitCodes ?? {}))
        expect(out).toMatch(new RegExp(`^ +${exitCode}  `, 'm'));
      for (const example of command.examples) {
        expect(out).toContain(example.line);
        expect(example.line).toContain(`proofdesk ${command.name.join(' ')}`);
      }
    }
  });

  it('has no two commands of one name', () => {
    const names = ours.map((command) => command.name.join(' '));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('completion', () => {
  it('knows what follows each beginning of a line', () => {
    const known = continuations([thing(() => 0)]);
    expect(known.get('')).toContain('thing');
    expect(known.get('thing')).toContain('do');
    expect(known.get('thing do')).toEqual(expect.arrayContaining(['--count', '--json']));
  });

  it('completes in a real bash', async () => {
    const { out: script } = await run(['completion', 'bash'], ours);
    const complete = (...words: string[]) => {
      const ask = `COMP_WORDS=(proofdesk ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _proofdesk; echo "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' })
        .trim()
        .split(' ');
    };
    expect(complete('cal')).toEqual(['calc']);
    expect(complete('--json', 'calc', '--l')).toEqual(['--list']);
    expect(complete('serve', '--p')).toEqual(['--port']);
  });

  it('is refused for a shell that it does not know', async () => {
    expect(await run(['completion', 'cmd'], ours)).toMatchObject({ code: 2 });
    for (const shell of ['zsh', 'fish']) expect((await run(['completion', shell], ours)).out).toContain('calc');
  });
});

it('opens a browser only where there is something to show it on', () => {
  expect(browserOpener('linux', {})).toBeNull();
  expect(browserOpener('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
  expect(browserOpener('darwin', {})).toEqual(['open']);
});

describe('calc', () => {
  const calc = (line: string[], stdin = '') => run(['calc', ...line], ours, { stdin: async () => stdin });

  it('computes a rule on standard input', async () => {
    const { code, out } = await calc(['roi.return', '--json'], '{"benefit":150,"cost":100}');
    expect([code, JSON.parse(out).value]).toEqual([0, 0.5]);
  });

  it('lists every rule with its schema and source', async () => {
    const { out } = await calc(['--list', '--json']);
    for (const rule of JSON.parse(out)) {
      expect(rule).toMatchObject({ name: expect.any(String), about: expect.any(String), source: expect.any(String) });
      expect(rule.input).toHaveProperty('type');
    }
  });

  it.each([
    [['roi.return'], '', 65, 'No input was given.'],
    [['roi.return'], '{', 65, 'The input is not JSON'],
    [['roi.return'], '{}', 65, 'benefit'],
    [['roi.retrun'], '{}', 2, 'roi.return'],
    [['roi.return', '--input', 'nowhere.json'], '', 66, 'There is no file “nowhere.json”.'],
    [[], '', 2, 'RULE is missing.'],
  ])('%j on %j ends with exit code %i', async (line, stdin, exitCode, sentence) => {
    const { code, err } = await calc(line, stdin);
    expect(code).toBe(exitCode);
    expect(err).toContain(sentence);
  });
});
