import { z } from 'zod';
import { declareCommand } from '../../kernel/command';
import { creates, patches } from '../../kernel/writes';
import { roiModelContentSchema } from './content';

const versionName = z.string().trim().min(1, 'must not be empty').max(40);

export const createRoiModel = declareCommand({
  name: 'roiModel.create',
  version: 1,
  deed: 'made an ROI model',
  writes: [creates('roiModel'), creates('roiModelVersion', { status: ['draft'], publishedAt: [null] })],
  input: z.object({
    name: z.string().trim().min(1, 'must not be empty').max(200),
    version: versionName.default('1'),
    content: roiModelContentSchema,
    insideNote: z.string().max(2000).optional(),
  }),
  result: z.object({ model: z.string(), version: z.string() }),
});

export const draftRoiModel = declareCommand({
  name: 'roiModel.draft',
  version: 1,
  deed: 'began a version of an ROI model',
  writes: [creates('roiModelVersion', { status: ['draft'], publishedAt: [null] })],
  input: z.object({ from: z.string(), version: versionName }),
  result: z.object({ model: z.string(), version: z.string() }),
});

export const reviseRoiModel = declareCommand({
  name: 'roiModel.revise',
  version: 1,
  deed: 'changed a draft of an ROI model',
  writes: [patches('roiModelVersion', ['version', 'content']), patches('roiModel', ['name', 'insideNote'])],
  input: z.object({
    version: z.string(),
    content: roiModelContentSchema.optional(),
    /** The version's name, and that of the model. */
    label: versionName.optional(),
    name: z.string().trim().min(1).max(200).optional(),
    insideNote: z.string().max(2000).optional(),
  }),
  result: z.object({ version: z.string() }),
});

export const publishRoiModel = declareCommand({
  name: 'roiModel.publish',
  version: 1,
  deed: 'published an ROI model',
  writes: [patches('roiModelVersion', ['status', 'publishedAt'], { status: ['published'] })],
  input: z.object({ version: z.string() }),
  facts: { problems: 'long' },
  result: z.object({ version: z.string() }),
  notUndoable: 'A published version never changes; retire it and publish another.',
});

export const retireRoiModel = declareCommand({
  name: 'roiModel.retire',
  version: 1,
  deed: 'retired an ROI model',
  writes: [patches('roiModelVersion', ['status'], { status: ['retired'] })],
  input: z.object({ version: z.string() }),
  result: z.object({ version: z.string() }),
});

/** Takes models that come with the application into the workspace, published; those that are there already are left alone. */
export const installRoiModels = declareCommand({
  name: 'roiModel.install',
  version: 1,
  deed: 'took ROI models that come with Proofdesk',
  writes: [creates('roiModel'), creates('roiModelVersion', { status: ['published'] })],
  /** By their keys; all that are not there yet where none is named. */
  input: z.object({ keys: z.array(z.string()).max(40).optional() }),
  result: z.object({ versions: z.array(z.object({ key: z.string(), version: z.string() })) }),
});
