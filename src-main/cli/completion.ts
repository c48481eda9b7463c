import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CliCommand } from '../command-line';

const globalOptions = ['--json', '--workspace', '--as', '--now', '--no-color', '--help'];

/** What can follow each beginning of a line: `''` and `deal` have names below them, `deal list` has its options. */
export function continuations(commands: readonly CliCommand[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  const put = (path: string, words: readonly string[]) => {
    const present = found.get(path) ?? new Set(globalOptions);
    for (const word of words) present.add(word);
    found.set(path, present);
  };
  put('', ['--version']);
  for (const command of commands) {
    for (const [depth, word] of command.name.entries()) put(command.name.slice(0, depth).join(' '), [word]);
    const choices = (command.options ?? []).map((option) => `--${option.name}`);
    put(command.name.join(' '), choices);
  }
  return new Map([...found].map(([path, words]) => [path, [...words].sort(namesFirst)]));
}

const namesFirst = (a: string, b: string) =>
  Number(a.startsWith('-')) - Number(b.startsWith('-')) || (a < b ? -1 : a > b ? 1 : 0);

function bash(all: Map<string, string[]>): string {
  const cases = [...all].map(([path, words]) => `    '${path}') words='${words.join(' ')}' ;;`);
  return `# Completion of proofdesk for bash: eval "$(proofdesk completion bash)"
_proofdesk() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) continue ;; esac
    case "\${path:+$path }$word" in
${[...all.keys()]
  .filter((path) => path !== '')
  .map((path) => `      '${path}') path='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _proofdesk proofdesk
`;
}

function zsh(all: Map<string, string[]>): string {
  const entries = [...all].map(([path, words]) => `    '${path}' '${words.join(' ')}'`);
  return `#compdef proofdesk
# Completion of proofdesk for zsh: proofdesk completion zsh > "\${fpath[1]}/_proofdesk"
_proofdesk() {
  local -A below=(
${entries.join('\n')}
  )
  local path_='' next word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ "$word" == -* ]] && continue
    next="\${path_:+$path_ }$word"
    (( \${+below[$next]} )) && path_="$next"
  done
  compadd -- \${(s: :)below[$path_]}
  _files
}
if [[ "$funcstack[1]" == _proofdesk ]]; then _proofdesk "$@"; else compdef _proofdesk proofdesk; fi
`;
}

function fish(commands: readonly CliCommand[], all: Map<string, string[]>): string {
  const lines = ['# Completion of proofdesk for fish: proofdesk completion fish | source'];
  const about = new Map(commands.map((command) => [command.name.join(' '), command.about]));
  for (const [path, words] of all) {
    const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
    const condition = path === '' ? '__fish_use_subcommand' : seen.join('; and ');
    for (const word of words) {
      const said = about.get(path === '' ? word : `${path} ${word}`);
      const description = said ? ` -d '${said.replaceAll("'", "\\'")}'` : '';
      const candidate = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
      lines.push(`complete -c proofdesk -n '${condition}' ${candidate}${description}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The completion command, which knows all the others. */
export function completionCommands(all: () => readonly CliCommand[]): readonly CliCommand[] {
  return [
    {
      name: ['completion'],
      about: 'Print the completion script of a shell.',
      arguments: [{ name: 'SHELL', about: 'bash, zsh or fish' }],
      examples: [
        {
          line: 'eval "$(proofdesk completion bash)"',
          about: 'completes in this bash; put it into ~/.bashrc to keep it',
        },
        { line: 'proofdesk completion fish | source', about: 'completes in this fish' },
      ],
      async run(call) {
        const shell = call.argument('SHELL');
        const words = continuations(all());
        const scripts: Record<string, () => string> = {
          bash: () => bash(words),
          zsh: () => zsh(words),
          fish: () => fish(all(), words),
        };
        const write = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
        if (!write) {
          throw new ProofdeskError({
            code: 'usage',
            message: `There is no completion for ${shell}.`,
            hint: 'bash, zsh or fish.',
          });
        }
        const script = write();
        call.answer({ shell, script }, () => script);
      },
    },
  ];
}
