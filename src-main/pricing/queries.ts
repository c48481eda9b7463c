import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  joinModel,
  type ModelProblem,
  type PricingModel,
  PricingModelHead,
  type PricingModelLine,
  PricingModelVersion,
  validateModel,
} from '../../src-shared/pricing';
import { Quote } from '../../src-shared/quotes';
import { readableFor } from '../desk';
import type { Session } from '../session';

/** Every version of every model, the newest first. */
export function listModels(session: Session, codes?: readonly string[]): (PricingModelLine & { has: number | null })[] {
  const { reader } = session.desk.workspace();
  const wanted = codes && [...new Set(codes)];
  return reader
    .where(PricingModelVersion, {})
    .map((row) => ({ ...modelLine(session, row), has: wanted ? codesIn(row.content, wanted) : null }))
    .reverse();
}

/** How many of these codes a model sells, as items or as bundles. */
function codesIn({ skus, bundles = [] }: PricingModel, wanted: readonly string[]): number {
  const sold = new Set([...skus, ...bundles].map(({ code }) => code));
  return wanted.filter((code) => sold.has(code)).length;
}

/** One version, with its costs for those who may read them, and what is wrong with it. */
export function getModel(
  session: Session,
  id: string,
): PricingModelLine & {
  content: PricingModel;
  problems: { where: string; message: string; hint?: string }[];
  seesCost: boolean;
} {
  const { reader } = session.desk.workspace();
  const row = reader.get(PricingModelVersion, id);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such version of a pricing model.' });
  const readable = readableFor(session);
  const { content, cost } = readable.see(PricingModelVersion, row);
  const whole = cost ? joinModel(content, cost) : content;
  return {
    ...modelLine(session, row),
    content: whole,
    problems: validateModel(whole).map(problemView),
    seesCost: readable.has('cost'),
  };
}

/** A problem as a screen lists it. */
export function problemView({ message, field }: ModelProblem): { where: string; message: string } {
  return { where: field, message };
}

function modelLine(session: Session, row: RowOf<typeof PricingModelVersion>): PricingModelLine {
  const { reader } = session.desk.workspace();
  return {
    model: row.model,
    version: row.id,
    name: reader.get(PricingModelHead, row.model)?.name ?? row.content.name,
    label: row.version,
    status: row.status,
    currency: row.currency,
    skus: row.content.skus.length,
    publishedAt: row.publishedAt,
    quotes: reader.where(Quote, { model: row.id }).length,
  };
}
