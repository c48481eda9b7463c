import { z } from 'zod';
import { ProofdeskError } from '../../kernel/errors';
import { acceptanceSchema } from './acceptance';
import { approvalSheetSchema } from './approval-sheet';
import { binderSchema } from './binder';
import { caseStudySchema } from './case-study';
import { claimChartSchema, defensibilityBriefSchema, salesCardSchema } from './claim-documents';
import { composedSchemaOf } from './composed';
import { orderFormSchema } from './order-form';
import { proofDeckSchema } from './proof-deck';
import { quoteDocumentSchema } from './quote';
import { roiDocumentSchema } from './roi';
import { successPlanSchema } from './success-plan';

export * from './acceptance';
export * from './approval-sheet';
export * from './base';
export * from './binder';
export * from './case-study';
export * from './claim-documents';
export type { PrintedBlock } from './composed';
export * from './order-form';
export * from './proof-deck';
export * from './quote';
export * from './roi';
export * from './success-plan';
export * from './values';

export const printedKinds = [
  'quote',
  'order-form',
  'acceptance',
  'approval-sheet',
  'proof-deck',
  'roi',
  'claim-chart',
  'case-study',
  'success-plan',
  'defensibility-brief',
  'sales-card',
  'composed',
  'binder',
] as const;

export type PrintedKind = (typeof printedKinds)[number];

/** Documents that are made of one thing. */
const wholeDocuments = [
  quoteDocumentSchema,
  orderFormSchema,
  acceptanceSchema,
  approvalSheetSchema,
  proofDeckSchema,
  roiDocumentSchema,
  caseStudySchema,
  successPlanSchema,
  claimChartSchema,
  defensibilityBriefSchema,
  salesCardSchema,
] as const;

/** What a document that is put together draws on: the data of documents that are made of one thing. */
export const sourceDataSchema = z.discriminatedUnion('kind', wholeDocuments);
export type SourceData = z.infer<typeof sourceDataSchema>;

export const composedSchema = composedSchemaOf(sourceDataSchema);
export type ComposedDocument = z.infer<typeof composedSchema>;

/** The data of any document, as it is embedded in its PDF. */
export const documentDataSchema = z.discriminatedUnion('kind', [...wholeDocuments, composedSchema, binderSchema]);

export type DocumentData = z.infer<typeof documentDataSchema>;

/** Document data before defaults are filled in. */
export type DocumentInput = z.input<typeof documentDataSchema>;

/** Checks document data. Throws `bad-input` that names the first field that does not fit. */
export function parseDocumentData(value: unknown): DocumentData {
  const result = documentDataSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The document's data do not fit: ${field || 'the whole'}: ${issue?.message ?? 'unknown shape'}.`,
    where: { field },
  });
}
