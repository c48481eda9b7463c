import { useMemo, useState } from 'react';
import { type ChartRow, type ChartStanding, chartStandings } from '../../../src-shared/claims';
import { useAddress } from '../../app';
import {
  Button,
  CheckField,
  type DataColumn,
  SelectField,
  TwoLines,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { ClaimsList } from '../claims-list';
import { useReadsDrafts } from '../claims-page';
import { useChartPages } from '../queries';
import { ReleasesScreen } from '../releases/releases-screen';
import { claimsText } from '../text';
import { StandingChip } from '../words';
import { NewChartDialog } from './new-chart-dialog';
import { chartsText } from './text';

/** The first page of claims: charts for those who draft and review, what was released for everybody else. */
export function ClaimsScreen() {
  return useReadsDrafts() ? <ChartsScreen /> : <ReleasesScreen />;
}

/** All charts, filtered by where they stand. */
function ChartsScreen() {
  const t = useText(chartsText);
  const words = useText(claimsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const standing = chartStandings.find((one) => one === search['standing']) ?? null;
  const mine = search['mine'] !== undefined;
  const query = useChartPages({ ...(text && { text }), ...(standing && { standing }), ...(mine && { mine }) });
  const [beginning, setBeginning] = useState(false);
  const columns = useChartColumns();
  useActions(useMemo(() => [{ id: 'new-chart', label: t('new'), shortcut: 'N', run: () => setBeginning(true) }], [t]));
  const begin = (
    <Button kind="primary" onClick={() => setBeginning(true)}>
      {t('new')}
    </Button>
  );
  const close = () => {
    setBeginning(false);
    setSearch({ new: null, set: null, claim: null });
  };
  return (
    <ClaimsList
      {...{ part: 'charts', query, columns, begin }}
      find={t('find')}
      about={t('about')}
      nothing={t('nothing')}
      filtered={standing !== null || mine}
      filters={
        <>
          <SelectField<ChartStanding>
            label={t('filter.standing')}
            hideLabel
            clearable
            placeholder={t('filter.all')}
            options={chartStandings.map((value) => ({ value, label: words(`standing.${value}`) }))}
            value={standing}
            onChange={(value) => setSearch({ standing: value })}
          />
          <CheckField label={t('filter.mine')} checked={mine} onChange={(on) => setSearch({ mine: on ? '1' : null })} />
        </>
      }
    >
      {(beginning || search['new'] !== undefined) && (
        <NewChartDialog
          set={search['set'] ?? null}
          claim={Number(search['claim']) || null}
          onClose={close}
          onCreated={(id) => go(`/claims/charts/${id}`)}
        />
      )}
    </ClaimsList>
  );
}

function useChartColumns(): DataColumn<ChartRow>[] {
  const t = useText(chartsText);
  const words = useText(claimsText);
  const format = useFormat();
  return useMemo(
    (): DataColumn<ChartRow>[] => [
      { id: 'number', header: t('column.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title', header: t('column.title'), width: 240, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, setTitle, claim }) => (
          <TwoLines below={t('column.below', { set: setTitle, claim })}>{title}</TwoLines>
        ),
      },
      {
        ...{ id: 'subject', header: t('column.subject'), width: 180, grow: 3 },
        value: ({ subject }) => subject.name,
      },
      {
        ...{ id: 'standing', header: t('column.standing'), width: 130 },
        value: ({ standing }) => standing,
        cell: ({ standing }) => <StandingChip standing={standing} />,
      },
      {
        ...{ id: 'supported', header: t('column.supported'), width: 150 },
        value: ({ supported, elements }) => supported / Math.max(1, elements),
        cell: ({ supported, elements, stale }) => (
          <TwoLines below={stale === 0 ? '' : t('column.stale', { count: stale })}>
            <span className="figures">{t('column.supported.value', { supported, elements })}</span>
          </TwoLines>
        ),
      },
      {
        ...{ id: 'comments', header: t('column.comments'), kind: 'figure', width: 120 },
        value: ({ openComments }) => openComments,
      },
      {
        ...{ id: 'disclosure', header: t('column.disclosure'), width: 132 },
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure, expiresOn }) => (
          <TwoLines below={expiresOn === null ? '' : t('column.expires', { day: format.date(expiresOn) ?? '' })}>
            {words(`disclosure.${disclosure}`)}
          </TwoLines>
        ),
      },
    ],
    [t, words, format],
  );
}
