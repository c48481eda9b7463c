import { useCallback, useMemo, useState } from 'react';
import type { ChartView } from '../../../../src-shared/claims';
import { type ErrorRecord, errorRecord } from '../../../../src-shared/kernel/errors';
import { blobAddress, useDesk } from '../../../client';
import { type MenuItem, useText } from '../../../ui';
import { chartText } from './text';

/** Makes the documents of a chart as it stands and offers the file. */
export function useChartDocuments(chart: ChartView) {
  const t = useText(chartText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const { id, standing, version } = chart;
  const guarded = useCallback(async (make: () => Promise<{ address: string; name: string }>) => {
    setBusy(true);
    setProblem(null);
    try {
      const { address, name } = await make();
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  }, []);
  const items = useMemo(
    (): MenuItem[] => [
      {
        id: 'pdf',
        label: t(standing === 'draft' ? 'documents.pdf.draft' : 'documents.pdf'),
        run: () =>
          void guarded(async () => {
            const made = await desk.documents.build({
              kind: 'claim-chart',
              subject: id,
              ...(standing !== 'draft' && { version }),
            });
            return { address: blobAddress(made.file), name: made.name };
          }),
      },
      {
        id: 'docx',
        label: t('documents.docx'),
        run: () =>
          void guarded(async () => {
            const { name, mediaType, content } = await desk.claims.editable({
              chart: id,
              ...(standing !== 'draft' && { version }),
            });
            return { address: `data:${mediaType};base64,${content}`, name };
          }),
      },
    ],
    [t, desk, guarded, id, standing, version],
  );
  return { items, busy, problem, forget: () => setProblem(null) };
}
export type ChartDocuments = ReturnType<typeof useChartDocuments>;
