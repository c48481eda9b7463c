import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { handOver, useDesk, useDeskQueries } from '../../client';
import type { DroppedFile } from './dropped-files';

/** Files on their way to the desk. */
export interface Uploading {
  name: string;
  done: number;
  count: number;
}

/** Hands files over and lets them be read in the background; what was found waits at the desk until somebody decides. */
export function useImport(bakeoff: string) {
  const desk = useDesk();
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const stop = useRef<AbortController>(undefined);
  const readings = useQuery(
    useDeskQueries().bakeoffs.readings.queryOptions({
      input: { bakeoff },
      meta: { entities: ['job', 'benchmarkRun', 'contender'] },
    }),
  );
  const { refetch } = readings;
  const take = useCallback(
    async (files: readonly DroppedFile[]) => {
      if (files.length === 0) return;
      setProblem(null);
      const control = new AbortController();
      stop.current = control;
      try {
        const handed: string[] = [];
        for (const [done, { file, name }] of files.entries()) {
          setUploading({ name, done: done + 1, count: files.length });
          handed.push((await handOver(file, { signal: control.signal, name })).id);
        }
        await desk.bakeoffs.read({ bakeoff, files: handed });
        await refetch();
      } catch (thrown) {
        if (!control.signal.aborted) setProblem(errorRecord(thrown));
      } finally {
        setUploading(null);
      }
    },
    [desk, bakeoff, refetch],
  );
  return {
    take,
    uploading,
    cancelUpload: () => stop.current?.abort(),
    problem,
    forget: () => setProblem(null),
    readings: readings.data ?? [],
    refresh: async () => void (await refetch()),
  };
}

export type Import = ReturnType<typeof useImport>;
