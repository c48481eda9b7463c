import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { QuoteDetail } from '../../src-shared/quotes';
import { type Draft, useCommand, useDraft } from '../app';
import { useDesk, useDeskQueries } from '../client';
import type { LineEdit, LineEdits } from './live-quote';

const NONE: LineEdits = {};

/**
 * What is being typed into a quote's lines. Each keystroke goes into a draft on this device; a finished cell is one command, and its
 * draft is dropped once the saved value is on screen.
 */
export function useLineEdits(quote: QuoteDetail) {
  const draft = useDraft<LineEdits>(`/quotes/${quote.id}`, NONE);
  const revise = useCommand(useDesk().quotes.reviseLine);
  const queries = useQueryClient();
  const key = useDeskQueries().quotes.get.key();
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
      type(line, edit);
      const done = await run({ line, fields: edit });
      if (!done) return;
      await queries.invalidateQueries({ queryKey: key });
      forget(line);
    },
    [type, run, queries, key, forget],
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
    revise,
  };
}

export type LineEditing = ReturnType<typeof useLineEdits>;
