import { defineJob } from '../../src-core/jobs';
import { dropReaders, finishHistory, finishWithdrawal } from '../../src-core/sync';
import { besideWorkspace, type PlaceBeside } from '../desk';

/**
 * Takes away what a person may not read any more, or finishes taking it away where `readers` is null: tables, search, free pages, log, backups.
 * It commits by itself; where it is broken off it is begun again.
 */
export const withdrawJob = defineJob<{ place: PlaceBeside; readers: string[] | null }, null>({
  kind: 'sync.withdraw',
  async run({ place, readers }, work) {
    work.progress(0.1, 'Taking away what is not for this person any more');
    await besideWorkspace(place, (workspace) => {
      if (readers) dropReaders(workspace, readers);
      else finishWithdrawal(workspace);
    });
    return null;
  },
});

/** Holds the tables against the history that came behind a snapshot; where they differ they are made anew from it. */
export const checkHistoryJob = defineJob<{ place: PlaceBeside }, { ok: boolean }>({
  kind: 'sync.check-history',
  async run({ place }, work) {
    const { ok } = await besideWorkspace(place, (workspace) =>
      finishHistory(workspace, (fraction) => work.progress(fraction, 'Checking the history')),
    );
    return { ok };
  },
});
