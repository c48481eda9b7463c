import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RawWindowView } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';

/** Height of a row in pixels. */
export const RAW_ROW = 20;
/** Rows that are kept above and below the one on top. */
const ABOVE = 100;
const BELOW = 150;
/** With fewer rows than this left on a side, more are asked for. */
const NEAR = 40;

export interface RawPlace {
  run: string;
  file: number;
}

/**
 * The rows of a raw file around the place where one is. Only these are in the page, as an ordinary scrolling list; as one nears an
 * end of it, it is exchanged for the rows around the new place, and the row on top stays where it is. So a file of any size scrolls
 * like a short one.
 */
export function useRawRows({ run, file }: RawPlace) {
  const desk = useDesk();
  const list = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<RawWindowView | null>(null);
  const [top, setTop] = useState(0);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  /** Number of the newest request; answers to older ones come too late. */
  const asked = useRef(0);
  const busy = useRef(false);
  /** Where the list is to stand once the new rows are in it. */
  const stand = useRef<{ at: number; beyond: number } | null>(null);
  const current = useRef<RawWindowView | null>(null);
  current.current = shown;

  const load = useCallback(
    async (offset: number, keep: boolean) => {
      asked.current += 1;
      const mine = asked.current;
      busy.current = true;
      try {
        const next = await desk.bakeoffs.raw({ run, file, offset, before: ABOVE, after: BELOW });
        if (mine !== asked.current) return;
        const row = next.rows[next.at];
        stand.current = row ? { at: row.at, beyond: 0 } : null;
        const place = list.current?.scrollTop ?? 0;
        const before = current.current?.rows[Math.floor(place / RAW_ROW)];
        if (keep && before) stand.current = { at: before.at, beyond: place % RAW_ROW };
        setShown(next);
        setProblem(null);
      } catch (thrown) {
        if (mine === asked.current) setProblem(errorRecord(thrown));
      } finally {
        if (mine === asked.current) busy.current = false;
      }
    },
    [desk, run, file],
  );

  useLayoutEffect(() => {
    const element = list.current;
    const wanted = stand.current;
    if (!element || !shown || !wanted) return;
    stand.current = null;
    const index = shown.rows.findLastIndex(({ at }) => at <= wanted.at);
    element.scrollTop = Math.max(0, index) * RAW_ROW + wanted.beyond;
    setTop(Math.floor(element.scrollTop / RAW_ROW));
  }, [shown]);

  const onScroll = useCallback(() => {
    const element = list.current;
    const known = current.current;
    if (!element || !known) return;
    const first = Math.floor(element.scrollTop / RAW_ROW);
    const last = first + Math.ceil(element.clientHeight / RAW_ROW);
    setTop(first);
    const [head, tail] = [known.rows[0], known.rows.at(-1)];
    if (busy.current || !head || !tail) return;
    const above = first < NEAR && head.at > 0;
    const below = last > known.rows.length - NEAR && tail.at + tail.bytes < known.size;
    if (above || below) void load(known.rows[Math.min(first, known.rows.length - 1)]!.at, true);
  }, [load]);

  useEffect(() => {
    setShown(null);
    void load(0, false);
  }, [load]);

  return {
    list,
    shown,
    /** Place of the row on top among those in the page. */
    top,
    problem,
    onScroll,
    /** Shows the row that holds a byte, on top. */
    go: useCallback((offset: number) => load(offset, false), [load]),
    /** Asks for what is shown once more: the lines were counted meanwhile. */
    again: useCallback(() => {
      const place = Math.floor((list.current?.scrollTop ?? 0) / RAW_ROW);
      return load(current.current?.rows[place]?.at ?? 0, true);
    }, [load]),
  };
}
