/**
 * Where unsent work is written unless said otherwise: beside the workspace's folder, never inside, since that is emptied. `day` is
 * `2026-11-22`. Both ways of writing paths are known: `/` and `\`.
 */
export function unsentFile(folder: string | null, workspace: string, day: string): string {
  const name = `unsent-${
    workspace
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'workspace'
  }-${day}.ndjson`;
  const path = (folder ?? '').replace(/[\\/]+$/, '');
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return at < 0 ? name : `${path.slice(0, at + 1)}${name}`;
}
