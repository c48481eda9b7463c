import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { workspaceContract } from '../../../src-shared/workspace';
import { useDesk } from '../../client';

export interface LoadSample {
  load(): void;
  busy: boolean;
  problem: ErrorRecord | null;
  forget(): void;
}

/** Loads the sample workspace and opens it; null where this version brings none. */
export function useLoadSample(): LoadSample | null {
  const desk = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  if (!('createSample' in workspaceContract)) return null;
  const { createSample } = desk.workspace as unknown as { createSample(input: object): Promise<unknown> };
  const load = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await createSample({});
      await queries.invalidateQueries();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return { load, busy, problem, forget: () => setProblem(null) };
}
