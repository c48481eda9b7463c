import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PricingModelLine } from '../../src-shared/pricing';
import { Loaded, useAddress, useHasRole, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Button,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  PageHeader,
  type Tone,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { NewModelDialog } from './new-model';
import { pricingText } from './text';

const TONE: Record<PricingModelLine['status'], Tone> = { draft: 'warn', published: 'good', retired: 'neutral' };

/** The state of a version as a chip. */
export function ModelStatus({ status }: { status: PricingModelLine['status'] }) {
  const t = useText(pricingText);
  return <Chip tone={TONE[status]}>{t(`status.${status}`)}</Chip>;
}

/** Every version of every pricing model. */
export function ModelsScreen() {
  const t = useText(pricingText);
  const format = useFormat();
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const may = useHasRole('finance', 'admin');
  const models = useQuery(
    useDeskQueries().pricing.list.queryOptions({
      meta: { entities: ['pricingModel', 'pricingModelVersion', 'quote', 'seat'] },
    }),
  );
  useHere({ crumbs: [{ label: t('title') }] });
  const columns = useMemo(
    (): DataColumn<PricingModelLine>[] => [
      { id: 'model', header: t('column.model'), width: 200, value: ({ name }) => name },
      { id: 'version', header: t('column.version'), width: 120, value: ({ label }) => label },
      {
        id: 'state',
        header: t('column.state'),
        width: 130,
        value: ({ status }) => status,
        cell: ({ status }) => <ModelStatus status={status} />,
      },
      { id: 'currency', header: t('column.currency'), width: 90, value: ({ currency }) => currency },
      { id: 'skus', header: t('column.skus'), kind: 'figure', width: 80, value: ({ skus }) => skus },
      { id: 'quotes', header: t('column.quotes'), kind: 'figure', width: 80, value: ({ quotes }) => quotes },
      {
        id: 'published',
        header: t('column.published'),
        width: 150,
        value: ({ publishedAt }) => publishedAt,
        cell: ({ publishedAt }) => format.date(publishedAt),
      },
    ],
    [t, format],
  );
  const add = (
    <Button kind="primary" icon="plus" unavailable={!may && t('not-finance')} onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <Page fill>
      <PageHeader title={t('title')} actions={add} />
      <Loaded query={models}>
        {(rows) => (
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={({ version }) => version}
            onOpen={({ version }) => go(`/pricing/${version}`)}
            empty={<EmptyState action={add}>{t('empty.list')}</EmptyState>}
            fill
          />
        )}
      </Loaded>
      <NewModelDialog
        open={search['new'] === '1'}
        onClose={() => setSearch({ new: null })}
        onCreated={(version) => go(`/pricing/${version}`)}
      />
    </Page>
  );
}
