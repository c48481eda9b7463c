import { useState } from 'react';
import type { ChartFigure, ChartFile, ChartFormat } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';

/** Whose picture it is: the bakeoff's, or of one of its runs alone. */
export interface ChartSubject {
  bakeoff: string;
  run?: string;
  /** The competitor is for internal use only: every file is marked. */
  internal: boolean;
}

/** Saves pictures as files, and keeps what went wrong in sight. */
export function useSaveChart({ bakeoff, run }: ChartSubject) {
  const desk = useDesk();
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  return {
    problem,
    forget: () => setProblem(null),
    async save({ kind, row, drawing }: Pick<ChartFigure, 'kind' | 'row' | 'drawing'>, format: ChartFormat) {
      setProblem(null);
      try {
        const measure = drawing.kind === 'time' ? { measure: drawing.measure } : {};
        const ask = { bakeoff, ...(run && { run }), kind, ...(row && { row }), ...measure, format };
        offer(await desk.bakeoffs.exportChart(ask));
      } catch (thrown) {
        setProblem(errorRecord(thrown));
      }
    },
  };
}

/** Offers a file: the browser's download, or the desktop's own dialog. */
function offer({ name, mediaType, encoding, content }: ChartFile): void {
  const bytes = encoding === 'text' ? content : Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
