import { useMemo } from 'react';
import type { CheckedFormula, RoiModelContent } from '../../../src-shared/roi';
import { Chip, type DataColumn, DataTable, EmptyState, useText } from '../../ui';
import styles from '../roi.module.css';
import { modelText } from './text';

/** In which order formulas are worked out, what each needs, and what needs it. */
export function Dependencies({ content, checked }: { content: RoiModelContent; checked: readonly CheckedFormula[] }) {
  const t = useText(modelText);
  const rows = useMemo(
    () => [...checked].sort((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY)),
    [checked],
  );
  const columns = useMemo((): DataColumn<CheckedFormula>[] => {
    const inputs = new Set(content.inputs.map(({ name }) => name));
    const labels = new Map([...content.inputs, ...content.formulas].map(({ name, label }) => [name, label]));
    const names = (list: readonly string[]) =>
      list.length === 0 ? (
        <span className="quiet">{t('needs.nothing')}</span>
      ) : (
        <span className={styles.names}>
          {list.map((name) => (
            <Chip key={name} size="small" mark={inputs.has(name) ? 'ring' : null}>
              {labels.get(name) ?? name}
            </Chip>
          ))}
        </span>
      );
    return [
      {
        id: 'order',
        header: t('needs.order'),
        kind: 'figure',
        width: 70,
        cell: ({ order }) =>
          order === null ? <span className={styles.missing}>{t('needs.cycle')}</span> : String(order + 1),
      },
      {
        id: 'name',
        header: t('needs.title'),
        width: 170,
        grow: 2,
        rowHeader: true,
        cell: ({ name }) => labels.get(name) ?? name,
      },
      { id: 'needs', header: t('needs.needs'), width: 200, grow: 4, wrap: true, cell: ({ needs }) => names(needs) },
      {
        id: 'neededBy',
        header: t('needs.neededBy'),
        width: 200,
        grow: 3,
        wrap: true,
        cell: ({ neededBy }) => names(neededBy),
      },
      {
        id: 'byYear',
        header: t('needs.byYear'),
        width: 90,
        cell: ({ byYear }) => (byYear ? t('needs.yes') : ''),
      },
    ];
  }, [content, t]);
  return (
    <DataTable
      label={t('part.dependencies')}
      rows={rows}
      columns={columns}
      rowKey={({ name }) => name}
      rowHeight="auto"
      empty={<EmptyState>{t('about')}</EmptyState>}
      fill
    />
  );
}
