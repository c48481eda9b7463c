import { useCallback, useEffect, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import type { RawPlace } from './use-raw-rows';

/** What came of a search. */
export interface SearchResult {
  text: string;
  at: number | null;
  around: boolean;
}

/** Looks for a text in a raw file in the background; a new search, or leaving the page, gives up the one before. */
export function useRawSearch({ run, file }: RawPlace) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SearchResult | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const running = useRef<AbortController | null>(null);
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setBusy(false);
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  const search = useCallback(
    async (text: string, from: number): Promise<SearchResult | null> => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setBusy(true);
      setProblem(null);
      try {
        const found = await desk.bakeoffs.searchRaw({ run, file, text, from }, { signal: mine.signal });
        const next = { text, ...found };
        setResult(next);
        return next;
      } catch (thrown) {
        if (!mine.signal.aborted) setProblem(errorRecord(thrown));
        return null;
      } finally {
        if (running.current === mine) {
          running.current = null;
          setBusy(false);
        }
      }
    },
    [desk, run, file],
  );
  return { busy, result, problem, search, cancel };
}
