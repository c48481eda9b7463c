import { isDeepLink } from './deep-link';

/** How the executable was started: as a window, perhaps on a given workspace, or as the command line. */
export type Start =
  | { face: 'desktop'; workspace: string | null; actor: string | null }
  | { face: 'command-line'; line: readonly string[] };

/**
 * Reads the arguments of the executable. They belong to the command line when they name a command or ask for help or the version;
 * otherwise a window opens. Switches of Chromium, which start with dashes too, are left to it.
 * @param argv as the process got it, the executable first
 * @param packaged from a checkout the application's folder follows the executable
 * @param commandNames the first words of all commands
 */
export function startOf(argv: readonly string[], packaged: boolean, commandNames: ReadonlySet<string>): Start {
  const line = argv.slice(packaged ? 1 : 2);
  const valued = new Set(['--workspace', '--as', '--now']);
  const given = new Map<string, string>();
  for (let index = 0; index < line.length; index += 1) {
    const word = line[index]!;
    if (commandNames.has(word) || ['--help', '-h', '--version'].includes(word)) return { face: 'command-line', line };
    const next = line[index + 1];
    if (valued.has(word) && next !== undefined) {
      given.set(word, next);
      index += 1;
    } else if (!word.startsWith('-') && !isDeepLink(word)) {
      // A word that is no command: the command line says so and suggests one.
      return { face: 'command-line', line };
    }
  }
  return { face: 'desktop', workspace: given.get('--workspace') ?? null, actor: given.get('--as') ?? null };
}
