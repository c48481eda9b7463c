import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';

/** Hands a draft in: freezes version n as it stands, and asks legal. */
export const submitChart = declareCommand({
  name: 'claim.submit',
  version: 1,
  deed: 'submitted a claim chart for review',
  writes: [
    creates('claimChartVersion', { by: theActor }),
    creates('claimChartVersionElement'),
    patches('claimChart', ['status'], { status: ['submitted'] }),
    patches('approvalRequest', ['closed'], { closed: [true] }),
    creates('approvalRequest', {
      requester: theActor,
      command: ['claim.release'],
      closed: [false],
      input: [null],
      changes: [null],
      kept: [null],
    }),
  ],
  input: z.object({ chart: z.string() }),
  inputReaders: { chart: 'claims' },
  reasonReaders: 'claims',
  facts: {
    /** Elements without evidence. */
    unsupported: 'long',
    /** Wordings that a rule flags and that nobody waived. */
    openFlags: 'long',
    /** Elements whose evidence is out of date, and those whose evidence is gone or says otherwise now. */
    stale: 'long',
    broken: 'long',
    elements: 'long',
  },
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string() }),
  notUndoable: 'A frozen version stays; open the next draft with “Revise”.',
});

/** Opens the next draft; the versions before stay. */
export const reviseChart = declareCommand({
  name: 'claim.revise',
  version: 1,
  deed: 'opened the next draft of a claim chart',
  writes: [
    patches('claimChart', ['status', 'version'], { status: ['draft'] }),
    patches('approvalRequest', ['closed'], { closed: [true] }),
  ],
  input: z.object({ chart: z.string() }),
  inputReaders: { chart: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ version: z.number() }),
  notUndoable: 'The earlier version is kept; submit or leave the draft.',
});

/** Copies the approved text of a version into a release that all may read. */
export const releaseChart = declareCommand({
  name: 'claim.release',
  version: 1,
  deed: 'released a claim chart to sales',
  writes: [
    patches('claimChart', ['status'], { status: ['released'] }),
    creates('releasedChart', { by: theActor }),
    creates('releasedElement'),
  ],
  input: z.object({ chart: z.string(), version: z.number().int().positive() }),
  facts: {
    unsupported: 'long',
    openFlags: 'long',
    stale: 'long',
    broken: 'long',
    disclosure: 'string',
    /** Its last day is over. */
    expired: 'boolean',
  },
  result: z.object({ release: z.string() }),
  notUndoable: 'People may have used it; withdraw it instead.',
});

export const withdrawRelease = declareCommand({
  name: 'claim.withdraw',
  version: 1,
  deed: 'withdrew a released claim chart',
  writes: [creates('releaseWithdrawal', { by: theActor })],
  input: z.object({
    release: z.string(),
    reason: z.string().trim().min(1, 'needs a sentence that says why').max(2_000),
  }),
  result: z.object({ id: z.string() }),
  notUndoable: 'Release it again instead; both stay on record.',
});

/** Somebody opened or exported a release. A fact, noted once per person and version. */
export const recordOpening = declareCommand({
  name: 'claim.recordOpening',
  version: 1,
  deed: 'opened a released claim chart',
  writes: [creates('releaseOpening', { person: theActor })],
  fact: true,
  input: z.object({ release: z.string(), how: z.enum(['opened', 'exported']) }),
  result: z.object({ id: z.string() }),
});

/** Uses a release to sell on a deal. */
export const addReleaseToDeal = declareCommand({
  name: 'claim.useInDeal',
  version: 1,
  deed: 'used a released claim chart on a deal',
  writes: [creates('releaseUse', { by: theActor })],
  input: z.object({ release: z.string(), deal: z.string(), underNda: z.boolean().default(false) }),
  facts: { holds: 'boolean', disclosure: 'string', underNda: 'boolean' },
  result: z.object({ id: z.string() }),
});

export const removeReleaseFromDeal = declareCommand({
  name: 'claim.endUse',
  version: 1,
  deed: 'took a released claim chart off a deal',
  writes: [archives('releaseUse')],
  input: z.object({ use: z.string() }),
  result: z.object({ id: z.string() }),
});
