import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ClockPart, TurnaroundAnswer } from '../../../src-shared/quotes';
import { Loaded, useAddress, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import {
  Card,
  Columns,
  type DataColumn,
  DataTable,
  DateField,
  EmptyState,
  KeyValueList,
  Meter,
  type MeterPart,
  Page,
  PageHeader,
  Section,
  Stack,
  StatRow,
  Toolbar,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import { PART_TONE, useRoleName } from '../standing';
import { quotesText } from '../text';
import { Margins } from './margins';
import { RecordActuals } from './record-actuals';
import { turnaroundText } from './text';

const META = { entities: QUOTE_ENTITIES };

/** How long quotes took from the request to the handover, where the time went, and which margin came of those that were accepted. */
export function TurnaroundScreen() {
  const t = useText(turnaroundText);
  const { search, setSearch } = useAddress();
  const [recording, setRecording] = useState(false);
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(search[name] ?? '') ? search[name] : undefined);
  const answer = useQuery(
    useDeskQueries().quotes.turnaround.queryOptions({
      input: { from: day('from'), until: day('until') },
      placeholderData: (before) => before,
      meta: META,
    }),
  );
  useHere({ crumbs: [{ label: t('quotes'), to: '/quotes' }, { label: t('title') }] });
  return (
    <Page>
      <PageHeader title={t('title')} />
      <Loaded query={answer}>
        {(report) => (
          <Stack gap={4}>
            <Toolbar label={t('filter.label')}>
              <DateField
                label={t('filter.from')}
                value={report.from}
                max={report.until}
                onChange={(value) => setSearch({ from: value })}
              />
              <DateField
                label={t('filter.until')}
                value={report.until}
                min={report.from}
                onChange={(value) => setSearch({ until: value })}
              />
            </Toolbar>
            {report.whole ? (
              <Times report={report} whole={report.whole} />
            ) : (
              <Card>
                <EmptyState>{t('none')}</EmptyState>
              </Card>
            )}
            {report.margins && <Margins margins={report.margins} onRecord={() => setRecording(true)} />}
          </Stack>
        )}
      </Loaded>
      <RecordActuals open={recording} onClose={() => setRecording(false)} />
    </Page>
  );
}

type Whole = NonNullable<TurnaroundAnswer['whole']>;
type Week = TurnaroundAnswer['weeks'][number];
type Sent = TurnaroundAnswer['quotes'][number];

function Times({ report, whole }: { report: TurnaroundAnswer; whole: Whole }) {
  const t = useText(turnaroundText);
  const format = useFormat();
  const { go } = useNavigation();
  const roleName = useRoleName();
  const parts = useMeterParts();
  const target = report.targetMilliseconds;
  const weeks = useMemo(
    (): DataColumn<Week>[] => [
      {
        id: 'week',
        header: t('column.week'),
        width: 116,
        value: ({ week }) => week,
        cell: ({ week }) => format.date(week),
      },
      { id: 'sent', header: t('column.sent'), kind: 'figure', width: 72, value: ({ sent }) => sent },
      {
        id: 'within',
        header: t('column.within'),
        kind: 'figure',
        width: 84,
        value: ({ withinTarget }) => withinTarget,
      },
      {
        ...{ id: 'median', header: t('column.median'), kind: 'figure', width: 92 },
        value: ({ median }) => median,
        cell: ({ median }) => format.duration(median),
      },
      {
        ...{ id: 'p90', header: t('column.p90'), kind: 'figure', width: 92 },
        value: ({ p90 }) => p90,
        cell: ({ p90 }) => format.duration(p90),
      },
      {
        ...{ id: 'parts', header: t('column.parts'), width: 220, grow: 1, sortable: false },
        cell: (week) => <Meter label={t('column.parts')} parts={parts(week.parts)} limit={target} compact />,
      },
    ],
    [t, format, parts, target],
  );
  const quotes = useMemo(
    (): DataColumn<Sent>[] => [
      {
        ...{ id: 'quote', header: t('column.quote'), width: 200, grow: 2 },
        value: ({ number }) => number,
        cell: ({ title, number, accountName }) => <TwoLines below={`${number} · ${accountName}`}>{title}</TwoLines>,
      },
      {
        ...{ id: 'sent', header: t('column.sent-at'), width: 172 },
        value: ({ sentAt }) => sentAt,
        cell: ({ sentAt }) => format.dateTime(sentAt),
      },
      {
        ...{ id: 'took', header: t('column.took'), width: 220, grow: 1 },
        value: ({ elapsed }) => elapsed,
        cell: (quote) => <Meter label={t('column.took')} parts={parts(quote.parts)} limit={target} compact />,
      },
      {
        ...{ id: 'ours', header: t('column.ours'), kind: 'figure', width: 200 },
        value: ({ ours }) => ours,
        cell: ({ ours }) => format.duration(ours),
      },
    ],
    [t, format, parts, target],
  );
  return (
    <>
      <StatRow
        stats={[
          { label: t('stat.sent'), value: format.number(whole.sent) },
          {
            label: t('stat.within', { target: format.duration(target) }),
            value: format.ratio(whole.withinTarget / whole.sent, { maxDigits: 0 }),
            detail: t('stat.within.detail', { count: whole.withinTarget, sent: whole.sent }),
          },
          { label: t('stat.median'), value: format.duration(whole.median) },
          { label: t('stat.p90'), value: format.duration(whole.p90) },
        ]}
      />
      <Columns min={360}>
        <Card title={t('where.title')}>
          <Meter label={t('where.title')} parts={parts(whole.parts)} limit={target} />
        </Card>
        <Card title={t('where.roles')}>
          <KeyValueList
            items={whole.roles.map(({ role, milliseconds }) => ({
              ...{ key: role, label: roleName(role), figure: true },
              value: format.duration(milliseconds),
            }))}
          />
        </Card>
      </Columns>
      <Section title={t('weeks.title')}>
        <DataTable
          label={t('weeks.title')}
          rows={report.weeks}
          columns={weeks}
          rowKey={({ week }) => week}
          initialSort={{ column: 'week', descending: true }}
        />
      </Section>
      <Section title={t('slowest.title')}>
        <DataTable
          label={t('slowest.title')}
          rows={report.quotes}
          columns={quotes}
          rowKey={({ id }) => id}
          rowHeight={54}
          onOpen={({ id }) => go(`/quotes/${id}`)}
        />
      </Section>
    </>
  );
}

/** Parts of a clock as the meter shows them. */
function useMeterParts(): (parts: readonly { part: ClockPart; milliseconds: number }[]) => MeterPart[] {
  const t = useText(quotesText);
  return useMemo(
    () => (parts) =>
      parts
        .filter(({ milliseconds }) => milliseconds > 0)
        .map(({ part, milliseconds }) => ({
          label: t(`clock.${part}`),
          spent: milliseconds,
          tone: PART_TONE[part],
        })),
    [t],
  );
}
