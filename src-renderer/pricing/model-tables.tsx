import { useCallback, useMemo, useState } from 'react';
import type { Bundle, ModelProblem, PricingModel } from '../../src-shared/pricing';
import { Section, type Tab, useText } from '../ui';
import { BundleDialog } from './bundle-dialog';
import { bundleFields } from './bundle-fields';
import styles from './pricing.module.css';
import { type RowField, RowTable, type RowTableProps } from './row-table';
import {
  exchangeFields,
  type FloorRow,
  floorFields,
  limitFields,
  multiYearFields,
  pairFields,
  partnerFields,
  taxFields,
} from './table-fields';
import { pricingText } from './text';

/** The parts of a model that have a tab of their own. */
export const modelTabs = ['skus', 'bundles', 'pairs', 'limits', 'partnerTiers', 'exchangeRates', 'taxes'] as const;
export type ModelTab = (typeof modelTabs)[number];

/** The tab on which a problem's row stands. */
export function tabOfProblem({ field }: ModelProblem): ModelTab | 'terms' {
  const [table] = field.split('.');
  if (table === 'skus' || table === 'bundles' || table === 'pairs') return table;
  if (table === 'partnerTiers' || table === 'exchangeRates' || table === 'taxes') return table;
  if (table === 'discountLimits' || table === 'marginFloors' || table === 'multiYearDiscounts') return 'limits';
  return 'terms';
}

export interface ModelTablesProps {
  content: PricingModel;
  problems: readonly ModelProblem[];
  seesCost: boolean;
  /** The first day that a new dated row gets. */
  today: string;
  onSave?: ((content: PricingModel) => void) | undefined;
}

/** Tabs of the smaller tables of a model; each is edited in place in a draft. */
export function useModelTables(props: ModelTablesProps): { tabs: Tab<ModelTab>[]; dialog: React.ReactNode } {
  const { content, problems, today, onSave } = props;
  const t = useText(pricingText);
  const [bundle, setBundle] = useState<number | null>(null);
  const table = useTable(props);
  const fields = useMemo(
    () => ({
      bundles: bundleFields(t, (id) => bundleDay(t, id)),
      pairs: pairFields(t),
      partnerTiers: partnerFields(t),
      exchangeRates: exchangeFields(t),
      taxes: taxFields(t),
    }),
    [t],
  );
  const first = content.skus[0]?.code ?? 'ITEM-1';
  const tabs: Tab<ModelTab>[] = [
    {
      id: 'bundles',
      label: t('tab.bundles'),
      count: content.bundles?.length ?? 0,
      content: table('bundles', content.bundles ?? [], fields.bundles, {
        nameOf: ({ name }) => name,
        newRow: () => ({
          code: `BUNDLE-${(content.bundles?.length ?? 0) + 1}`,
          name: t('bundle.new'),
          family: t('tab.bundles'),
          parts: [{ sku: first, quantity: '1' }],
        }),
        onOpen: setBundle,
      }),
    },
    {
      id: 'pairs',
      label: t('tab.pairs'),
      count: content.pairs?.length ?? 0,
      content: table('pairs', content.pairs ?? [], fields.pairs, {
        nameOf: ({ sku, others }) => `${sku} – ${others.join(', ')}`,
        newRow: () => ({ kind: 'requires' as const, sku: first, others: [content.skus[1]?.code ?? first] }),
      }),
    },
    { id: 'limits', label: t('tab.limits'), content: <LimitTables {...props} /> },
    {
      id: 'partnerTiers',
      label: t('tab.partnerTiers'),
      count: content.partnerTiers?.length ?? 0,
      content: table('partnerTiers', content.partnerTiers ?? [], fields.partnerTiers, {
        nameOf: ({ tier }) => tier,
        newRow: () => ({
          tier: t('partner.new', { number: (content.partnerTiers?.length ?? 0) + 1 }),
          resellDiscountBasisPoints: 0,
          registrationBonusBasisPoints: 0,
        }),
      }),
    },
    {
      id: 'exchangeRates',
      label: t('tab.exchangeRates'),
      count: content.exchangeRates?.length ?? 0,
      content: table('exchangeRates', content.exchangeRates ?? [], fields.exchangeRates, {
        nameOf: ({ from, to, date }) => `${from} – ${to}, ${date}`,
        newRow: () => ({
          from: content.currency,
          to: content.currency === 'USD' ? 'EUR' : 'USD',
          rate: '1',
          date: nextDay(
            today,
            (content.exchangeRates ?? []).map(({ date }) => date),
          ),
        }),
      }),
    },
    {
      id: 'taxes',
      label: t('tab.taxes'),
      count: content.taxes?.length ?? 0,
      content: table('taxes', content.taxes ?? [], fields.taxes, {
        nameOf: ({ jurisdiction, category }) => `${jurisdiction} ${category}`,
        newRow: () => ({
          jurisdiction: content.taxes?.at(-1)?.jurisdiction ?? 'DE',
          category: 'standard',
          percent: '0',
          from: nextDay(
            today,
            (content.taxes ?? []).map(({ from }) => from),
          ),
        }),
      }),
    },
  ];
  return {
    tabs,
    dialog: (
      <BundleDialog
        content={content}
        row={bundle}
        problems={problems}
        onSave={onSave}
        onClose={() => setBundle(null)}
      />
    ),
  };
}

