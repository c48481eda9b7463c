import { useCallback, useEffect, useRef, useState } from 'react';
import type { PricingModel } from '../../src-shared/pricing';
import { useCommand } from '../app';
import { useDesk } from '../client';

/**
 * A draft as it is being edited: a change is on screen at once and saved behind it, one after the other, so that quick typing loses
 * nothing. Where a change is refused, what is stored comes back.
 */
export function useModelDraft(version: string, stored: PricingModel) {
  const revise = useCommand(useDesk().pricing.revise);
  const [content, setContent] = useState(stored);
  const latest = useRef(stored);
  const kept = useRef(stored);
  const saving = useRef(false);
  const waiting = useRef(false);
  const show = useCallback((next: PricingModel) => {
    latest.current = next;
    setContent(next);
  }, []);
  useEffect(() => {
    kept.current = stored;
    if (!saving.current && !waiting.current) show(stored);
  }, [stored, show]);
  const { run } = revise;
  const save = useCallback(
    async (next: PricingModel) => {
      show(next);
      waiting.current = true;
      if (saving.current) return;
      saving.current = true;
      try {
        while (waiting.current) {
          waiting.current = false;
          if (await run({ version, content: latest.current })) continue;
          waiting.current = false;
          show(kept.current);
        }
      } finally {
        saving.current = false;
      }
    },
    [run, version, show],
  );
  return { content, save: save as (next: PricingModel) => void, revise };
}
