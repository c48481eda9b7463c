import { readersChange, takeSnapshot } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { PROTOCOL, type SnapshotLeaf } from '../../src-shared/sync/protocol';
import type { ServerConnection } from './connection';
import { endedBy, goOn, pullAll, type SyncPlace } from './exchange';
import { isProofdeskError } from './failure';
import type { TaskNews } from './tasks';

/** A workspace of at most so many decisions is fetched receipt by receipt: its history is here at once. */
const SHORT = 1_500;
/** Pages of a snapshot that are on their way at a time. */
const AHEAD = 3;
/** A snapshot may go while its pages are fetched, when two newer ones were made; so often another is asked for. */
const ATTEMPTS = 3;

/**
 * Fills a workspace that was just joined until it can be worked in: a short one with all its receipts, a long one with a snapshot and what came
 * after it (its older receipts follow with the rounds). Begins again after a crash. Throws what the server says.
 */
export async function fetchWorkspace(
  workspace: Workspace,
  connection: ServerConnection,
  options: { say?: (news: TaskNews) => void; signal?: AbortSignal; short?: number } = {},
): Promise<void> {
  const { say = () => {}, signal, short = SHORT } = options;
  const place: SyncPlace = { workspace, connection, signal };
  say({ stage: 'Asking for the workspace', done: 0, total: null });
  const empty = workspace.journal.count() === 0 && workspace.journal.base() === null;
  const { number } = await connection.api.pull({
    workspace: workspace.id,
    protocol: PROTOCOL.newest,
    after: 0,
    limit: 1,
  });
  if (empty && number > short) await fetchSnapshot(place, say);
  const counted: SyncPlace = {
    ...place,
    applied: (page) => say({ stage: 'Fetching receipts', done: page.number, total: Math.max(number, page.number) }),
  };
  const { readers } = await pullAll(counted);
  // The first answer says what may be held here; everything that came was cut to it.
  readersChange(workspace, readers);
}

async function fetchSnapshot(place: SyncPlace, say: (news: TaskNews) => void): Promise<void> {
  const { workspace, connection } = place;
  for (let attempt = 1; ; attempt += 1) {
    goOn(place);
    const manifest = await connection.api.snapshot.manifest(
      { workspace: workspace.id, protocol: PROTOCOL.newest },
      endedBy(place),
    );
    try {
      await takeSnapshot(workspace, manifest, pagesOf(place, manifest), {
        signal: place.signal,
        onProgress: (fraction) =>
          say({
            stage: 'Fetching the present state',
            done: Math.round(fraction * manifest.rows),
            total: manifest.rows,
          }),
      });
      return;
    } catch (thrown) {
      // A server of another version: all receipts are fetched.
      if (isProofdeskError(thrown, 'unavailable') && thrown.details?.['kind'] === 'other-version') return;
      if (!isProofdeskError(thrown, 'not-found') || attempt === ATTEMPTS) throw thrown;
    }
  }
}

/** The pages in order, some of them on their way while one is read. */
async function* pagesOf(
  place: SyncPlace,
  { number, pages }: { number: number; pages: number },
): AsyncGenerator<SnapshotLeaf[]> {
  const ask = (page: number): Promise<SnapshotLeaf[]> => {
    goOn(place);
    const asked = place.connection.api.snapshot
      .page({ workspace: place.workspace.id, number, page }, endedBy(place))
      .then(({ leaves }) => leaves);
    asked.catch(() => {});
    return asked;
  };
  const coming: Promise<SnapshotLeaf[]>[] = [];
  for (let page = 0; page < Math.min(AHEAD, pages); page += 1) coming.push(ask(page));
  for (let page = 0; page < pages; page += 1) {
    goOn(place);
    const leaves = await coming.shift()!;
    if (page + AHEAD < pages) coming.push(ask(page + AHEAD));
    yield leaves;
  }
}
