import { useMemo } from 'react';
import { billingPeriods, type ModelProblem, type PricingModel, type Rate, type Sku } from '../../src-shared/pricing';
import {
  ActionMenu,
  Button,
  ChoiceCell,
  type DataColumn,
  DataTable,
  EmptyState,
  IconButton,
  NumberCell,
  ROW_HEIGHT,
  TextCell,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import styles from './pricing.module.css';
import { inItsRow } from './row-table';
import { pricingText } from './text';

interface ItemRow {
  row: number;
  sku: Sku;
}

export interface ItemTableProps {
  content: PricingModel;
  seesCost: boolean;
  problems: readonly ModelProblem[];
  /** Left out where it does not change. */
  onSave?: ((content: PricingModel) => void) | undefined;
  /** Shows or edits everything that the item says. */
  onOpen(row: number): void;
}

/** The items of a model; a draft's are edited in place, costs only by those who may read them. */
export function ItemTable({ content, seesCost, problems, onSave, onOpen }: ItemTableProps) {
  const t = useText(pricingText);
  const rows = useMemo(() => content.skus.map((sku, row): ItemRow => ({ row, sku })), [content.skus]);
  const wrong = useMemo(() => Map.groupBy(problems, ({ row }) => row), [problems]);
  const columns = useItemColumns(content, seesCost, wrong, onSave, onOpen);
  const add = () =>
    onSave?.({
      ...content,
      skus: [
        ...content.skus,
        {
          code: freeCode(content),
          name: t('sku.new'),
          family: content.skus.at(-1)?.family ?? t('items.title'),
          unit: 'unit',
          billingPeriod: 'month',
          rate: { kind: 'per-unit', unitPrice: '0' },
        },
      ],
    });
  return (
    <DataTable
      label={t('items.title')}
      rows={rows}
      columns={columns}
      rowKey={({ row }) => String(row)}
      rowHeight={({ row }) => (wrong.has(row + 1) ? 54 : ROW_HEIGHT)}
      onOpen={({ row }) => onOpen(row)}
      fill
      empty={<EmptyState>{t('items.empty')}</EmptyState>}
      append={
        onSave && (
          <div className={styles.add}>
            <Button kind="quiet" size="small" icon="plus" onClick={add}>
              {t('sku.add')}
            </Button>
          </div>
        )
      }
    />
  );
}

function freeCode({ skus }: PricingModel): string {
  const used = new Set(skus.map(({ code }) => code));
  let number = skus.length + 1;
  while (used.has(`ITEM-${number}`)) number += 1;
  return `ITEM-${number}`;
}

function useItemColumns(
  content: PricingModel,
  seesCost: boolean,
  wrong: ReadonlyMap<number | null, ModelProblem[]>,
  onSave: ItemTableProps['onSave'],
  onOpen: ItemTableProps['onOpen'],
): readonly DataColumn<ItemRow>[] {
  const t = useText(pricingText);
  const format = useFormat();
  return useMemo(() => {
    const change = (row: number, fields: Partial<Sku>) =>
      onSave?.({ ...content, skus: content.skus.map((sku, at) => (at === row ? { ...sku, ...fields } : sku)) });
    const readOnly = !onSave;
    const text = (id: 'code' | 'name' | 'family' | 'unit', width: number, grow?: number): DataColumn<ItemRow> => ({
      id,
      header: t(`sku.${id}`),
      width,
      grow,
      value: ({ sku }) => sku[id],
      cell: ({ row, sku }) => (
        <TextCell
          label={t('sku.of', { field: t(`sku.${id}`), item: sku.name })}
          value={sku[id]}
          readOnly={readOnly}
          error={problemAt(wrong, row, id)}
          onCommit={(value) => value.trim() && change(row, { [id]: value.trim() })}
        >
          {id === 'code' ? (
            <span className="mono">{sku.code}</span>
          ) : id === 'name' && wrong.has(row + 1) ? (
            <TwoLines below={<span className={styles.problem}>{inItsRow(wrong.get(row + 1)![0]!)}</span>}>
              {sku.name}
            </TwoLines>
          ) : undefined}
        </TextCell>
      ),
    });
    const cost = (id: 'fixed' | 'perUnit', header: string): DataColumn<ItemRow> => ({
      id: `cost-${id}`,
      header,
      kind: 'figure',
      width: id === 'fixed' ? 76 : 70,
      grow: 0.65,
      internal: true,
      cell: ({ row, sku }) => (
        <NumberCell
          label={t('sku.of', { field: header, item: sku.name })}
          value={sku.cost?.[id] ?? null}
          digits={2}
          min="0"
          readOnly={readOnly}
          onCommit={(value) => change(row, { cost: { fixed: '0', perUnit: '0', ...sku.cost, [id]: value ?? '0' } })}
        >
          {sku.cost ? undefined : '–'}
        </NumberCell>
      ),
    });
    const columns: DataColumn<ItemRow>[] = [
      // Beside the inspector on a small screen these widths just fit: a code is written out, the name gives way. On a wide one all grow.
      text('code', 106, 0.8),
      text('name', 114, 1),
      text('family', 72, 0.6),
      text('unit', 72, 0.7),
      {
        id: 'period',
        header: t('sku.period'),
        width: readOnly ? 70 : 76,
        grow: 0.5,
        value: ({ sku }) => sku.billingPeriod,
        cell: ({ row, sku }) =>
          readOnly ? (
            t(`period.${sku.billingPeriod}`)
          ) : (
            <ChoiceCell
              label={t('sku.of', { field: t('sku.period'), item: sku.name })}
              value={sku.billingPeriod}
              options={billingPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
              onCommit={(billingPeriod) => change(row, { billingPeriod })}
            />
          ),
      },
      {
        id: 'rate',
        header: t('sku.rate'),
        width: 80,
        grow: 0.65,
        value: ({ sku }) => sku.rate.kind,
        cell: ({ sku }) => t(`rate.${sku.rate.kind}`),
      },
      {
        id: 'price',
        header: t('sku.price'),
        kind: 'figure',
        width: 78,
        grow: 0.65,
        cell: ({ row, sku }) => {
          const { rate } = sku;
          if (rate.kind === 'per-unit' || rate.kind === 'flat') {
            return (
              <NumberCell
                label={t('sku.of', { field: t('sku.price'), item: sku.name })}
                value={rate.kind === 'flat' ? rate.price : rate.unitPrice}
                digits={2}
                min="0"
                readOnly={readOnly}
                onCommit={(value) => change(row, { rate: priced(rate, value ?? '0') })}
              />
            );
          }
          if ('tiers' in rate) {
            return (
              <span className={styles.inColumn}>
                <Button kind="quiet" size="small" onClick={() => onOpen(row)}>
                  {t('sku.tiers', { count: rate.tiers.length })}
                </Button>
              </span>
            );
          }
          return plainPrice(rate, format.number);
        },
      },
    ];
    if (seesCost) columns.push(cost('fixed', t('sku.cost.fixed')), cost('perUnit', t('sku.cost.unit')));
    if (onSave) {
      columns.push({
        id: 'actions',
        header: t('sku.actions'),
        heading: <span className="only-screen-reader">{t('sku.actions')}</span>,
        kind: 'actions',
        width: 36,
        cell: ({ row, sku }) => (
          <ActionMenu
            trigger={<IconButton icon="more" size="small" label={t('sku.more', { item: sku.name })} />}
            items={[
              { id: 'edit', label: t('sku.edit'), icon: 'edit', run: () => onOpen(row) },
              { id: 'copy', label: t('sku.copy'), icon: 'copy', run: () => onSave(copied(content, row)) },
              {
                id: 'remove',
                label: t('sku.remove'),
                icon: 'trash',
                section: true,
                run: () => onSave({ ...content, skus: content.skus.filter((_, at) => at !== row) }),
              },
            ]}
          />
        ),
      });
    }
    return columns;
  }, [content, seesCost, wrong, onSave, onOpen, t, format]);
}

function priced(rate: Rate & { kind: 'flat' | 'per-unit' }, value: string): Rate {
  return rate.kind === 'flat' ? { ...rate, price: value } : { ...rate, unitPrice: value };
}

/** The model with a copy of an item below it, for another region or other days. */
function copied(content: PricingModel, row: number): PricingModel {
  const sku = content.skus[row]!;
  return { ...content, skus: content.skus.toSpliced(row + 1, 0, { ...sku, code: `${sku.code}-2` }) };
}

/** The sentence about one cell of an item, where it has a problem there. */
function problemAt(wrong: ReadonlyMap<number | null, ModelProblem[]>, row: number, field: string): string | null {
  return wrong.get(row + 1)?.find((problem) => problem.field.split('.').at(-1) === field)?.message ?? null;
}

/** A rate that is not edited here, in short. */
function plainPrice(rate: Rate, number: (value: string) => string): string {
  if (rate.kind === 'package') return `${number(rate.packagePrice)} / ${number(rate.packageSize)}`;
  if (rate.kind === 'committed') return number(rate.committedUnitPrice);
  if (rate.kind === 'percentage-of') return `${number(rate.percent)}\u00a0%`;
  return '–';
}
