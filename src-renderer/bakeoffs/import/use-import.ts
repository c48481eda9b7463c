import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useDeskQueries } from '../../client';
import type { DroppedFile } from './dropped-files';
import { forgetProblem, useHandingOver, useTakeFiles } from './handing-over';

/** The files of one bakeoff: on their way, being read, and waiting for a decision. */
export function useImport(bakeoff: string) {
  const takeFiles = useTakeFiles();
  const uploading = useHandingOver(({ uploads }) => uploads.find((one) => one.bakeoff === bakeoff)) ?? null;
  const problem = useHandingOver(({ problems }) => problems.find((one) => one.bakeoff === bakeoff)) ?? null;
  const readings = useQuery(
    useDeskQueries().bakeoffs.readings.queryOptions({
      input: { bakeoff },
      meta: { entities: ['job', 'benchmarkRun', 'contender'] },
    }),
  );
  const { refetch } = readings;
  const take = useCallback((files: readonly DroppedFile[]) => takeFiles(files, bakeoff), [takeFiles, bakeoff]);
  return {
    take,
    uploading,
    cancelUpload: () => uploading?.stop.abort(),
    problem: problem?.problem ?? null,
    forget: () => problem && forgetProblem(problem.id),
    readings: readings.data ?? [],
    refresh: async () => void (await refetch()),
  };
}

export type Import = ReturnType<typeof useImport>;
