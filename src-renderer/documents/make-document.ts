import { useCallback, useState } from 'react';
import type { DocumentLine, DocumentOrder } from '../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { blobAddress, useDesk } from '../client';

/** Offers a document's file: the browser's download, or the desktop's own dialog. */
export function saveDocument(digest: string, name: string): void {
  const link = document.createElement('a');
  link.href = blobAddress(digest);
  link.download = name;
  link.click();
}

/** Makes a document and offers its file at once. Holds why one could not be made. */
export function useMakeDocument() {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const make = useCallback(
    async (order: DocumentOrder): Promise<DocumentLine | null> => {
      setBusy(true);
      setProblem(null);
      try {
        const made = await desk.documents.build(order);
        saveDocument(made.file, made.name);
        return made;
      } catch (thrown) {
        setProblem(errorRecord(thrown));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [desk],
  );
  return { make, busy, problem, forget: () => setProblem(null) };
}
