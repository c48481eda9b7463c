import type { DeskClient } from '../../../src-shared/contract';

/** One of both values of a field, in the row as that side had it. */
export interface Side {
  entity: string;
  row: string;
  field: string;
  value: unknown;
  /** The row as it stands. */
  present: Row;
  /** What the side's receipt wrote in the row besides. */
  also: Row;
}
type Row = Readonly<Record<string, unknown>>;

type Edit = (desk: DeskClient) => Promise<unknown>;
/** How a value is written into its field; null where this one cannot be written alone. */
type Way = (side: Side) => Edit | null;

/** Commands check what they are given: a value that was in the field before is given to them as it was. */
type Given = Record<string, never>;

/** A command that takes the field by its name, as it is stored. */
const plainly =
  (edit: (desk: DeskClient, row: string, field: Given) => Promise<unknown>): Way =>
  ({ row, field, value }) =>
  (desk) =>
    edit(desk, row, { [field]: value } as Given);

const all = (fields: readonly string[], way: Way): Record<string, Way> =>
  Object.fromEntries(fields.map((field) => [field, way]));

/** The row as the side had it. */
const asSide = ({ present, also, field, value }: Side): Row => ({ ...present, ...also, [field]: value });

const dealStage: Way = (side) => {
  const { lostReason } = asSide(side);
  const input = { deal: side.row, to: side.value, ...(typeof lostReason === 'string' && { lostReason }) };
  return (desk) => desk.deals.move({ input: input as never });
};

/** An amount is nothing without its currency, which is written with it. */
const dealValue: Way = (side) => {
  const { currency } = asSide(side);
  if (side.value !== null && typeof currency !== 'string') return null;
  const value = side.value === null ? null : { minor: side.value, currency };
  return (desk) => desk.deals.revise({ input: { deal: side.row, value: value as never } });
};

/** What the draft of an amendment is made on follows from the agreement. */
const quoteAmendment: Way = ({ row, value }) => {
  if (value === null) return null;
  const { effectiveOn, changes } = value as Row;
  const fields = { amendment: { effectiveOn, changes } as never };
  return (desk) => desk.quotes.edit({ input: { quote: row, fields } });
};

/** The source of an input as one says it; null for one that was taken from a quote, a verdict or usage, and is taken from there again. */
function saidSource(source: unknown): { kind: string; text: string } | null {
  const { kind, text } = (source ?? {}) as { kind?: string; text?: string };
  return (kind === 'customer' || kind === 'typed') && text !== undefined ? { kind, text } : null;
}

/** A value goes with its range and source: without them it would be nobody's. */
const roiInput: Way = (side) => {
  const { roiCase, name, value, low, high, source, confirmed, reason } = asSide(side);
  const said = saidSource(source);
  if (side.field !== 'low' && side.field !== 'high' && !said) return null;
  const fields = {
    value: { value, low, high, source: said, confirmed, reason },
    low: { low, high },
    high: { low, high },
    source: { source: said },
  }[side.field];
  return (desk) => desk.roi.setInputs({ input: { case: roiCase as string, inputs: [{ name, ...fields } as never] } });
};

/** Values of a scenario are laid over those that are there, so what is not in the side's own is taken away. */
const roiScenario: Way = (side) => {
  const { roiCase, key } = side.present;
  const gone = Object.keys((side.present[side.field] ?? {}) as object).map((name) => [name, null]);
  const values = { ...Object.fromEntries(gone), ...(side.value as object) };
  return (desk) => desk.roi.setScenario({ input: { case: roiCase as string, key: key as string, values } });
};

const phrase: Way = ({ row, value, present: { title, expiresOn } }) => {
  const input = { snippet: row, title, text: value, expiresOn };
  return (desk) => desk.claims.saveSnippet({ input: input as never });
};

const quote = plainly((desk, row, fields) => desk.quotes.edit({ input: { quote: row, fields } }));
const line = plainly((desk, row, fields) => desk.quotes.reviseLine({ input: { line: row, fields } }));
const roiCase = plainly((desk, row, field) => desk.roi.editCase({ input: { case: row, ...field } }));
const bakeoff = plainly((desk, row, field) => desk.bakeoffs.revise({ input: { bakeoff: row, ...field } }));
const chart = plainly((desk, row, field) => desk.claims.editChart({ input: { chart: row, ...field } }));
const element = plainly((desk, row, field) => desk.claims.mapElement({ input: { element: row, ...field } }));
const study = plainly((desk, row, field) => desk.caseStudies.edit({ input: { study: row, ...field } }));
const goal = plainly((desk, row, field) => desk.successPlans.editGoal({ input: { goal: row, ...field } }));
const milestone = plainly((desk, row, field) =>
  desk.successPlans.editMilestone({ input: { milestone: row, ...field } }),
);
const deal = plainly((desk, row, field) => desk.deals.revise({ input: { deal: row, ...field } }));

