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
  TraceableNumber,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import { PART_TONE, useRoleName } from '../standing';
import { quotesText } from '../text';
import { ofWeek, turnaroundExplanations } from './explain';
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
  const partName = usePartName();
  const parts = useMeterParts(partName);
  const target = report.targetMilliseconds;
  const explain = useMemo(() => turnaroundExplanations(format, t), [format, t]);
  const sent = report.quotes;
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
        cell: ({ week, median }) => (
          <TraceableNumber
            value={format.duration(median)}
            explain={() => explain.rank(ofWeek(sent, week), 0.5, median)}
          />
        ),
      },
      {
        ...{ id: 'p90', header: t('column.p90'), kind: 'figure', width: 92 },
        value: ({ p90 }) => p90,
        cell: ({ week, p90 }) => (
          <TraceableNumber value={format.duration(p90)} explain={() => explain.rank(ofWeek(sent, week), 0.9, p90)} />
        ),
      },
      {
        ...{ id: 'parts', header: t('column.parts'), width: 220, grow: 1, sortable: false },
        cell: (week) => <Meter label={t('column.parts')} parts={parts(week.parts)} limit={target} compact />,
      },
    ],
    [t, format, parts, target, explain, sent],
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
  const within = format.percent(whole.withinBasisPoints, { maxDigits: 0 });
  return (
    <>
      <StatRow
        stats={[
          { label: t('stat.sent'), value: format.number(whole.sent) },
          {
            label: t('stat.within', { target: format.duration(target) }),
            value: <TraceableNumber value={within} explain={() => explain.within(sent, target, within)} />,
            detail: t('stat.within.detail', { count: whole.withinTarget, sent: whole.sent }),
          },
          ...(
            [
              ['stat.median', 0.5, whole.median],
              ['stat.p90', 0.9, whole.p90],
            ] as const
          ).map(([label, probability, time]) => ({
            label: t(label),
            value: (
              <TraceableNumber value={format.duration(time)} explain={() => explain.rank(sent, probability, time)} />
            ),
          })),
        ]}
      />
      <Columns min={360}>
        <Card title={t('where.title')}>
          <Stack gap={3}>
            <Meter label={t('where.title')} parts={parts(whole.parts)} limit={target} compact />
            <KeyValueList
              items={whole.parts
                .filter(({ milliseconds }) => milliseconds > 0)
                .map(({ part, milliseconds }) => ({
                  ...{ key: part, label: partName(part), figure: true },
                  value: (
                    <TraceableNumber
                      value={format.duration(milliseconds)}
                      explain={() => explain.part(sent, part, milliseconds)}
                    />
                  ),
                }))}
            />
          </Stack>
        </Card>
        <Card title={t('where.roles')}>
          <KeyValueList
            items={whole.roles.map(({ role, milliseconds }) => ({
              ...{ key: role, label: roleName(role), figure: true },
              value: (
                <TraceableNumber
                  value={format.duration(milliseconds)}
                  explain={() => explain.role(sent, role, milliseconds)}
                />
              ),
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

function usePartName(): (part: ClockPart) => string {
  const t = useText(quotesText);
  return useMemo(() => (part) => t(`clock.${part}`), [t]);
}

/** Parts of a clock as the meter shows them. */
function useMeterParts(
  partName: (part: ClockPart) => string,
): (parts: readonly { part: ClockPart; milliseconds: number }[]) => MeterPart[] {
  return useMemo(
    () => (parts) =>
      parts
        .filter(({ milliseconds }) => milliseconds > 0)
        .map(({ part, milliseconds }) => ({ label: partName(part), spent: milliseconds, tone: PART_TONE[part] })),
    [partName],
  );
}
