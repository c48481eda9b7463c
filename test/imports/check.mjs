// The import rules of docs/change.md, as a check that fails. Each source folder may import only what its row allows.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCE = /\.(ts|tsx)$/;
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
const FACES = new Set(['electron', 'browser', 'cli']);
const nodeModules = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
/** Packages that src-shared may use: pure computation, no input, output or clock. */
const PURE_PACKAGES = new Set([
  'zod',
  '@orpc/contract',
  'decimal.js',
  'canonicalize',
  'fractional-indexing',
  'jsep',
  'vitest',
  'fast-check',
]);

/** @returns {{layer: string, area: string, file: string}} the layer (src-main), area (first folder, or '' at the root) */
function place(path) {
  const [layer = '', ...rest] = path.split('/');
  return { layer, area: rest.length > 1 ? rest[0] : '', file: rest.at(-1) ?? '', rest };
}

function indexOnly(target) {
  return target.rest.length === 2 && /^index\.tsx?$/.test(target.file);
}

/** The reason why `from` may not import `to` (both repository-relative paths), or null when it may. */
export function forbidden(from, to) {
  const a = place(from);
  const b = place(to);
  const test = /\.test\.tsx?$/.test(from);
  if (a.layer === 'test') return null;
  if (a.layer === b.layer && a.area === b.area) return null;
  const domainIndex = () => (indexOnly(b) || b.area === '' ? null : `reach ${b.layer}/${b.area} through its index.ts`);
  if (b.layer === 'test') return test ? null : 'product code does not import tests';
  if (b.layer === 'resources' || to === 'package.json') return null;
  switch (a.layer) {
    case 'src-shared':
      if (b.layer !== 'src-shared') return 'src-shared imports nothing of ours but itself';
      if (a.area === 'kernel') return 'src-shared/kernel imports nothing of ours';
      if (b.area === 'kernel') return null;
      if (a.area === '') return null;
      return domainIndex();
    case 'src-charts':
    case 'src-core':
      if (b.layer === a.layer || b.layer === 'src-shared') return null;
      return `${a.layer} imports only src-shared`;
    case 'src-main':
      if (b.layer === 'src-core' || b.layer === 'src-charts' || b.layer === 'src-shared') return null;
      if (b.layer !== 'src-main') return 'src-main never imports the renderer, the server or the preload';
      // `proofdesk serve` starts the browser host, and the installed executable takes the command line's arguments.
      if (FACES.has(b.area)) {
        return test || (FACES.has(a.area) && b.area !== 'electron') ? null : 'nothing imports a face but another face';
      }
      if (FACES.has(a.area) || a.area === '') return null;
      return domainIndex();
    case 'src-preload':
      return b.layer === 'src-shared' ? null : 'src-preload imports only src-shared and electron';
    case 'src-renderer':
      if (b.layer === 'src-charts' || b.layer === 'src-shared') return null;
      if (b.layer !== 'src-renderer') return 'src-renderer never imports src-main, src-core or src-server';
      if (b.area === 'ui' || a.area === '') return null;
      return domainIndex();
    case 'src-page':
      if (['src-page', 'src-charts', 'src-shared'].includes(b.layer) || to.startsWith('src-renderer/ui/theme/'))
        return null;
      return 'src-page imports only src-shared, src-charts and the look';
    case 'src-server':
      return b.layer === 'src-core' || b.layer === 'src-shared' || b.layer === 'src-server'
        ? null
        : 'src-server imports only src-core and src-shared';
    default:
      return null;
  }
}

/** The reason why `from` may not import the package `name`, or null when it may. */
export function forbiddenPackage(from, name) {
  const a = place(from);
  if (a.layer === 'test') return null;
  const test = /\.test\.tsx?$/.test(from);
  if (name === 'electron' || name.startsWith('electron/')) {
    return (a.layer === 'src-main' && a.area === 'electron') || a.layer === 'src-preload'
      ? null
      : 'only src-main/electron and src-preload import electron';
  }
  if (a.layer === 'src-shared' && !test) {
    const root = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0];
    if (!PURE_PACKAGES.has(root)) return 'src-shared is pure: no I/O, no framework';
  }
  if (['src-renderer', 'src-charts', 'src-page'].includes(a.layer) && nodeModules.has(name) && !test) {
    return 'code for a page uses no Node module';
  }
  return null;
}

function* sources(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (SOURCE.test(name)) yield path;
  }
}

/** Every broken rule below `root`, as sentences. */
export function check(root) {
  const broken = [];
  let files = 0;
  const layers = readdirSync(root).filter((name) => name.startsWith('src-'));
  for (const layer of layers) {
    for (const path of sources(join(root, layer))) {
      files += 1;
      const from = relative(root, path).split(sep).join('/');
      const text = readFileSync(path, 'utf8');
      for (const match of text.matchAll(IMPORT)) {
        const name = match[1] ?? match[2];
        const to = name.startsWith('.')
          ? relative(root, resolve(dirname(path), name))
              .split(sep)
              .join('/')
          : null;
        // An import without its ending names a file or a folder's index.
        const target = to && statSync(join(root, to), { throwIfNoEntry: false })?.isDirectory() ? `${to}/index.ts` : to;
        const why = target
          ? forbidden(from, /\.\w+$/.test(target) ? target : `${target}.ts`)
          : forbiddenPackage(from, name);
        if (why) broken.push(`${from}:${text.slice(0, match.index).split('\n').length} imports '${name}': ${why}`);
      }
    }
  }
  return { files, broken };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  const { files, broken } = check(root);
  for (const line of broken) console.error(line);
  console.log(`import rules: ${files} files, ${broken.length} broken`);
  process.exit(broken.length === 0 ? 0 : 1);
}
