import { useMemo } from 'react';
import type { ReleaseRow } from '../../../src-shared/claims';
import { useAddress } from '../../app';
import { CheckField, Chip, type DataColumn, type Tone, TwoLines, useFormat, useText } from '../../ui';
import { ClaimsList } from '../claims-list';
import { useReadsDrafts } from '../claims-page';
import { useReleasePages } from '../queries';
import { claimsText } from '../text';
import { releasesText } from './text';

const STATE: Record<ReleaseRow['state'], Tone> = { released: 'good', expired: 'warn', withdrawn: 'bad' };

/** Everything that was released for sales to say. */
export function ReleasesScreen() {
  const t = useText(releasesText);
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const holding = search['holding'] !== undefined;
  const drafts = useReadsDrafts();
  const columns = useReleaseColumns();
  const query = useReleasePages({ ...(text && { text }), ...(holding && { holding }) });
  return (
    <ClaimsList
      {...{ part: 'releases', query, columns }}
      find={t('find')}
      about={drafts ? t('about.draft') : t('about')}
      nothing={t('nothing')}
      filtered={holding}
      filters={
        <CheckField
          label={t('filter.holding')}
          checked={holding}
          onChange={(on) => setSearch({ holding: on ? '1' : null })}
        />
      }
      quiet={({ state }) => state !== 'released'}
    />
  );
}

function useReleaseColumns(): DataColumn<ReleaseRow>[] {
  const t = useText(releasesText);
  const words = useText(claimsText);
  const format = useFormat();
  return useMemo(
    (): DataColumn<ReleaseRow>[] => [
      { id: 'number', header: t('column.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title', header: t('column.title'), width: 220, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, setTitle, claim, version }) => (
          <TwoLines below={t('column.below', { set: setTitle, claim, version })}>{title}</TwoLines>
        ),
      },
      { ...{ id: 'subject', header: t('column.subject'), width: 150, grow: 2 }, value: ({ subject }) => subject },
      {
        ...{ id: 'disclosure', header: t('column.disclosure'), width: 116 },
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => words(`disclosure.${disclosure}`),
      },
      {
        ...{ id: 'state', header: t('column.state'), width: 190 },
        value: ({ state }) => state,
        cell: ({ state, newer, stale, opened }) => (
          <TwoLines
            below={
              (newer && t('state.newer')) || (stale.length > 0 && t('state.stale')) || (!opened && t('state.new')) || ''
            }
          >
            <Chip size="small" tone={state === 'released' && stale.length > 0 ? 'warn' : STATE[state]}>
              {t(`state.${state}`)}
            </Chip>
          </TwoLines>
        ),
      },
      {
        ...{ id: 'expires', header: t('column.expires'), width: 112 },
        value: ({ expiresOn }) => expiresOn,
        cell: ({ expiresOn }) => (expiresOn === null ? '–' : format.date(expiresOn)),
      },
      {
        ...{ id: 'at', header: t('column.at'), width: 112 },
        value: ({ at }) => at,
        cell: ({ at }) => format.date(at),
      },
    ],
    [t, words, format],
  );
}
