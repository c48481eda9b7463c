import { statSync } from 'node:fs';
import { serverOf } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type Readable, readableFor } from '../desk';
import type { Session } from '../session';
import type { State } from './draft-rows';
import { copiesIn } from './evidence-copies';
import { type KeptFiles, LivingEvidence } from './living';

/** What queries of claims read with. */
export interface Reading {
  session: Session;
  workspace: Workspace;
  state: State;
  readable: Readable;
  now: number;
}

export function readingOf(session: Session): Reading {
  const workspace = session.desk.workspace();
  return {
    session,
    workspace,
    state: workspace.reader,
    readable: readableFor(session),
    now: session.desk.context.now(),
  };
}

/** For those who draft and review. Throws `forbidden` for anybody else: drafts are not there for them. */
export function draftReading(session: Session): Reading {
  const reading = readingOf(session);
  if (reading.readable.has('claims')) return reading;
  throw new ProofdeskError({
    code: 'forbidden',
    message: 'Drafts of claims are for engineers and legal.',
    hint: 'What was released to sales is under Releases.',
  });
}

/** The workspace's files by digest, as living evidence asks for them. */
export function keptFiles(workspace: Workspace): KeptFiles {
  const shared = serverOf(workspace) !== null;
  return {
    elsewhere: (digest) => shared && workspace.blobs.info(digest) === undefined && !workspace.blobs.isErased(digest),
    has: (digest) => workspace.blobs.has(digest),
    size: (digest) => {
      try {
        return statSync(workspace.blobs.path(digest)).size;
      } catch {
        // It went between the two questions: whoever asked for it is told that it is missing next time.
        return null;
      }
    },
  };
}

/** Evidence as it stands for the session. */
export const livingFor = ({ workspace, state, now, readable }: Reading): LivingEvidence =>
  new LivingEvidence(state, now, {
    ...(readable.has('claims') && { copies: () => copiesIn(workspace) }),
    files: keptFiles(workspace),
  });

/**
 * The same for what was released: a device that was given receipts without their files has not lost any evidence, so files that are not
 * here are told apart from evidence that changed.
 */
export const livingWithoutFiles = ({ workspace, state, now, readable }: Reading): LivingEvidence =>
  new LivingEvidence(state, now, readable.has('claims') ? { copies: () => copiesIn(workspace) } : {});
