import { useMemo, useState } from 'react';
import type { ClaimSetRow } from '../../../src-shared/claims';
import { useAddress } from '../../app';
import { Button, Chip, type DataColumn, TwoLines, useActions, useFormat, useNavigation, useText } from '../../ui';
import { ClaimsList } from '../claims-list';
import { useReadsDrafts } from '../claims-page';
import { useClaimSetPages } from '../queries';
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
  const query = useClaimSetPages(text);
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
    <ClaimsList {...{ part: 'sets', query, columns, begin }} find={t('find')} about={t('about')} nothing={t('nothing')}>
      {open && (
        <ImportDialog
          onClose={() => {
            setImporting(false);
            setSearch({ new: null });
          }}
          onImported={(id) => go(`/claims/sets/${id}`)}
        />
      )}
    </ClaimsList>
  );
}