/** The commands by which one edits a field on the record's own screen, by entity and field. */
const WAYS: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  account: { name: plainly((desk, row, field) => desk.deals.reviseAccount({ input: { account: row, ...field } })) },
  contact: all(
    ['name', 'email'],
    plainly((desk, row, field) => desk.deals.reviseContact({ input: { contact: row, ...field } })),
  ),
  deal: { ...all(['owner', 'expectedClose'], deal), stage: dealStage, valueMinor: dealValue },
  quote: {
    ...all(['model', 'currency', 'startDate', 'termMonths', 'billing', 'paymentDays', 'validUntil'], quote),
    ...all(['orderDiscountBasisPoints', 'orderDiscountAmount', 'multiYear', 'alternatives'], quote),
    amendment: quoteAmendment,
  },
  quoteLine: {
    ...all(['sku', 'quantity', 'quantityFrom', 'discountBasisPoints', 'unitPriceOverride'], line),
    ...all(['contractUnitPrice', 'discountAmount', 'alternative', 'ramp'], line),
  },
  valueCase: { input: plainly((desk, row, field) => desk.roi.revise({ input: { valueCase: row, ...field } })) },
  roiModelVersion: {
    content: plainly((desk, row, field) => desk.roi.reviseModel({ input: { version: row, ...field } })),
  },
  roiCase: {
    ...all(['years', 'discountRate'], roiCase),
    model: ({ row, value }) => {
      return (desk) => desk.roi.adoptModel({ input: { case: row, model: value as string } });
    },
  },
  roiCaseInput: all(['value', 'low', 'high', 'source'], roiInput),
  roiCaseScenario: { values: roiScenario },
  bakeoff: all(['metrics', 'band', 'discardSeconds', 'runsWanted', 'mustBeEqual', 'mustBePresent'], bakeoff),
  contender: {
    prices: plainly((desk, row, field) => desk.bakeoffs.reviseContender({ input: { contender: row, ...field } })),
  },
  claimChart: all(['disclosure', 'expiresOn'], chart),
  chartElement: all(['mapping', 'status'], element),
  claimLanguageRule: {
    content: ({ value }) => {
      return (desk) => desk.claims.saveRule({ input: { rule: value as never } });
    },
  },
  languageSnippet: { text: phrase },
  defensibilityBrief: {
    charts: plainly((desk, row, field) => desk.claims.saveBrief({ input: { brief: row, ...field } })),
  },
  caseStudy: all(['situation', 'approach', 'results', 'anonymised', 'disclosure'], study),
  successGoal: all(['due', 'owner', 'baseline', 'target'], goal),
  successMilestone: all(['due', 'owner'], milestone),
  composition: {
    disclosure: plainly((desk, row, field) =>
      desk.documents.compositions.edit({ input: { composition: row, ...field } }),
    ),
  },
  compositionBlock: {
    content: plainly((desk, row, field) =>
      desk.documents.compositions.editBlock({ input: { block: row, ...field } as never }),
    ),
  },
  snippet: { text: plainly((desk, row, field) => desk.documents.snippets.edit({ input: { snippet: row, ...field } })) },
};

/** Fields that no command sets to a given value, with the words that say why. */
export const NOT_ALONE = {
  'claimChart.setVersion': 'conflict.not.claims',
  'caseStudyMetric.figure': 'conflict.not.figure',
  'documentTemplate.content': 'conflict.not.template',
} as const;

/** Why a side's value cannot be taken here: what it is with, in a word that has a sentence in the text table. */
export type NotAlone = (typeof NOT_ALONE)[keyof typeof NOT_ALONE] | 'conflict.not.source' | 'conflict.not.alone';

/**
 * Writes a value into the field as one would on the record itself: by the same policies, with a receipt. Where no command takes it so, why:
 * then the record is where it is changed.
 */
export function takingOf(side: Side): Edit | NotAlone {
  const { entity, field } = side;
  const way = WAYS[entity]?.[field]?.(side);
  if (way) return way;
  const known = `${entity}.${field}`;
  if (known in NOT_ALONE) return NOT_ALONE[known as keyof typeof NOT_ALONE];
  return entity === 'roiCaseInput' ? 'conflict.not.source' : 'conflict.not.alone';
}
