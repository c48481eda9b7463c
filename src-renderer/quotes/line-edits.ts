import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { type LineSolution, type LineWish, solveLine } from '../../src-shared/pricing';
import type { QuoteDetail } from '../../src-shared/quotes';
import { type Draft, useCommand, useDraft } from '../app';
import { useDesk, useDeskQueries } from '../client';
import type { LineEdit, LineEdits, LiveQuote } from './live-quote';

const NONE: LineEdits = {};

/** A typed amount or margin that nothing comes to exactly, or that is out of reach. */
export interface Wished {
  line: string;
  wanted: LineWish;
  /** How far above it the line is now: minor units, or basis points; null where it is out of reach. */
  leftOver: number | null;
  problem: ErrorRecord | null;
}

function useWished() {
  const [wished, show] = useState<Wished | null>(null);
  const dismiss = useCallback(() => show(null), []);
  return { wished, show, dismiss };
}

/**
 * What is being typed into a quote's lines. Each keystroke goes into a draft on this device; a finished cell is one command, and its
 * draft is dropped once the saved value is on screen.
 */
export function useLineEdits(quote: QuoteDetail) {
  const draft = useDraft<LineEdits>(`/quotes/${quote.id}`, NONE);
  const revise = useCommand(useDesk().quotes.reviseLine);
  const queries = useQueryClient();
  const key = useDeskQueries().quotes.get.key();
  const settled = useWished();
  const latest = useRef<Draft<LineEdits>>(draft);
  latest.current = draft;
  const type = useCallback((line: string, edit: LineEdit) => {
    const { value, set } = latest.current;
    set({ ...value, [line]: { ...value[line], ...edit } });
  }, []);
  const forget = useCallback((line: string) => {
    const { [line]: _done, ...rest } = latest.current.value;
    if (Object.keys(rest).length === 0) latest.current.drop();
    else latest.current.set(rest);
  }, []);
  const { run } = revise;
  const keep = useCallback(
    async (line: string, edit: LineEdit) => {
      // What an earlier keystroke of the same cell took back belongs to the change too.
      const fields = { ...latest.current.value[line], ...edit };
      type(line, edit);
      const done = await run({ line, fields });
      if (!done) return;
      await queries.invalidateQueries({ queryKey: key });
      forget(line);
    },
    [type, run, queries, key, forget],
  );
  const { show } = settled;
  /** Keeps what comes to a typed amount or margin, and says what is left over where nothing comes to it exactly. */
  const wish = useCallback(
    async (line: string, live: LiveQuote, wanted: LineWish) => {
      let solution: LineSolution;
      try {
        solution = solveLine(live.model, live.input, line, wanted);
      } catch (error) {
        forget(line);
        show({ line, wanted, leftOver: null, problem: errorRecord(error) });
        return;
      }
      const { leftOver, ...edit } = solution;
      show(leftOver === 0 ? null : { line, wanted, leftOver, problem: null });
      await keep(line, edit);
    },
    [keep, forget, show],
  );
  const keepAll = useCallback(async () => {
    for (const [line, edit] of Object.entries(latest.current.value)) await keep(line, edit);
  }, [keep]);
  return {
    edits: draft.value,
    found: draft.found,
    dirty: draft.dirty,
    drop: draft.drop,
    type,
    forget,
    keep,
    keepAll,
    wish,
    /** What became of the amount or margin that was typed last, where it is not just that. */
    wished: settled.wished,
    dismissWish: settled.dismiss,
    revise,
  };
}

export type LineEditing = ReturnType<typeof useLineEdits>;
