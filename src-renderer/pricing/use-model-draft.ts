import { useCallback } from 'react';
import type { PricingModel } from '../../src-shared/pricing';
import { useCommand, useEditedContent } from '../app';
import { useDesk } from '../client';

/** A draft of a pricing model as it is being edited, saved behind each change. */
export function useModelDraft(version: string, stored: PricingModel) {
  const revise = useCommand(useDesk().pricing.revise);
  const { run } = revise;
  const write = useCallback((content: PricingModel) => run({ version, content }), [run, version]);
  return { ...useEditedContent(stored, write), revise };
}
