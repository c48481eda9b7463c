import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  type FieldWriter,
  isShare,
  type ModelFieldChange,
  type ModelRowChange,
  modelFieldText,
  type PricingDiff,
} from '../../src-shared/pricing';
import { Loaded, useAddress, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  PageHeader,
  SelectField,
  type Tone,
  Toolbar,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import { pricingText } from './text';

const ENTITIES = ['pricingModel', 'pricingModelVersion', 'seat'];
const TONE: Record<ModelRowChange['change'], Tone> = { added: 'good', removed: 'bad', changed: 'neutral' };

/** Two versions of a model beside each other: rows that came and went, and each field that changed. */
export function DiffScreen() {
  const t = useText(pricingText);
  const { params, search, setSearch } = useAddress();
  const version = params['version'] ?? '';
  const queries = useDeskQueries().pricing;
  const models = useQuery(queries.list.queryOptions({ meta: { entities: [...ENTITIES, 'quote'] } }));
  const own = models.data?.find((model) => model.version === version);
  const others = useMemo(
    () => (models.data ?? []).filter((model) => model.version !== version),
    [models.data, version],
  );
  const sibling = others.find(({ model }) => model === own?.model);
  const before = search['with'] ?? sibling?.version ?? null;
  const diff = useQuery({
    ...queries.diff.queryOptions({ input: { before: before ?? '', after: version }, meta: { entities: ENTITIES } }),
    enabled: before !== null,
  });
  const name = own ? `${own.name} ${own.label}` : '';
  useHere({
    crumbs: [
      { label: t('title'), to: '/pricing' },
      { label: name, to: `/pricing/${version}` },
      { label: t('act.diff') },
    ],
  });
  const other = others.find((model) => model.version === before);
  return (
    <Page fill>
      <PageHeader title={other ? t('diff.title', { before: `${other.name} ${other.label}`, after: name }) : name}>
        {diff.data && <span>{t('diff.count', { count: diff.data.changes.length })}</span>}
      </PageHeader>
      <Toolbar label={t('diff.with')}>
        <SelectField
          label={t('diff.with')}
          options={others.map((model) => ({ value: model.version, label: `${model.name} ${model.label}` }))}
          value={before}
          onChange={(chosen) => setSearch({ with: chosen })}
        />
      </Toolbar>
      {before === null ? (
        <EmptyState>{t('diff.choose')}</EmptyState>
      ) : (
        <Loaded query={diff}>{(found) => <Changes diff={found} />}</Loaded>
      )}
    </Page>
  );
}

/** A field of a row that changed; a row that came or went is one line. */
interface ChangeLine {
  key: string;
  row: ModelRowChange;
  field: ModelFieldChange | null;
}

function Changes({ diff }: { diff: PricingDiff }) {
  const t = useText(pricingText);
  const format = useFormat();
  const lines = useMemo(
    () =>
      diff.changes.flatMap((row, index): ChangeLine[] =>
        row.change === 'changed'
          ? row.fields.map((field) => ({ key: `${index} ${field.field}`, row, field }))
          : [{ key: String(index), row, field: null }],
      ),
    [diff],
  );
  const columns = useMemo((): DataColumn<ChangeLine>[] => {
    const value = (field: ModelFieldChange | null, text: string | null | undefined): string => {
      if (field === null || text == null) return '–';
      if (text === 'true' || text === 'false') return t(text === 'true' ? 'yes' : 'no');
      if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
      return isShare(field.field) ? format.percent(Number(text)) : format.number(text);
    };
    return [
      {
        id: 'row',
        header: t('diff.row'),
        width: 220,
        grow: 2,
        cell: ({ row }) => {
          const label = row.key || t(row.table === 'marginFloors' ? 'floors.default' : 'diff.whole');
          return row.name && row.name !== row.key ? <TwoLines below={label}>{row.name}</TwoLines> : label;
        },
      },
      {
        id: 'field',
        header: t('diff.field'),
        width: 200,
        grow: 1,
        cell: ({ row, field }) =>
          field ? (
            modelFieldText(field.field, t as FieldWriter)
          ) : (
            <Chip tone={TONE[row.change]} size="small">
              {t(row.change === 'added' ? 'diff.added' : 'diff.removed')}
            </Chip>
          ),
      },
      {
        id: 'before',
        header: t('diff.before'),
        width: 140,
        grow: 1,
        cell: ({ field }) => value(field, field?.before),
      },
      { id: 'after', header: t('diff.after'), width: 140, grow: 1, cell: ({ field }) => value(field, field?.after) },
      {
        id: 'change',
        header: t('diff.change'),
        kind: 'figure',
        width: 100,
        cell: ({ field }) =>
          field?.changeBasisPoints == null
            ? '–'
            : `${field.changeBasisPoints > 0 ? '+' : ''}${format.percent(field.changeBasisPoints)}`,
      },
    ];
  }, [t, format]);
  return (
    <DataTable
      label={t('act.diff')}
      rows={lines}
      columns={columns}
      rowKey={({ key }) => key}
      rowHeight={({ row }) => (row.name && row.name !== row.key ? 54 : 34)}
      groupOf={({ row }) => ({ key: row.table, label: t(`table.${row.table}`) })}
      empty={<EmptyState>{t('diff.none')}</EmptyState>}
      fill
    />
  );
}
