import { useCallback, useState } from 'react';
import type { DocumentLine, quoteDocumentKinds } from '../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk } from '../client';

export { saveDocument } from '../documents';

/** Builds documents and tables of a quote's version, one at a time, and holds why one could not be made. */
export function useBuildDocument() {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const guarded = useCallback(async <T>(make: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await make();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  const build = useCallback(
    (
      quote: string,
      version: number,
      kind: (typeof quoteDocumentKinds)[number] = 'quote',
    ): Promise<DocumentLine | null> => guarded(() => desk.documents.build({ kind, subject: quote, version })),
    [desk, guarded],
  );
  /** Writes the version as a table or workbook and offers the file. */
  const exportTable = useCallback(
    (quote: string, version: number, format: 'csv' | 'xlsx', withCost: boolean): Promise<string | null> =>
      guarded(async () => {
        const { name, mediaType, base64 } = await desk.quotes.export({ quote, version, format, withCost });
        saveBytes(name, mediaType, base64);
        return name;
      }),
    [desk, guarded],
  );
  return { build, exportTable, busy, problem, forget: () => setProblem(null) };
}

/** Offers a file that is not kept. */
function saveBytes(name: string, mediaType: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
