import { PENDING } from '../../../src-core/ledger/journal';
import { applyPulled, pendingPage } from '../../../src-core/sync';
import { rebuild } from '../../../src-core/workspace/rebuild';
import type { Sync } from '../../../src-server/sync';
import type { Mutation } from './schedule';

let writes = 0;

/** Faults as people have made them elsewhere, each of which the invariants must notice. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'a device that thinks what it has sent has arrived': {
    core: {
      pendingPage: (workspace, options) => {
        const page = pendingPage(workspace, options);
        for (const hash of page.hashes)
          workspace.runner.statement(`UPDATE receipts SET standing = 'aside' WHERE hash = ? AND ${PENDING}`).run(hash);
        return page;
      },
    },
  },
  'a device that folds what was refused': {
    core: {
      applyPulled: async (workspace, pulled) => {
        const page = await applyPulled(workspace, pulled);
        for (const hash of page.refused)
          workspace.runner.statement("UPDATE receipts SET standing = 'accepted' WHERE hash = ?").run(hash);
        if (page.refused.length > 0) rebuild(workspace);
        return page;
      },
    },
  },
  'a device that merges by its own clock': {
    core: {
      applyPulled: async (workspace, pulled) => {
        const page = await applyPulled(workspace, pulled);
        const { changes } = workspace.runner
          .statement("UPDATE receipts SET merge_clock = NULL WHERE merge_clock IS NOT NULL AND command LIKE 'card.%'")
          .run();
        if (changes > 0) rebuild(workspace);
        return page;
      },
    },
  },
  'a server that answers before it has written': {
    server: {
      forgets: () => {
        writes += 1;
        return writes % 7 === 0;
      },
    },
  },
  'a server that skips a decision': {
    server: {
      around: (sync): Sync => ({
        ...sync,
        pull: async (workspace, asker, request) => {
          const answer = await sync.pull(workspace, asker, request);
          return { ...answer, number: Math.max(request.after, answer.number - 1), pulled: answer.pulled.slice(0, -1) };
        },
      }),
    },
  },
  'a server that gives parts to anybody': {
    server: {
      around: (sync): Sync => ({
        ...sync,
        pull: (workspace, asker, request) =>
          sync
            .pull(workspace, { kind: 'machine', roles: ['rep', 'engineer', 'legal', 'finance', 'admin'] }, request)
            .then(async (answer) => ({ ...answer, readers: (await sync.standing(workspace, asker)).readers })),
      }),
    },
  },
};
