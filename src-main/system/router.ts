import { implement } from '@orpc/server';
import packageFacts from '../../package.json';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { systemContract } from '../../src-shared/system';
import type { Session } from '../session';
import { chooseFiles, saveBlob } from './files';
import { stoppable } from './stoppable';

const system = implement(systemContract).$context<Session>();

const offlineNotes = {
  desktop: 'Everything is kept on this computer and works without a network.',
  browser: 'This page is served by this computer; everything is kept on it and works without a network.',
  'command-line': 'Everything is kept on this computer and works without a network.',
  test: 'Everything is kept on this computer and works without a network.',
} as const;

/** What every face needs of the running program itself. */
export const systemRouter = system.router({
  info: system.info.handler(({ context }) => ({
    version: packageFacts.version,
    face: context.face,
    platform: process.platform,
    offlineNote: offlineNotes[context.face],
  })),
  events: system.events.handler(({ context, signal }) => {
    // A customer sees no internal traffic: neither which entities change nor what files are imported.
    if (context.customerAccount !== null) return stoppable(signal, () => nothing());
    return stoppable(signal, (stop) => context.desk.events(stop));
  }),
  files: {
    choose: system.files.choose.handler(({ context, input }) => {
      // What is handed over is imported by us; a customer who looks at this screen has nothing to hand over.
      if (context.customerAccount !== null) {
        throw new ProofdeskError({ code: 'forbidden', message: 'This is not part of the customer view.' });
      }
      return chooseFiles(context, input);
    }),
    save: system.files.save.handler(({ context, input }) => saveBlob(context, input)),
  },
  jobs: {
    list: system.jobs.list.handler(({ context }) => {
      return context.customerAccount === null ? context.desk.jobs.list() : [];
    }),
    cancel: system.jobs.cancel.handler(({ context, input }) => {
      const job = context.customerAccount === null ? context.desk.jobs.cancel(input.id) : undefined;
      if (!job) throw new ProofdeskError({ code: 'not-found', message: 'There is no such job any more.' });
      return job;
    }),
  },
});

async function* nothing(): AsyncGenerator<never> {}
