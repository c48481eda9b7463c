import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ElementView } from '../../../../src-shared/claims';
import { type ErrorRecord, errorRecord } from '../../../../src-shared/kernel/errors';
import { useDesk, useDeskQueries } from '../../../client';
import { Button, Card, ErrorSurface, Row, useFormat, useText } from '../../../ui';
import { chartText } from './text';

interface Found {
  files: number;
  broken: readonly {
    file: string;
    sha256: string;
    problem: 'missing' | 'altered';
    elements: readonly string[];
    why?: string | undefined;
  }[];
}

/** Reads every cited file again and holds it against its digest, when it is asked for. */
export function useCheckedFiles(chart: string) {
  const desk = useDesk();
  const queries = useQueryClient();
  const ofChart = useDeskQueries().claims.chart.key();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  return {
    busy,
    found,
    problem,
    forget() {
      setFound(null);
      setProblem(null);
    },
    async check() {
      setBusy(true);
      setFound(null);
      setProblem(null);
      try {
        setFound(await desk.claims.checkEvidence({ chart }));
      } catch (thrown) {
        const record = errorRecord(thrown);
        if (record.code !== 'cancelled') setProblem(record);
      }
      setBusy(false);
      // Files that came with it, also before it was called off, are no longer missing in the chart.
      await queries.invalidateQueries({ queryKey: ofChart });
    },
  };
}

/** What the check found: that all is as it was cited, or which files are not, with the elements they bear. */
export function CheckedFiles({
  files: { busy, found, problem, forget },
  labels,
}: {
  files: ReturnType<typeof useCheckedFiles>;
  labels: readonly Pick<ElementView, 'id' | 'label'>[];
}) {
  const t = useText(chartText);
  const format = useFormat();
  if (busy) return <p role="status">{t('check.busy')}</p>;
  if (problem) return <ErrorSurface error={problem} onDismiss={forget} />;
  if (!found) return null;
  const close = (
    <Button size="small" kind="quiet" onClick={forget}>
      {t('dismiss')}
    </Button>
  );
  if (found.broken.length === 0) {
    return (
      <div role="status">
        <Row>
          <span>{found.files === 0 ? t('check.none') : t('check.good', { count: found.files })}</span>
          {close}
        </Row>
      </div>
    );
  }
  const named = (element: string) => labels.find(({ id }) => id === element)?.label ?? element;
  return (
    <Card title={t('check.title')} aside={close}>
      <ul role="alert">
        {found.broken.map(({ file, sha256, problem: what, elements, why }) => (
          <li key={sha256}>
            {t(`check.${what}`, { file, elements: format.list(elements.map(named)) })}
            {why && ` ${why}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
