import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The program that opens an address in the person's browser, or null where there is no display to show one on, or where
 * `PROOFDESK_NO_BROWSER` says that none is wanted.
 */
export function browserOpener(platform: NodeJS.Platform, env: Environment): readonly string[] | null {
  if (env['PROOFDESK_NO_BROWSER']) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/** Asks the system to open an address of the web. `false` where it has no program for that. */
export function openInBrowser(address: string, env: Environment = process.env): Promise<boolean> {
  const opener = browserOpener(process.platform, env);
  if (opener === null || !/^https?:\/\//.test(address)) return Promise.resolve(false);
  const [program = '', ...first] = opener;
  return new Promise((resolve) => {
    const opening = spawn(program, [...first, address], { stdio: 'ignore', detached: true });
    opening.once('error', () => resolve(false));
    opening.once('spawn', () => {
      opening.unref();
      resolve(true);
    });
  });
}
