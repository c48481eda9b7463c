import { implement } from '@orpc/server';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import {
  createPricingModel,
  draftPricingVersion,
  pricingContract,
  pricingModelSchema,
  publishPricing,
  retirePricing,
  revisePricingDraft,
  validateModel,
} from '../../src-shared/pricing';
import { running } from '../desk';
import type { Session } from '../session';
import { diffVersions } from './diff';
import { getModel, listModels, problemView } from './queries';
import { simulate } from './simulate';

const os = implement(pricingContract).$context<Session>();

export const pricingRouter = os.router({
  list: os.list.handler(({ input, context }) => listModels(context, input?.codes)),
  get: os.get.handler(({ context, input }) => getModel(context, input.version)),
  read: os.read.handler(({ input }) => {
    const content = readJson(input.text);
    return { content, problems: validateModel(content).map(problemView) };
  }),
  write: os.write.handler(({ context, input }) => {
    const { content, name, label } = getModel(context, input.version);
    const text = `${JSON.stringify(content, null, 2)}\n`;
    return { text, name: `${name} ${label}.${input.format}` };
  }),
  diff: os.diff.handler(({ context, input }) => diffVersions(context, input.before, input.after)),
  simulate: os.simulate.handler(({ context, input, signal }) => simulate(context, input, signal)),
  create: os.create.handler(running(createPricingModel)),
  draft: os.draft.handler(running(draftPricingVersion)),
  revise: os.revise.handler(running(revisePricingDraft)),
  publish: os.publish.handler(running(publishPricing)),
  retire: os.retire.handler(running(retirePricing)),
});

function readJson(text: string) {
  const value = jsonOf(text, 'The model');
  const parsed = pricingModelSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [problem] = validateModel(value);
  throw new ProofdeskError({
    code: 'bad-input',
    message: `This is not a pricing model: ${problem?.message ?? 'its shape is wrong'}`,
    where: { field: problem?.field },
  });
}