/** Today, or the day after the last one of a table: a new row is never the same as one that is there. */
function nextDay(today: string, days: readonly string[]): string {
  const last = [...days].sort().at(-1);
  if (last === undefined || last < today) return today;
  const date = new Date(`${last}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return today;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function bundleDay(t: ReturnType<typeof useText<typeof pricingText.messages>>, id: 'from' | 'until'): RowField<Bundle> {
  return {
    id,
    header: t(`sku.${id}`),
    kind: 'text',
    width: 100,
    get: (bundle) => bundle[id] ?? null,
    set({ [id]: _old, ...bundle }, value) {
      if (value === null) return bundle;
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { ...bundle, [id]: value } : t('row.day', { text: value });
    },
  };
}

type Own<Row extends object> = Pick<RowTableProps<Row>, 'nameOf' | 'newRow' | 'onOpen'>;
type ListTable =
  | 'bundles'
  | 'pairs'
  | 'partnerTiers'
  | 'exchangeRates'
  | 'taxes'
  | 'discountLimits'
  | 'multiYearDiscounts';

function useTable({ content, problems, onSave }: ModelTablesProps) {
  const t = useText(pricingText);
  const problemsOf = useCallback(
    (table: string) => (index: number) =>
      problems.filter(({ field }) => field === `${table}.${index}` || field.startsWith(`${table}.${index}.`)),
    [problems],
  );
  return <Row extends object>(
    table: ListTable,
    rows: readonly Row[],
    fields: readonly RowField<Row>[],
    { nameOf, newRow, onOpen }: Own<Row>,
    fill = true,
  ) => (
    <RowTable
      label={t(`table.${table}`)}
      rows={rows}
      fields={fields}
      nameOf={nameOf}
      {...(newRow && { newRow })}
      onOpen={onOpen}
      problemsOf={problemsOf(table)}
      empty={t(`table.${table}.empty`)}
      addLabel={t('row.add')}
      fill={fill}
      onRows={onSave && ((next) => onSave({ ...content, [table]: next }))}
    />
  );
}

/** Discount limits, multi-year discounts and margin floors below each other. */
function LimitTables(props: ModelTablesProps) {
  const { content, problems, seesCost, onSave } = props;
  const t = useText(pricingText);
  const table = useTable(props);
  const fields = useMemo(() => ({ limits: limitFields(t), years: multiYearFields(t), floors: floorFields(t) }), [t]);
  const floors: FloorRow[] = [
    ...(content.marginFloors?.families ?? []),
    ...(content.marginFloors?.default === undefined
      ? []
      : [{ family: null, basisPoints: content.marginFloors.default }]),
  ];
  const saveFloors = (rows: FloorRow[]) => {
    const { marginFloors: _old, ...rest } = content;
    const families = rows.flatMap(({ family, basisPoints }) => (family === null ? [] : [{ family, basisPoints }]));
    const other = rows.find(({ family }) => family === null);
    onSave?.(
      rows.length === 0 ? rest : { ...rest, marginFloors: { families, ...(other && { default: other.basisPoints }) } },
    );
  };
  const families = [...new Set(content.skus.map(({ family }) => family))];
  const free = families.find((family) => !floors.some((floor) => floor.family === family));
  return (
    <div className={styles.stacked}>
      <Section title={t('table.discountLimits')} internal>
        {table(
          'discountLimits',
          content.discountLimits,
          fields.limits,
          { nameOf: ({ role }) => role, newRow: () => ({ role: freeRole(content), basisPoints: 0 }) },
          false,
        )}
      </Section>
      <Section title={t('table.multiYearDiscounts')}>
        {table(
          'multiYearDiscounts',
          content.multiYearDiscounts ?? [],
          fields.years,
          {
            nameOf: ({ months }) => t('multi.from', { months }),
            newRow: () => ({
              months: Math.max(0, ...(content.multiYearDiscounts ?? []).map(({ months }) => months)) + 12,
              basisPoints: 0,
            }),
          },
          false,
        )}
      </Section>
      {seesCost && (
        <Section title={t('table.marginFloors')} internal>
          <RowTable
            label={t('table.marginFloors')}
            rows={floors}
            fields={fields.floors}
            nameOf={({ family }) => family ?? t('floors.default')}
            newRow={() => ({
              family: floors.some(({ family }) => family === null) ? (free ?? t('sku.family')) : null,
              basisPoints: 0,
            })}
            problemsOf={(index) => {
              const floor = floors[index];
              const path = floor?.family === null ? 'marginFloors.default' : `marginFloors.families.${index}`;
              return problems.filter(({ field }) => field === path);
            }}
            empty={t('floors.none')}
            addLabel={t('row.add')}
            onRows={onSave && saveFloors}
          />
        </Section>
      )}
    </div>
  );
}

const ROLES = ['rep', 'engineer', 'legal', 'finance', 'delivery', 'admin'];

function freeRole({ discountLimits }: PricingModel): string {
  return ROLES.find((role) => !discountLimits.some((limit) => limit.role === role)) ?? 'rep';
}
