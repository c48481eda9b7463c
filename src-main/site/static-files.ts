import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

export interface StaticFile {
  content: Uint8Array<ArrayBuffer>;
  contentType: string;
  /** Names with a content hash never change and may be kept; the page itself must be asked for each time. */
  cacheControl: string;
}

/**
 * The built page and its files. Paths of the application's screens (no file ending) get the page itself.
 * @param root the folder that the build wrote
 * @returns a reader that answers null for what does not exist, and never reads outside the root
 */
export function staticFiles(root: string): (pathname: string) => Promise<StaticFile | null> {
  const inside = root.endsWith(sep) ? root : root + sep;
  return async (pathname) => {
    const decoded = decodePath(pathname);
    if (decoded === null) return null;
    const ending = extname(decoded);
    const path = normalize(join(root, ending === '' ? 'index.html' : decoded));
    if (!path.startsWith(inside) || path.includes('\0')) return null;
    const contentType = contentTypes[ending === '' ? '.html' : ending];
    if (!contentType) return null;
    const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(error.code ?? '')) return null;
      throw error;
    });
    if (!content) return null;
    const hashed = /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(decoded);
    return { content, contentType, cacheControl: hashed ? 'private, max-age=31536000, immutable' : 'no-store' };
  };
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
