import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Content that is edited in place: a change is on screen at once and saved behind it, one after the other, so that quick typing loses
 * nothing. `write` answers something where it was kept and null where it was refused; then what is stored comes back.
 */
export function useEditedContent<T>(stored: T, write: (content: T) => Promise<unknown>) {
  const [content, setContent] = useState(stored);
  const latest = useRef(stored);
  const kept = useRef(stored);
  const saving = useRef(false);
  const waiting = useRef(false);
  const show = useCallback((next: T) => {
    latest.current = next;
    setContent(next);
  }, []);
  useEffect(() => {
    kept.current = stored;
    if (!saving.current && !waiting.current) show(stored);
  }, [stored, show]);
  const save = useCallback(
    async (next: T) => {
      show(next);
      waiting.current = true;
      if (saving.current) return;
      saving.current = true;
      try {
        while (waiting.current) {
          waiting.current = false;
          if (await write(latest.current)) continue;
          waiting.current = false;
          show(kept.current);
        }
      } finally {
        saving.current = false;
      }
    },
    [write, show],
  );
  return { content, save: save as (next: T) => void };
}
