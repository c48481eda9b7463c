import { useCallback, useState } from 'react';
import type { DocumentLine } from '../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { blobAddress, useDesk } from '../client';

/** Builds the PDF of a quote's version, and holds why it could not. */
export function useBuildDocument() {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const build = useCallback(
    async (quote: string, version: number): Promise<DocumentLine | null> => {
      setBusy(true);
      setProblem(null);
      try {
        return await desk.documents.build({ kind: 'quote', subject: quote, version });
      } catch (thrown) {
        setProblem(errorRecord(thrown));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [desk],
  );
  return { build, busy, problem, forget: () => setProblem(null) };
}

/** Offers a document's file: the browser's download, or the desktop's own dialog. */
export function saveDocument(digest: string, name: string): void {
  const link = document.createElement('a');
  link.href = blobAddress(digest);
  link.download = name;
  link.click();
}
