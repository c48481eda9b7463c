import { useMemo, useState } from 'react';
import type { RoiModelContent, RoiModelInput, RoiModelProblem } from '../../../src-shared/roi';
import { type DataColumn, DataTable, EmptyState, NumberCell, TextCell, TwoLines, useFormat, useText } from '../../ui';
import { valueText } from '../cases/figure-words';
import styles from '../roi.module.css';
import { InputDialog } from './input-dialog';
import { freeName, problemAt } from './places';
import { AddRow, actionsColumn, rowHeight } from './table-parts';
import { modelText } from './text';

interface Placed {
  at: number;
  input: RoiModelInput;
}

interface InputsProps {
  content: RoiModelContent;
  problems: readonly RoiModelProblem[];
  /** Left out where nothing changes. */
  onSave?: ((content: RoiModelContent) => void) | undefined;
}

/** The inputs of a model, edited in place; what is wrong with one stands in its row. */
export function InputsTable({ content, problems, onSave }: InputsProps) {
  const t = useText(modelText);
  const [edited, setEdited] = useState<number | null>(null);
  const rows = useMemo(() => content.inputs.map((input, at): Placed => ({ at, input })), [content.inputs]);
  const columns = useInputColumns({ content, problems, onSave }, setEdited);
  const add = () => {
    if (!onSave) return;
    const name = freeName('input', content);
    onSave({ ...content, inputs: [...content.inputs, { ...BLANK, name, label: t('input.new') }] });
    setEdited(content.inputs.length);
  };
  return (
    <>
      <DataTable
        label={t('part.inputs')}
        rows={rows}
        columns={columns}
        rowKey={({ at }) => String(at)}
        rowHeight={({ at }) => rowHeight(problemAt(problems, `inputs.${at}`) !== null)}
        onOpen={({ at }) => setEdited(at)}
        empty={<EmptyState>{t('about')}</EmptyState>}
        append={onSave && <AddRow onAdd={add}>{t('input.add')}</AddRow>}
        fill
      />
      {edited !== null && content.inputs[edited] && (
        <InputDialog
          key={edited}
          input={content.inputs[edited]}
          onKeep={
            onSave &&
            ((input) => onSave({ ...content, inputs: content.inputs.map((one, at) => (at === edited ? input : one)) }))
          }
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const BLANK: Omit<RoiModelInput, 'name' | 'label'> = {
  unit: '1',
  help: '',
  group: '',
  shape: 'number',
  value: null,
  source: '',
  low: null,
  high: null,
  minimum: null,
  maximum: null,
  because: '',
  better: null,
  fill: null,
  slider: false,
};

function useInputColumns(
  { content, problems, onSave }: InputsProps,
  onEdit: (at: number) => void,
): DataColumn<Placed>[] {
  const t = useText(modelText);
  const format = useFormat();
  return useMemo((): DataColumn<Placed>[] => {
    const put = (at: number, change: Partial<RoiModelInput>) =>
      onSave?.({
        ...content,
        inputs: content.inputs.map((one, place) => (place === at ? { ...one, ...change } : one)),
      });
    const move = (at: number, by: 1 | -1) => {
      const inputs = [...content.inputs];
      const [moved] = inputs.splice(at, 1);
      if (moved) inputs.splice(at + by, 0, moved);
      onSave?.({ ...content, inputs });
    };
    const text = (
      id: 'name' | 'label' | 'unit' | 'group',
      width: number,
      grow: number,
      more: Partial<DataColumn<Placed>> = {},
    ): DataColumn<Placed> => ({
      id,
      header: t(`input.${id}`),
      width,
      grow,
      ...more,
      cell: ({ at, input }) => {
        const problem = problemAt(problems, `inputs.${at}.${id}`);
        const below = id === 'label' ? problemAt(problems, `inputs.${at}`) : null;
        return (
          <TextCell
            label={t('input.cell', { what: t(`input.${id}`), input: input.label })}
            value={input[id]}
            error={problem?.message ?? null}
            readOnly={!onSave}
            onCommit={(next) => put(at, { [id]: next.trim() })}
          >
            {below ? (
              <TwoLines below={<span className={styles.missing}>{below.message}</span>}>{input.label}</TwoLines>
            ) : id === 'name' ? (
              <code>{input.name}</code>
            ) : undefined}
          </TextCell>
        );
      },
    });
    const number = (id: 'value' | 'low' | 'high'): DataColumn<Placed> => ({
      id,
      header: t(`input.${id}`),
      kind: 'figure',
      width: 84,
      grow: 1,
      cell: ({ at, input }) => {
        const value = input[id];
        if (input.shape === 'by-year') return id === 'value' ? valueText(value, format) : '–';
        return (
          <NumberCell
            label={t('input.cell', { what: t(`input.${id}`), input: input.label })}
            value={typeof value === 'string' ? value : null}
            error={problemAt(problems, `inputs.${at}.${id}`)?.message ?? null}
            readOnly={!onSave}
            onCommit={(next) => put(at, { [id]: next })}
          >
            {value === null ? '–' : undefined}
          </NumberCell>
        );
      },
    });
    return [
      text('label', 180, 4, { rowHeader: true }),
      text('name', 130, 2),
      number('value'),
      text('unit', 120, 2),
      number('low'),
      number('high'),
      text('group', 100, 1),
      ...(onSave
        ? [
            actionsColumn<Placed>(
              t,
              ({ input }) => input.label,
              ({ at }) => [
                { id: 'edit', label: t('input.edit'), icon: 'edit', run: () => onEdit(at) },
                ...(at > 0 ? [{ id: 'up', label: t('input.up'), run: () => move(at, -1) }] : []),
                ...(at < content.inputs.length - 1
                  ? [{ id: 'down', label: t('input.down'), run: () => move(at, 1) }]
                  : []),
                {
                  id: 'remove',
                  section: true,
                  label: t('input.remove'),
                  icon: 'trash',
                  run: () => onSave({ ...content, inputs: content.inputs.filter((_, place) => place !== at) }),
                },
              ],
            ),
          ]
        : []),
    ];
  }, [content, problems, onSave, onEdit, format, t]);
}
