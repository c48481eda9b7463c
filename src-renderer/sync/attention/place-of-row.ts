import type { PlaceOf } from '../../app';

/** Rows without a screen of their own: the field that names the row on whose screen they are, and what kind that is. */
const WITHIN: Readonly<Record<string, { field: string; entity: string }>> = {
  quoteLine: { field: 'quote', entity: 'quote' },
  roiCaseInput: { field: 'roiCase', entity: 'roiCase' },
  roiCaseScenario: { field: 'roiCase', entity: 'roiCase' },
  contender: { field: 'bakeoff', entity: 'bakeoff' },
  chartElement: { field: 'chart', entity: 'claimChart' },
  caseStudyMetric: { field: 'study', entity: 'caseStudy' },
  successGoal: { field: 'plan', entity: 'successPlan' },
  successMilestone: { field: 'plan', entity: 'successPlan' },
  compositionBlock: { field: 'composition', entity: 'composition' },
};

/** The screen on which a row is edited: its own, or that of the record that it belongs to; null where there is none. */
export function placeOfRow(
  places: PlaceOf,
  { entity, row, present }: { entity: string; row: string; present: Readonly<Record<string, unknown>> },
): string | null {
  const within = WITHIN[entity];
  const of = within && present[within.field];
  return (typeof of === 'string' && within ? places(within.entity, of) : null) ?? places(entity, row);
}
