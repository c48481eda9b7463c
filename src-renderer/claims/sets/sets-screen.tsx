import { useMemo, useState } from 'react';
import type { ClaimSetRow } from '../../../src-shared/claims';
import { Loaded, useAddress } from '../../app';
import {
  Button,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  Stack,
  TextField,
  Toolbar,
  TwoLines,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { ClaimsPage, useReadsDrafts } from '../claims-page';
import { useClaimSets } from '../queries';
import { claimsText } from '../text';
import { ImportDialog } from './import-dialog';
import { setsText } from './text';

/** All claim sets, and the way to import one. */
export function SetsScreen() {
  const t = useText(setsText);
  const words = useText(claimsText);
  const format = useFormat();
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const query = useClaimSets(text);
  const drafts = useReadsDrafts();
  const [importing, setImporting] = useState(false);
  const open = importing || search['new'] !== undefined;
  useActions(
    useMemo(
      () => (drafts ? [{ id: 'import-claims', label: t('new'), shortcut: 'N', run: () => setImporting(true) }] : []),
      [t, drafts],
    ),
  );
  const columns = useMemo(
    (): DataColumn<ClaimSetRow>[] => [
      { id: 'number', header: t('column.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title', header: t('column.title'), width: 280, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, reference }) => <TwoLines below={reference}>{title}</TwoLines>,
      },
      {
        ...{ id: 'kind', header: t('column.kind'), width: 130 },
        value: ({ kind }) => kind,
        cell: ({ kind }) => words(`kind.${kind}`),
      },
      {
        ...{ id: 'claims', header: t('column.claims'), kind: 'figure', width: 84 },
        value: ({ claims }) => claims,
      },
      {
        ...{ id: 'whole', header: '', width: 120, sortable: false },
        cell: ({ whole }) =>
          whole > 0 && (
            <Chip size="small" tone="warn">
              {t('whole', { count: whole })}
            </Chip>
          ),
      },
      {
        ...{ id: 'charts', header: t('column.charts'), kind: 'figure', width: 84 },
        value: ({ charts }) => charts,
      },
      {
        ...{ id: 'version', header: t('column.version'), kind: 'figure', width: 84 },
        value: ({ version }) => version,
      },
      {
        ...{ id: 'created', header: t('column.created'), width: 116 },
        value: ({ created }) => created,
        cell: ({ created }) => format.date(created),
      },
    ],
    [t, words, format],
  );
  const begin = drafts && (
    <Button kind="primary" onClick={() => setImporting(true)}>
      {t('new')}
    </Button>
  );
  return (
    <ClaimsPage part="sets" actions={(query.data?.length ?? 0) > 0 || text ? begin : null}>
      <Loaded query={query}>
        {(sets) => (
          <Stack>
            {(sets.length > 20 || text) && (
              <Toolbar label={t('find')}>
                <TextField
                  {...{ label: t('find'), hideLabel: true, placeholder: t('find'), type: 'search', value: text }}
                  onChange={(find) => setSearch({ find: find || null })}
                />
              </Toolbar>
            )}
            <DataTable
              label={words('part.sets')}
              rows={sets}
              columns={columns}
              rowKey={({ id }) => id}
              rowHeight={54}
              onOpen={({ id }) => go(`/claims/sets/${id}`)}
              empty={
                text ? <EmptyState>{t('nothing')}</EmptyState> : <EmptyState action={begin}>{t('about')}</EmptyState>
              }
            />
          </Stack>
        )}
      </Loaded>
      {open && (
        <ImportDialog
          onClose={() => {
            setImporting(false);
            setSearch({ new: null });
          }}
          onImported={(id) => go(`/claims/sets/${id}`)}
        />
      )}
    </ClaimsPage>
  );
}
