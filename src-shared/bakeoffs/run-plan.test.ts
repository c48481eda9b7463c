import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine, quotedForPowerShell, splitCommandLine, visibleCommand } from './command-words';
import { makeRunPlan, nextRuns, plannedRuns, readRunPlan, sideAndOrderOfName } from './run-plan';
import { powerShellScript, shellScript } from './run-script';

const hostile = [
  '$(touch pwned)',
  '`touch pwned`',
  "'; touch pwned; '",
  '"; touch pwned; "',
  'a\nb\ntouch pwned',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell would fill it in
  '$HOME ${HOME} %PATH% !! * ? ~ # & | > < ; \\ \\\\',
  '-n',
  '',
  '’‘‚‛ “quotes”',
  'ünï \u00a0 \t end ',
  '%s%d\\n',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes its arguments as JSON to the last of them. */
const echo = "require('node:fs').writeFileSync(process.argv.at(-1), JSON.stringify(process.argv.slice(1, -1)))";

const planOf = (more: Partial<Parameters<typeof makeRunPlan>[0]> = {}) =>
  makeRunPlan({
    bakeoff: 'B-A7-0001',
    order: nextRuns({ ours: 2, theirs: 2 }),
    first: 1,
    folder: 'runs',
    sides: {
      ours: { command: [process.execPath, '-e', echo, '--', ...hostile, '{output}'], ending: 'json' },
      theirs: { command: [process.execPath, '-p', '1 + 1'], ending: '.txt' },
    },
    ...more,
  });

describe('a plan of runs', () => {
  it('alternates the sides as ABBA, and names results by place and side', () => {
    expect(planOf().runs.map(({ output, printed }) => [output, printed])).toEqual([
      ['runs/01-ours.json', false],
      ['runs/02-theirs.txt', true],
      ['runs/03-theirs.txt', true],
      ['runs/04-ours.json', false],
    ]);
    expect(sideAndOrderOfName('runs/03-theirs.txt')).toEqual({ side: 'theirs', order: 3 });
    expect(sideAndOrderOfName('nightly-theirs.txt')).toBeNull();
  });

  it('goes on after the runs that were made, for what is needed or agreed on', () => {
    const comparison = { moreRuns: { ours: 3, theirs: 5 }, runs: { ours: 4, theirs: 2 } };
    expect(plannedRuns(comparison, 7)).toEqual({ enough: false, needed: { ours: 3, theirs: 5 } });
    expect(plannedRuns(comparison, 9)).toEqual({ enough: false, needed: { ours: 5, theirs: 7 } });
    const whole = { moreRuns: { ours: 0, theirs: 0 }, runs: { ours: 8, theirs: 8 } };
    expect(plannedRuns(whole, 7)).toEqual({ enough: true, needed: { ours: 2, theirs: 2 } });
    expect(nextRuns({ ours: 1, theirs: 3 })).toEqual(['ours', 'theirs', 'theirs', 'theirs']);
    expect(planOf({ first: 99 }).runs.map(({ output }) => output)[1]).toBe('runs/100-theirs.txt');
  });

  it.each([
    '../01-ours.json',
    '/etc/01-ours.json',
    'a/../../01-ours.json',
    'runs/01-ours.json\n',
    '01-ours.json;x',
    'C:\\01-ours.json',
    'passwd',
  ])('has no result outside its folder: %j', (output) => {
    const [run] = planOf().runs;
    expect(() => readRunPlan({ ...planOf(), runs: [{ ...run, output }] })).toThrow(/no plan of runs: runs.0.output/);
  });

  it('has each result once and no NUL', () => {
    const plan = planOf();
    expect(() => readRunPlan({ ...plan, runs: [...plan.runs, plan.runs[0]] })).toThrow(/stands twice/);
    expect(() => readRunPlan({ ...plan, runs: [{ ...plan.runs[0], command: ['a\0b'] }] })).toThrow(/NUL/);
  });
});

describe('a script for a POSIX shell', () => {
  const run = (script: string) => {
    writeFileSync(join(folder, 'runs.sh'), script);
    return spawnSync('sh', ['runs.sh'], { cwd: folder, encoding: 'utf8' });
  };

  it('gives every value to the program as it is, whatever the value holds, and describes each run', () => {
    const { status, stderr } = run(shellScript(planOf()));
    expect({ status, stderr: stderr.replace(/^\d of 4: (ours|theirs)\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder).sort()).toEqual(['runs', 'runs.sh']);
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual([
      '01-ours.json',
      '01-ours.meta.json',
      '02-theirs.meta.json',
      '02-theirs.txt',
      '03-theirs.meta.json',
      '03-theirs.txt',
      '04-ours.json',
      '04-ours.meta.json',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'runs/01-ours.json'), 'utf8'))).toEqual(hostile);
    expect(readFileSync(join(folder, 'runs/03-theirs.txt'), 'utf8')).toBe('2\n');
    const facts = JSON.parse(readFileSync(join(folder, 'runs/04-ours.meta.json'), 'utf8'));
    expect(facts).toMatchObject({ order: 4, exitCode: 0, startedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(splitCommandLine(facts.command)).toEqual(planOf().runs[3]!.command);
  });

  it('records a bad end and goes on, and never writes over a result', () => {
    const failing = planOf({
      sides: {
        ours: { command: [process.execPath, '-e', 'process.exit(3)'], ending: 'txt' },
        theirs: { command: ['no-such-program-here'], ending: 'txt' },
      },
    });
    expect(run(shellScript(failing)).status).toBe(0);
    const facts = (name: string) => JSON.parse(readFileSync(join(folder, 'runs', name), 'utf8'));
    expect(facts('01-ours.meta.json').exitCode).toBe(3);
    expect(facts('02-theirs.meta.json').exitCode).toBe(127);
    expect(facts('04-ours.meta.json').exitCode).toBe(3);
    const again = run(shellScript(failing));
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('runs/01-ours.txt is there already; nothing was run.');
  });
});

describe('a script for PowerShell', () => {
  it('doubles every kind of single quote inside single quotes, which keep all else as it is', () => {
    for (const value of hostile) {
      const quoted = quotedForPowerShell(value);
      expect(quoted.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1')).toBe(value);
      expect(quoted.slice(1, -1).replace(/(['‘’‚‛])\1/g, '')).not.toMatch(/['‘’‚‛]/);
      expect(powerShellScript(planOf())).toContain(quoted);
    }
  });
});

describe('a typed command', () => {
  it('is split at spaces outside quotes, and nothing in it is expanded', () => {
    expect(splitCommandLine(`k6 run --out 'json={output}' "a b" c\\ d $HOME *`)).toEqual([
      'k6',
      'run',
      '--out',
      'json={output}',
      'a b',
      'c d',
      '$HOME',
      '*',
    ]);
    for (const list of [hostile.filter((one) => one !== ''), ['a', '']]) {
      expect(splitCommandLine(commandLine(list))).toEqual(list);
    }
    for (const wrong of ['', '  ', "a 'b", 'a \\', "''"]) expect(() => splitCommandLine(wrong)).toThrow(/command/);
  });

  it('is shown without anything that a terminal would act on', () => {
    const shown = visibleCommand(['echo', '\u001b[2J\u202egpj.exe\u0007\r\nrm']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(shown).toContain('\\u001b[2J\\u202egpj.exe\\u0007');
  });
});
