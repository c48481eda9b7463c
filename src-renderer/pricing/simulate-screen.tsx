import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import type { PricingSimulation, SimulatedRow } from '../../src-shared/pricing';
import { useAddress, useHere } from '../app';
import { useDesk, useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  type DataColumn,
  DataTable,
  DateField,
  EmptyState,
  ErrorSurface,
  Page,
  PageHeader,
  Segment,
  type Stat,
  StatRow,
  Toolbar,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import styles from './pricing.module.css';
import { pricingText } from './text';

type Scope = 'open' | 'sent';

/** What a version does to open quotes, or to those that were sent in some days: per quote and altogether. */
export function SimulateScreen() {
  const t = useText(pricingText);
  const { params } = useAddress();
  const version = params['version'] ?? '';
  const models = useQuery(
    useDeskQueries().pricing.list.queryOptions({
      meta: { entities: ['pricingModel', 'pricingModelVersion', 'quote', 'seat'] },
    }),
  );
  const own = models.data?.find((model) => model.version === version);
  const name = own ? `${own.name} ${own.label}` : '';
  const [scope, setScope] = useState<Scope>('open');
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [others, setOthers] = useState(false);
  const { found, problem, busy, start, stop } = useSimulation(version);
  useHere({
    crumbs: [
      { label: t('title'), to: '/pricing' },
      { label: name, to: `/pricing/${version}` },
      { label: t('act.simulate') },
    ],
  });
  return (
    <Page fill>
      <PageHeader title={t('simulate.title', { model: name })}>
        <span className="quiet">{t('simulate.about')}</span>
      </PageHeader>
      <Toolbar label={t('simulate.scope')}>
        <Segment<Scope>
          label={t('simulate.scope')}
          options={[
            { value: 'open', label: t('simulate.open') },
            { value: 'sent', label: t('simulate.sent') },
          ]}
          value={scope}
          onChange={setScope}
        />
        {scope === 'sent' && (
          <>
            <DateField label={t('simulate.from')} hint={t('simulate.last-quarter')} value={from} onChange={setFrom} />
            <DateField label={t('simulate.until')} value={until} onChange={setUntil} />
          </>
        )}
        <CheckField label={t('simulate.others')} checked={others} onChange={setOthers} />
        {busy ? (
          <Button onClick={stop}>{t('simulate.stop')}</Button>
        ) : (
          <Button
            kind="primary"
            onClick={() =>
              void start({
                version,
                scope,
                ...(scope === 'sent' && from && { from }),
                ...(scope === 'sent' && until && { until }),
                ...(others && { otherModels: true }),
              })
            }
          >
            {t('simulate.run')}
          </Button>
        )}
      </Toolbar>
      {problem && <ErrorSurface error={problem} title={t('simulate.failed')} />}
      {found && <Found found={found} />}
    </Page>
  );
}

/** Runs the simulation as a job of the desk; leaving the screen or stopping cancels it. */
function useSimulation(version: string) {
  const desk = useDesk();
  const [found, setFound] = useState<PricingSimulation | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (request: Parameters<typeof desk.pricing.simulate>[0]) => {
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setProblem(null);
    try {
      setFound(await desk.pricing.simulate(request, { signal: controller.signal }));
    } catch (thrown) {
      if (!controller.signal.aborted) setProblem(errorRecord(thrown));
    } finally {
      if (running.current === controller) setBusy(false);
    }
  };
  return {
    found: found?.version === version ? found : null,
    problem,
    busy,
    start,
    stop: () => running.current?.abort(),
  };
}

function Found({ found }: { found: PricingSimulation }) {
  const t = useText(pricingText);
  const format = useFormat();
  const { go } = useNavigation();
  const signed = (basisPoints: number | null): string =>
    basisPoints === null ? '–' : `${basisPoints > 0 ? '+' : ''}${format.percent(basisPoints)}`;
  const percent = (margin: { marginBasisPoints: number | null } | null | undefined): string =>
    margin?.marginBasisPoints == null ? '–' : format.percent(margin.marginBasisPoints, { maxDigits: 1 });
  const stats: Stat[] = [
    {
      label: t('simulate.quotes'),
      value: format.number(String(found.quotes)),
      ...((found.from || found.leftOut > 0) && {
        detail: [
          ...(found.from && found.until ? [`${format.date(found.from)} – ${format.date(found.until)}`] : []),
          ...(found.leftOut > 0 ? [t('simulate.left-out', { count: found.leftOut })] : []),
        ].join(' · '),
      }),
    },
    { label: t('simulate.not-priced'), value: format.number(String(found.notPriced)) },
    ...found.totals.flatMap((total): Stat[] => [
      {
        label: t('simulate.revenue', { currency: total.currency }),
        value: `${format.minor(total.afterMinor, total.currency)} (${signed(total.changeBasisPoints)})`,
        detail: t('simulate.against', { value: format.minor(total.beforeMinor, total.currency) }),
      },
      ...(found.seesCost
        ? [
            {
              label: t('simulate.margin', { currency: total.currency }),
              value: percent(total.afterMargin),
              detail: [
                t('simulate.against', { value: percent(total.beforeMargin) }),
                ...(total.newlyUnderFloor > 0 ? [t('simulate.under-floor', { count: total.newlyUnderFloor })] : []),
              ].join(' · '),
              internal: true,
            },
          ]
        : []),
    ]),
  ];
  const columns = useMemo((): DataColumn<SimulatedRow>[] => {
    const money = (minor: number | undefined, currency: string) =>
      minor === undefined ? '–' : format.minor(minor, currency);
    return [
      {
        id: 'quote',
        header: t('simulate.quote'),
        width: 220,
        grow: 2,
        value: ({ number }) => number,
        cell: (row) => {
          const [problem] = row.problems;
          const version = row.version === null ? t('simulate.draft') : t('simulate.version', { version: row.version });
          const below = problem ? (
            <span className={styles.problem}>
              {[
                problem.line !== null && problem.message.includes(problem.line) ? null : problem.line,
                problem.on === 'pinned' ? t('simulate.pinned', { message: problem.message }) : problem.message,
              ]
                .filter(Boolean)
                .join(': ')}
            </span>
          ) : (
            row.title
          );
          return <TwoLines below={below}>{`${row.number}, ${version}`}</TwoLines>;
        },
      },
      { id: 'account', header: t('simulate.account'), width: 150, grow: 1, value: ({ account }) => account },
      {
        id: 'now',
        header: t('simulate.now'),
        kind: 'figure',
        width: 130,
        value: ({ before }) => before?.netMinor,
        cell: ({ before, currency }) => money(before?.netMinor, currency),
      },
      {
        id: 'then',
        header: t('simulate.then'),
        kind: 'figure',
        width: 130,
        value: ({ after }) => after?.netMinor,
        cell: ({ after, currency }) => money(after?.netMinor, currency),
      },
      {
        id: 'change',
        header: t('simulate.change'),
        kind: 'figure',
        width: 90,
        value: ({ changeBasisPoints }) => changeBasisPoints,
        cell: ({ changeBasisPoints: points }) =>
          points === null ? '–' : `${points > 0 ? '+' : ''}${format.percent(points)}`,
      },
      ...(found.seesCost
        ? (['before', 'after'] as const).map(
            (side): DataColumn<SimulatedRow> => ({
              id: `margin-${side}`,
              header: t(side === 'before' ? 'simulate.margin-now' : 'simulate.margin-then'),
              kind: 'figure',
              width: 100,
              internal: true,
              value: (row) => row[side]?.margin?.marginBasisPoints,
              cell: (row) => {
                const points = row[side]?.margin?.marginBasisPoints;
                return points == null ? '–' : format.percent(points, { maxDigits: 1 });
              },
            }),
          )
        : []),
    ];
  }, [t, format, found.seesCost]);
  return (
    <>
      <StatRow stats={stats} />
      <DataTable
        label={t('simulate.list')}
        rows={found.rows}
        columns={columns}
        rowKey={({ id }) => id}
        rowHeight={54}
        onOpen={({ id }) => go(`/quotes/${id}`)}
        isQuiet={({ before, after }) => !before || !after}
        empty={<EmptyState>{t('simulate.none')}</EmptyState>}
        fill
      />
    </>
  );
}
