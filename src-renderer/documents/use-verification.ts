import { useCallback, useState } from 'react';
import type { VerifyReportView } from '../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk } from '../client';

/** A verification of files or of a document of ours, with what it found. */
export function useVerification() {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<VerifyReportView | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const run = useCallback(
    async (wish: () => Promise<Parameters<typeof desk.documents.verify>[0]>) => {
      setBusy(true);
      setReport(null);
      setProblem(null);
      try {
        setReport(await desk.documents.verify(await wish()));
      } catch (thrown) {
        setProblem(errorRecord(thrown));
      }
      setBusy(false);
    },
    [desk],
  );
  const forget = useCallback(() => {
    setReport(null);
    setProblem(null);
  }, []);
  return { run, busy, report, problem, forget };
}
