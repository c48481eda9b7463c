import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { SeriesSummary } from '../../../src-shared/bakeoffs';
import { useDesk, useDeskQueries } from '../../client';
import { reportError } from '../../ui';
import { isUsable } from '../import/choices';
import type { PlanDraft } from './plan-draft';
import { fromSeries } from './rows-of-file';

/**
 * Files that were handed over before there was a bakeoff for them: their series name the workloads of a plan that has none yet, and when the
 * plan is made they are given to it.
 */
export function useWaitingFiles(
  reading: string | null,
  draft: PlanDraft,
  onChange: (change: Partial<PlanDraft>) => void,
) {
  const desk = useDesk();
  const { data } = useQuery({
    ...useDeskQueries().bakeoffs.reading.queryOptions({ input: { reading: reading ?? '' } }),
    enabled: reading !== null,
    retry: false,
  });
  const files = useMemo(() => (data?.bakeoff === null ? data.files.filter((file) => isUsable(file)) : []), [data]);
  const series = useMemo((): readonly SeriesSummary[] | null => {
    const all = new Map(files.flatMap(({ run }) => run.series.map((one) => [`${one.key}\n${one.metric}`, one])));
    return all.size === 0 ? null : [...all.values()];
  }, [files]);
  const taken = useRef(false);
  useEffect(() => {
    if (!series || taken.current) return;
    taken.current = true;
    if (draft.rows.length === 0 && draft.workloads === '') onChange(fromSeries(draft, series));
  }, [series, draft, onChange]);
  return {
    series,
    async giveTo(bakeoff: string): Promise<void> {
      if (reading === null || files.length === 0) return;
      try {
        await desk.bakeoffs.assign({ reading, bakeoff, files: files.map(({ file }) => file) });
      } catch (thrown) {
        // The bakeoff is there all the same; the files can be handed over again.
        reportError(thrown);
      }
    },
  };
}
