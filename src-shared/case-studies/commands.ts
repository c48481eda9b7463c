import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { disclosures } from '../kernel/disclosure';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { figureOrderSchema } from '../pinned-figures';
import { quoteApprovalSchema } from './schema';

const id = z.object({ id: z.string() });
const study = z.string();
const prose = z.string().max(12_000).optional();

const fields = {
  title: z.string().trim().min(1, 'needs a title').max(200).optional(),
  situation: prose,
  approach: prose,
  results: prose,
  anonymised: z.boolean().optional(),
  describedAs: z.string().max(200).optional(),
  disclosure: z.enum(disclosures).optional(),
};

export const createStudy = declareCommand({
  name: 'caseStudy.create',
  version: 1,
  deed: 'began a case study',
  writes: [creates('caseStudy', { owner: theActor, status: ['draft'], version: [1], published: [null] })],
  input: z.object({
    account: z.string().optional(),
    /** Where it is about one deal; the account is then the deal's. */
    deal: z.string().nullable().optional(),
    ...fields,
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editStudy = declareCommand({
  name: 'caseStudy.edit',
  version: 1,
  deed: 'changed a case study',
  writes: [
    patches('caseStudy', [
      'title',
      'situation',
      'approach',
      'results',
      'anonymised',
      'describedAs',
      'disclosure',
      'owner',
    ]),
  ],
  input: z.object({ study, ...fields, owner: z.string().optional() }),
  result: id,
});

export const archiveStudy = declareCommand({
  name: 'caseStudy.archive',
  version: 1,
  deed: 'archived a case study',
  writes: [archives('caseStudy')],
  input: z.object({ study }),
  facts: { published: 'boolean' },
  result: id,
});

export const addStudyMetric = declareCommand({
  name: 'caseStudy.addMetric',
  version: 1,
  deed: 'took a figure into a case study',
  writes: [patches('caseStudy', []), creates('caseStudyMetric')],
  input: z.object({ study, figure: figureOrderSchema, label: z.string().trim().min(1).max(200).optional() }),
  result: id,
});

export const editStudyMetric = declareCommand({
  name: 'caseStudy.editMetric',
  version: 1,
  deed: 'changed a figure of a case study',
  writes: [patches('caseStudy', []), patches('caseStudyMetric', ['label', 'position', 'figure'])],
  input: z.object({
    metric: z.string(),
    label: z.string().trim().min(1, 'needs a name').max(200).optional(),
    /** Another figure in its place, or the same taken again. */
    figure: figureOrderSchema.optional(),
    /** The figure that it comes to stand behind; null: first. */
    after: z.string().nullable().optional(),
  }),
  result: id,
});

export const removeStudyMetric = declareCommand({
  name: 'caseStudy.removeMetric',
  version: 1,
  deed: 'took a figure out of a case study',
  writes: [patches('caseStudy', []), archives('caseStudyMetric')],
  input: z.object({ metric: z.string() }),
  result: id,
});

const words = z.string().trim().min(1, 'needs the words that were said').max(2_000);
const role = z.string().max(200).optional();

export const addCustomerQuote = declareCommand({
  name: 'caseStudy.addQuote',
  version: 1,
  deed: 'took words of the customer into a case study',
  writes: [patches('caseStudy', []), creates('customerQuote', { approval: [null], withdrawn: [null] })],
  input: z.object({ study, contact: z.string(), text: words, role }),
  inputReaders: { text: 'personal' },
  result: id,
});

/** Other words need another approval: the one that was recorded goes. */
export const editCustomerQuote = declareCommand({
  name: 'caseStudy.editQuote',
  version: 1,
  deed: 'changed words of the customer in a case study',
  writes: [patches('caseStudy', []), patches('customerQuote', ['text', 'role', 'approval'], { approval: [null] })],
  input: z.object({ quote: z.string(), text: words.optional(), role }),
  inputReaders: { text: 'personal' },
  result: id,
});

export const approveCustomerQuote = declareCommand({
  name: 'caseStudy.approveQuote',
  version: 1,
  deed: 'recorded the approval of a customer quote',
  writes: [patches('customerQuote', ['approval', 'withdrawn'], { withdrawn: [null] })],
  input: z.object({ quote: z.string(), approval: quoteApprovalSchema }),
  result: id,
});

export const withdrawCustomerQuote = declareCommand({
  name: 'caseStudy.withdrawQuote',
  version: 1,
  deed: 'recorded that the approval of a customer quote was withdrawn',
  writes: [patches('customerQuote', ['withdrawn'])],
  input: z.object({
    quote: z.string(),
    on: z.iso.date(),
    reason: z.string().trim().min(1, 'needs a sentence that says why').max(2_000),
  }),
  result: id,
  notUndoable: 'A withdrawal stays on record; record the new approval instead.',
});

export const removeCustomerQuote = declareCommand({
  name: 'caseStudy.removeQuote',
  version: 1,
  deed: 'took words of the customer out of a case study',
  writes: [patches('caseStudy', []), archives('customerQuote')],
  input: z.object({ quote: z.string() }),
  result: id,
});

export const submitStudy = declareCommand({
  name: 'caseStudy.submit',
  version: 1,
  deed: 'submitted a case study for review',
  writes: [
    patches('caseStudy', ['status'], { status: ['submitted'] }),
    creates('caseStudyVersion', { by: theActor }),
    creates('caseStudyVersionQuote'),
    patches('approvalRequest', ['closed'], { closed: [true] }),
    creates('approvalRequest', {
      requester: theActor,
      command: ['caseStudy.publish'],
      closed: [false],
      input: [null],
      changes: [null],
      kept: [null],
    }),
  ],
  input: z.object({ study }),
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string() }),
  notUndoable: 'A frozen version stays; open the next draft with “Revise”.',
});

export const reviseStudy = declareCommand({
  name: 'caseStudy.revise',
  version: 1,
  deed: 'opened the next draft of a case study',
  writes: [
    patches('caseStudy', ['status', 'version'], { status: ['draft'] }),
    patches('approvalRequest', ['closed'], { closed: [true] }),
  ],
  input: z.object({ study }),
  result: z.object({ version: z.number() }),
  notUndoable: 'The earlier version is kept; submit or leave the draft.',
});

export const publishStudy = declareCommand({
  name: 'caseStudy.publish',
  version: 1,
  deed: 'published a case study',
  writes: [patches('caseStudy', ['published'])],
  input: z.object({ study, version: z.number().int().positive() }),
  facts: { blockers: 'long', disclosure: 'string', anonymised: 'boolean' },
  result: z.object({ version: z.number() }),
  notUndoable: 'People may have it; take it back instead.',
});

export const retractStudy = declareCommand({
  name: 'caseStudy.retract',
  version: 1,
  deed: 'took a published case study back',
  writes: [patches('caseStudy', ['published'], { published: [null] })],
  input: z.object({ study }),
  reasonRequired: true,
  result: id,
  notUndoable: 'Publish it again instead; both stay on record.',
});
