import { useCallback } from 'react';
import type { RoiModelContent } from '../../../src-shared/roi';
import { useCommand, useEditedContent } from '../../app';
import { useDesk } from '../../client';

/** The content of a draft of an ROI model as it is being edited, saved behind each change. */
export function useContentDraft(version: string, stored: RoiModelContent) {
  const revise = useCommand(useDesk().roi.reviseModel);
  const { run } = revise;
  const write = useCallback((content: RoiModelContent) => run({ version, content }), [run, version]);
  return { ...useEditedContent(stored, write), revise };
}
