import { type ElementStatus, elementStatuses } from './schema';

/** What coverage is counted from. */
export interface CoveredElement {
  label: string;
  status: ElementStatus;
  /** Pieces of evidence that are attached. */
  evidence: number;
  /** Pieces of evidence that bear the element no longer. */
  broken: number;
}

export interface Coverage {
  elements: number;
  /** Elements with at least one piece of evidence that holds. */
  supported: number;
  byStatus: Record<ElementStatus, number>;
  /** Labels of elements without any evidence. */
  unsupported: string[];
}

/** How far a chart's elements stand on something observable. */
export function coverageOf(elements: readonly CoveredElement[]): Coverage {
  const byStatus = Object.fromEntries(
    elementStatuses.map((status) => [status, elements.filter((one) => one.status === status).length]),
  ) as Record<ElementStatus, number>;
  return {
    elements: elements.length,
    supported: elements.filter(({ evidence, broken }) => evidence > broken).length,
    byStatus,
    unsupported: elements.filter(({ evidence }) => evidence === 0).map(({ label }) => label),
  };
}
