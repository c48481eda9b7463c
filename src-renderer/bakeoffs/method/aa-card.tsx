import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { BakeoffView, SideAaCheck } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Card, Contender, type DataColumn, DataTable, ErrorSurface, Stack, useText } from '../../ui';
import { JobStep } from '../import/step';
import { bakeoffsText } from '../text';
import { keepUnits } from '../verdict-words';
import { methodText } from './text';

interface AlarmRow {
  key: string;
  label: string;
  ours: string | null;
  theirs: string | null;
}

const rowKey = ({ key }: AlarmRow) => key;

/** How often the rule that judges this bakeoff tells a side from itself: found by comparing each side's runs with themselves. */
export function AaCard({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(methodText);
  const words = useText(bakeoffsText);
  const desk = useDesk();
  const [checks, setChecks] = useState<readonly SideAaCheck[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const jobs = useQuery({
    ...useDeskQueries().system.jobs.list.queryOptions({ meta: { entities: ['job'] } }),
    enabled: busy,
  });
  const job = jobs.data?.find(({ title, state }) => state === 'running' && title === `A/A check of ${bakeoff.number}`);
  const check = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setChecks(await desk.bakeoffs.aa({ bakeoff: bakeoff.id }));
    } catch (thrown) {
      const record = errorRecord(thrown);
      if (record.code !== 'cancelled') setProblem(record);
    }
    setBusy(false);
  };
  const rows = useMemo(() => alarmRows(checks ?? []), [checks]);
  const columns = useMemo((): DataColumn<AlarmRow>[] => {
    const side = (name: 'ours' | 'theirs'): DataColumn<AlarmRow> => ({
      id: name,
      header: t(`aa.${name}`),
      width: 170,
      grow: 1,
      value: (row) => row[name],
      cell: (row) => row[name] ?? t('aa.none'),
    });
    return [
      {
        id: 'row',
        header: t('aa.row'),
        width: 150,
        grow: 2,
        wrap: true,
        rowHeader: true,
        value: ({ label }) => label,
        cell: ({ label }) => label,
      },
      side('ours'),
      side('theirs'),
    ];
  }, [t]);
  return (
    <Card
      title={t('aa.title')}
      aside={
        <Button size="small" busy={busy} onClick={() => void check()}>
          {checks ? t('aa.again') : t('aa.run')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('aa.about')}</p>
        {busy && job && <JobStep job={job.id} waiting={t('aa.waiting')} />}
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        {checks?.map(({ side, check: found }) => (
          <div key={side} role="status">
            <Contender side={side}>{words(side)}</Contender>
            <p>{found ? keepUnits(found.sentence) : t('aa.few')}</p>
          </div>
        ))}
        {rows.length > 0 && (
          <DataTable label={t('aa.table')} rows={rows} columns={columns} rowKey={rowKey} rowHeight="auto" />
        )}
        {checks?.map(({ side, check: found }) => found && <small key={side}>{found.method}</small>)}
      </Stack>
    </Card>
  );
}

/** The rows of both sides' checks, beside each other. */
function alarmRows(checks: readonly SideAaCheck[]): AlarmRow[] {
  const rows = new Map<string, AlarmRow>();
  for (const { side, check } of checks) {
    for (const { key, label, sentence } of check?.bears ? check.rows : []) {
      rows.set(key, { ...(rows.get(key) ?? { key, label, ours: null, theirs: null }), [side]: sentence });
    }
  }
  return [...rows.values()];
}
