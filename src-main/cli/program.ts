import { Argument, Command, type CommanderError, Option } from 'commander';
import type { CliCommand } from '../command-line';

/** The options of every command. */
export interface GlobalOptions {
  json?: boolean;
  workspace?: string;
  as?: string;
  now?: string;
  color: boolean;
}

export interface ProgramOutput {
  out(text: string): void;
  err(text: string): void;
}

const groups: Record<string, string> = {
  workspace: 'create, open, back up and move workspaces',
  account: 'customer organisations',
  contact: 'people at customers',
  deal: 'opportunities and their state',
  pricing: 'what is sold, at which price, cost and floor',
  quote: 'priced, versioned offers',
  approval: 'requests for sign-off and decisions on them',
  bakeoff: 'comparisons of contenders on the same work',
  run: 'one run of a bakeoff: its figures, its series over time, its raw log',
  mapping: 'how result files of other tools are read: which column is which metric',
  claim: 'claim charts',
  roi: 'returns for the customer',
  model: 'ROI models: inputs with units, formulas, what flows',
  case: 'ROI cases by a model: inputs with their sources, scenarios, draws',
  document: 'documents whose figures trace back to their source',
  receipt: 'the record of who did what, when and why',
  person: 'people of the workspace',
  sync: 'the server of a workspace: sign in, upload, join, what needs attention, people and devices',
  policy: 'the rules that allow acts, refuse them or ask for approvals',
};

/**
 * The commands as a parser: groups for nouns, help with exit codes and examples, and suggestions for misspelt names.
 * @param line what was typed: where it names a noun that there is, only the commands of that noun are made, which takes a tenth of the time
 * @param version printed for `--version`; null where a command follows, which may have an option of that name
 * @param run called with the command that was typed, its arguments by name, and the options of both levels
 */
export function buildProgram(
  commands: readonly CliCommand[],
  line: readonly string[],
  version: string | null,
  output: ProgramOutput,
  run: (command: CliCommand, given: Given) => Promise<void>,
): Command {
  const program = new Command('proofdesk');
  quiet(program, output).description('The desk at which a company sells with proof.');
  if (version !== null) program.version(version, '--version', 'print the version');
  program
    .option('--json', 'print exactly one JSON document on standard output')
    .option('--workspace <DIR>', "the workspace's folder (or PROOFDESK_WORKSPACE; else the platform's data folder)")
    .option('--as <PERSON>', 'who acts, among the people of a local workspace')
    .option('--now <ISO>', 'fix the clock, as ISO 8601 with zone: 2026-01-05T09:00:00Z')
    .option('--no-color', 'no colour (also with NO_COLOR)')
    .helpOption('-h, --help', 'explain a command')
    .addHelpText('after', () => `\n${exitCodeHelp({})}`);
  const noun = firstWord(line);
  const below = commands.filter(({ name }) => name[0] === noun);
  for (const command of below.length > 0 ? below : commands) add(program, command, output, run);
  return program;
}

/** The first word of a line that is neither an option nor the value of one that may stand before a command. */
function firstWord(line: readonly string[]): string | undefined {
  return line.find((word, index) => !word.startsWith('-') && !takesNext.has(line[index - 1] ?? ''));
}
const takesNext: ReadonlySet<string> = new Set(['--workspace', '--as', '--now']);

/** What was typed for one command. */
export interface Given {
  arguments: Map<string, string | string[] | undefined>;
  options: Record<string, unknown>;
  globals: GlobalOptions;
}

function add(
  program: Command,
  command: CliCommand,
  output: ProgramOutput,
  run: (command: CliCommand, given: Given) => Promise<void>,
): void {
  const parent = command.name.slice(0, -1).reduce((above, noun) => groupBelow(above, noun, output), program);
  const made = quiet(new Command(command.name.at(-1)), output).description(command.about);
  for (const argument of command.arguments ?? []) {
    const name = `${argument.name}${argument.many ? '...' : ''}`;
    made.addArgument(new Argument(argument.optional ? `[${name}]` : `<${name}>`, argument.about));
  }
  for (const option of command.options ?? []) {
    const made_ = new Option(`--${option.name}${option.value ? ` <${option.value}>` : ''}`, option.about);
    if (option.choices) made_.choices([...option.choices]);
    if (option.many) made_.argParser<string[]>((value, former) => [...(former ?? []), value]);
    made.addOption(made_);
  }
  made.addHelpText('after', () => {
    const examples = command.examples.map((example) => `  ${example.line}\n      ${example.about}`).join('\n');
    return `\nExamples:\n${examples}\n\n${exitCodeHelp(command.exitCodes ?? {})}`;
  });
  made.action(async () => {
    const names = (command.arguments ?? []).map((argument) => argument.name);
    await run(command, {
      arguments: new Map(
        names.map((name, index) => [name, made.processedArgs[index] as string | string[] | undefined]),
      ),
      options: made.opts(),
      globals: program.opts<GlobalOptions>(),
    });
  });
  parent.addCommand(made);
}

function groupBelow(parent: Command, noun: string, output: ProgramOutput): Command {
  const present = parent.commands.find((candidate) => candidate.name() === noun);
  if (present) return present;
  const group = quiet(new Command(noun), output).description(groups[noun] ?? `everything about a ${noun}`);
  parent.addCommand(group);
  return group;
}

/** Errors are thrown, not printed, so that they come out in our one form; help goes where it belongs. */
function quiet(command: Command, output: ProgramOutput): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: output.out, writeErr: output.err, outputError: () => {} });
}

const meanings: Record<number, string> = {
  0: 'done',
  2: 'the line was not understood',
  70: 'a fault inside Proofdesk',
};

function exitCodeHelp(own: NonNullable<CliCommand['exitCodes']>): string {
  const all = { ...meanings, ...own };
  const lines = Object.entries(all).map(([code, meaning]) => `  ${code.padStart(2)}  ${meaning}`);
  return `Exit codes:\n${lines.join('\n')}\n`;
}

/** What the parser threw, as our error; null when it only printed help or the version. */
export function usageProblem(error: CommanderError): { message: string; hint?: string } | null {
  if (error.exitCode === 0) return null;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest
    .join(' ')
    .trim()
    .replace(/^\((.*)\)$/, '$1');
  if (error.code === 'commander.help')
    return { message: 'A command is missing.', hint: 'proofdesk --help lists them.' };
  const message = `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?!]$/.test(first) ? '' : '.'}`;
  return {
    message,
    hint: suggestion || '--help after a command lists its arguments and options; proofdesk --help lists the commands.',
  };
}
