import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { handOver, useDesk, useDeskQueries } from '../../client';
import type { DroppedFile } from './dropped-files';

/** The bakeoff that a page stands for: files dropped there are its runs. */
export interface DropTarget {
  bakeoff: string;
  number: string;
}

/** Files on their way to the desk. */
export interface Uploading {
  id: number;
  /** Null while it is not said which bakeoff they are for. */
  bakeoff: string | null;
  name: string;
  done: number;
  count: number;
  stop: AbortController;
}

/** Why files did not arrive. */
export interface HandOverProblem {
  id: number;
  bakeoff: string | null;
  problem: ErrorRecord;
}

interface HandingOver {
  target: DropTarget | null;
  uploads: readonly Uploading[];
  problems: readonly HandOverProblem[];
  /** The tray shows its first line only. */
  folded: boolean;
  /** Opens the choice of files; null where nobody may hand any over. */
  choose: (() => void) | null;
}

/** What is handed over just now. It belongs to the window and not to a page, so that it goes on while one looks elsewhere. */
export const useHandingOver = create<HandingOver>(() => ({
  target: null,
  uploads: [],
  problems: [],
  folded: false,
  choose: null,
}));

const { getState, setState } = useHandingOver;
let last = 0;

/** Folds the tray up, or opens it: where one goes on elsewhere, it does not lie in the way. */
export const foldTray = (folded: boolean): void => setState({ folded });

export const forgetProblem = (id: number): void =>
  setState(({ problems }) => ({ problems: problems.filter((one) => one.id !== id) }));

/** While a page is shown on which files can be dropped, they are for its bakeoff. */
export function useDropTarget(bakeoff: string, number: string, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const target = { bakeoff, number };
    setState({ target });
    return () => {
      if (getState().target === target) setState({ target: null });
    };
  }, [bakeoff, number, enabled]);
}

/** Hands files over and lets them be read in the background; what was found waits at the desk until somebody decides. */
export function useTakeFiles(): (files: readonly DroppedFile[], bakeoff: string | null) => Promise<void> {
  const desk = useDesk();
  const queries = useQueryClient();
  const key = useDeskQueries().bakeoffs.readings.key();
  const keyText = JSON.stringify(key);
  return useCallback(
    async (files, bakeoff) => {
      if (files.length === 0) return;
      last += 1;
      const id = last;
      const stop = new AbortController();
      const show = (change: Partial<Uploading>) =>
        setState(({ uploads }) => ({ uploads: uploads.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
      const first: Uploading = { id, bakeoff, name: files[0]!.name, done: 1, count: files.length, stop };
      setState(({ uploads, problems }) => ({
        folded: false,
        uploads: [...uploads, first],
        problems: problems.filter((one) => one.bakeoff !== bakeoff),
      }));
      try {
        const handed: string[] = [];
        for (const [index, { file, name }] of files.entries()) {
          show({ name, done: index + 1 });
          handed.push((await handOver(file, { signal: stop.signal, name })).id);
        }
        await desk.bakeoffs.read({ bakeoff, files: handed });
        await queries.invalidateQueries({ queryKey: JSON.parse(keyText) });
      } catch (thrown) {
        if (!stop.signal.aborted) {
          setState(({ problems }) => ({ problems: [...problems, { id, bakeoff, problem: errorRecord(thrown) }] }));
        }
      } finally {
        setState(({ uploads }) => ({ uploads: uploads.filter((one) => one.id !== id) }));
      }
    },
    [desk, queries, keyText],
  );
}
