import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  distinctLabels,
  type RunSource,
  rowPoints,
  type VerdictView,
  verdictSentence,
} from '../../src-shared/bakeoffs';
import { Loaded, useAddress, useHere } from '../app';
import { SupportsOf } from '../claims';
import { useDeskQueries } from '../client';
import { DocumentsOf } from '../documents';
import {
  Card,
  Chip,
  Contender,
  type DataColumn,
  DataTable,
  Inspector,
  KeyValueList,
  Page,
  PageHeader,
  Section,
  TextLink,
  useFormat,
  useText,
} from '../ui';
import styles from './bakeoffs.module.css';
import { BAKEOFF_ENTITIES } from './queries';
import { bakeoffsText } from './text';
import { type ShownRow, VerdictTable } from './verdict-table';
import { measured, unitText } from './verdict-words';

/** A recorded verdict as it was frozen, whatever came later. */
export function VerdictScreen() {
  const { params } = useAddress();
  const query = useQuery(
    useDeskQueries().bakeoffs.verdict.queryOptions({
      input: { verdict: params['verdict'] ?? '' },
      meta: { entities: BAKEOFF_ENTITIES },
    }),
  );
  return <Loaded query={query}>{(verdict) => <VerdictPage key={verdict.id} verdict={verdict} />}</Loaded>;
}

type FrozenRun = VerdictView['runs'][number];

function VerdictPage({ verdict }: { verdict: VerdictView }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const rows = useMemo(() => frozenRows(verdict), [verdict]);
  useHere({
    crumbs: [
      { label: t('title'), to: '/bakeoffs' },
      { label: `${verdict.bakeoffNumber} ${verdict.bakeoffTitle}`, to: `/bakeoffs/${verdict.bakeoff}` },
      { label: t('recorded.title', { number: verdict.number }) },
    ],
  });
  const product = (side: 'ours' | 'theirs') => [verdict[side].product, verdict[side].version].filter(Boolean).join(' ');
  return (
    <Page>
      <Inspector>
        <Section title={t('recorded.frozen')}>
          <p className="quiet">{t('recorded.frozen.about')}</p>
          <KeyValueList
            items={[
              { label: t('recorded.rules'), value: verdict.rules },
              { label: t('recorded.importers'), value: verdict.importers.join(', ') },
              ...(verdict.receipt
                ? [
                    {
                      label: t('recorded.receipt'),
                      value: <TextLink to={`/receipts/${verdict.receipt}`}>{format.digest(verdict.receipt)}</TextLink>,
                    },
                  ]
                : []),
            ]}
          />
        </Section>
        <Section title={t('recorded.findings')}>
          {verdict.findings.length === 0 && <p className="quiet">{t('gate.none')}</p>}
          <ul className={styles.findings}>
            {verdict.findings.map(({ check, sentence, severity, waiver }) => (
              <li key={check}>
                {severity === 'stop' && (
                  <Chip size="small" tone={waiver ? 'neutral' : 'bad'}>
                    {t('gate.stop')}
                  </Chip>
                )}
                <span className="quiet">
                  {sentence}. {waiver && t('gate.accepted', { name: waiver.by, reason: waiver.reason })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        {verdict.unknown.length > 0 && (
          <Section title={t('recorded.unknown')}>
            <p className="quiet">{verdict.unknown.join(', ')}</p>
          </Section>
        )}
      </Inspector>
      <PageHeader
        title={verdict.headline}
        chips={
          <Chip tone={verdict.stale.length > 0 ? 'warn' : 'good'}>
            {verdict.stale.length > 0 ? t('recorded.stale') : t('recorded.current')}
          </Chip>
        }
      >
        <span className="figures">{verdict.number}</span>
        <Contender side="ours">{product('ours')}</Contender>
        <Contender side="theirs">{product('theirs')}</Contender>
        <span>{t('recorded.at', { when: format.dateTime(verdict.at), person: verdict.byName ?? '–' })}</span>
      </PageHeader>
      {verdict.rest && <p className={styles.lead}>{verdict.rest}</p>}
      {verdict.stale.length > 0 && (
        <Card title={t('recorded.stale')}>
          <ul>
            {verdict.stale.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Card>
      )}
      <VerdictTable rows={rows} />
      <Section title={t('recorded.runs')}>
        <FrozenRuns verdict={verdict} />
      </Section>
      <SupportsOf verdict={verdict.id} />
      <DocumentsOf subject={verdict.id} />
    </Page>
  );
}

/** The frozen rows with the runs behind each value, as the board shows them. */
function frozenRows(verdict: VerdictView): ShownRow[] {
  const runs = new Map<string, RunSource>(
    verdict.runs.map(({ run, name, side, files, importer, receipt }) => [
      run,
      { id: run, name, side, files, importer, receipt },
    ]),
  );
  const prices = { ours: verdict.ours.prices, theirs: verdict.theirs.prices };
  return verdict.rows.map((row) => {
    const metric = verdict.metrics.find(({ id }) => id === row.key)!;
    const points = rowPoints(
      verdict.runs.map(({ run: id, side, figures }) => ({ id, side, figures })),
      metric,
    );
    return { row, sentence: verdictSentence(row), metric, points, runs, prices };
  });
}

const runKey = ({ run }: FrozenRun) => run;

function FrozenRuns({ verdict }: { verdict: VerdictView }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const columns = useMemo(
    (): DataColumn<FrozenRun>[] => [
      { id: 'place', header: t('runs.place'), kind: 'figure', width: 64, value: ({ place }) => place },
      { id: 'run', header: t('runs.run'), width: 150, grow: 3, rowHeader: true, value: ({ name }) => name },
      {
        id: 'side',
        header: t('runs.side'),
        width: 90,
        value: ({ side }) => side,
        cell: ({ side }) => <Contender side={side}>{t(side)}</Contender>,
      },
      ...distinctLabels(verdict.metrics)
        .slice(0, 2)
        .map(
          (metric): DataColumn<FrozenRun> => ({
            id: metric.id,
            header: t('runs.figure', { label: metric.label, unit: unitText(metric.unit) }),
            heading: (
              <span className={styles.twoLineHead}>
                {t('runs.figure', { label: metric.label, unit: unitText(metric.unit) })}
              </span>
            ),
            kind: 'figure',
            width: 110,
            grow: 1,
            value: ({ figures }) => figures.find((one) => one.metric === metric.id)?.value,
            cell: ({ figures }) =>
              measured(figures.find((one) => one.metric === metric.id)?.value ?? null, format, metric.unit),
          }),
        ),
      {
        id: 'evidence',
        header: t('runs.evidence'),
        width: 108,
        cell: ({ files }) => <span className="mono">{format.digest(files[0]?.sha256)}</span>,
      },
      {
        id: 'receipt',
        header: t('recorded.receipt'),
        width: 108,
        cell: ({ receipt }) => receipt && <TextLink to={`/receipts/${receipt}`}>{format.digest(receipt)}</TextLink>,
      },
    ],
    [verdict, t, format],
  );
  return (
    <DataTable label={t('recorded.runs')} rows={verdict.runs} columns={columns} rowKey={runKey} maxHeight={1400} />
  );
}
