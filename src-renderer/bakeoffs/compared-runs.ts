import type { BakeoffView, ComparedRun } from '../../src-shared/bakeoffs';

/** The runs as the rules take them, from what the desk answered. */
export function comparedRuns({ runs }: Pick<BakeoffView, 'runs'>): ComparedRun[] {
  return runs.map(({ id, side, name, metadata, figures, ranBy, files }) => ({
    id,
    side,
    name,
    metadata: { ...metadata, files, ...(ranBy && { ranBy }) },
    figures,
  }));
}
