import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReleaseRow } from '../../../src-shared/claims';
import { Loaded, useAddress } from '../../app';
import { useDeskQueries } from '../../client';
import {
  CheckField,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  Stack,
  TextField,
  type Tone,
  Toolbar,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { ClaimsPage, useReadsDrafts } from '../claims-page';
import { CHART_ENTITIES } from '../queries';
import { claimsText } from '../text';
import { releasesText } from './text';

const STATE: Record<ReleaseRow['state'], Tone> = { released: 'good', expired: 'warn', withdrawn: 'bad' };

/** Everything that was released for sales to say. */
export function ReleasesScreen() {
  const t = useText(releasesText);
  const words = useText(claimsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const holding = search['holding'] !== undefined;
  const drafts = useReadsDrafts();
  const columns = useReleaseColumns();
  const query = useQuery(
    useDeskQueries().claims.releases.queryOptions({
      input: { ...(text && { text }), ...(holding && { holding }) },
      meta: { entities: CHART_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  return (
    <ClaimsPage part="releases">
      <Loaded query={query}>
        {(releases) => (
          <Stack>
            {(releases.length > 0 || text || holding) && (
              <Toolbar label={words('part.releases')}>
                <TextField
                  {...{ label: t('find'), hideLabel: true, placeholder: t('find'), type: 'search', value: text }}
                  onChange={(find) => setSearch({ find: find || null })}
                />
                <CheckField
                  label={t('filter.holding')}
                  checked={holding}
                  onChange={(on) => setSearch({ holding: on ? '1' : null })}
                />
              </Toolbar>
            )}
            <DataTable
              label={words('part.releases')}
              rows={releases}
              columns={columns}
              rowKey={({ id }) => id}
              rowHeight={54}
              onOpen={({ id }) => go(`/claims/releases/${id}`)}
              isQuiet={({ state }) => state !== 'released'}
              empty={<EmptyState>{text || holding ? t('nothing') : drafts ? t('about.draft') : t('about')}</EmptyState>}
            />
          </Stack>
        )}
      </Loaded>
    </ClaimsPage>
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
        ...{ id: 'title', header: t('column.title'), width: 280, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, setTitle, claim, version }) => (
          <TwoLines below={t('column.below', { set: setTitle, claim, version })}>{title}</TwoLines>
        ),
      },
      { ...{ id: 'subject', header: t('column.subject'), width: 180, grow: 2 }, value: ({ subject }) => subject },
      {
        ...{ id: 'disclosure', header: t('column.disclosure'), width: 116 },
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => words(`disclosure.${disclosure}`),
      },
      {
        ...{ id: 'state', header: t('column.state'), width: 230 },
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
