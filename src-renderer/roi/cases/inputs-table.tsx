import { useMemo } from 'react';
import type { RoiCaseView, RoiInputView } from '../../../src-shared/roi';
import { usePlaces } from '../../app';
import {
  ActionMenu,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  IconButton,
  type MenuItem,
  NumberCell,
  TextLink,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { valueText, valueWithUnit } from './figure-words';
import { caseText } from './text';

export interface InputsTableProps {
  found: RoiCaseView;
  /** Keeps a value typed into its cell; where nobody has said yet where it comes from, the dialog asks. */
  onValue(input: RoiInputView, value: string | null): void;
  onEdit(input: RoiInputView): void;
  onConfirm(input: RoiInputView): void;
  onUnconfirm(input: RoiInputView): void;
  onClear(input: RoiInputView): void;
  /** Takes the value that its source has now. */
  onTake(input: RoiInputView): void;
}

/** Every input of a case by group: its value and range, where that comes from, and who stands by it. */
export function InputsTable(props: InputsTableProps) {
  const t = useText(caseText);
  const columns = useInputColumns(props);
  const { inputs } = props.found;
  const grouped = new Set(inputs.map(({ group }) => group)).size > 1;
  return (
    <DataTable
      label={t('part.inputs')}
      rows={inputs}
      columns={columns}
      rowKey={({ name }) => name}
      rowHeight={54}
      {...(grouped && {
        groupOf: ({ group }: RoiInputView) => ({ key: group, label: group || t('input.group.none') }),
      })}
      onOpen={props.onEdit}
      empty={<EmptyState>{t('input.none')}</EmptyState>}
      fill
    />
  );
}

function useInputColumns({
  onValue,
  onEdit,
  onConfirm,
  onUnconfirm,
  onClear,
  onTake,
}: InputsTableProps): DataColumn<RoiInputView>[] {
  const t = useText(caseText);
  const format = useFormat();
  const placeOf = usePlaces();
  return useMemo((): DataColumn<RoiInputView>[] => {
    const cell = (input: RoiInputView, what: string) => t('input.cell', { what, input: input.label });
    const menu = (input: RoiInputView): MenuItem[] => [
      { id: 'edit', label: t('input.edit'), icon: 'edit', run: () => onEdit(input) },
      ...(input.outdated
        ? [{ id: 'take', label: t('input.take', { text: input.outdated.text }), run: () => onTake(input) }]
        : []),
      ...(input.value === null
        ? []
        : [
            input.confirmed
              ? { id: 'unconfirm', label: t('input.unconfirm'), run: () => onUnconfirm(input) }
              : { id: 'confirm', label: t('input.confirm'), run: () => onConfirm(input) },
          ]),
      ...(input.from && input.from.kind !== 'default'
        ? [{ id: 'clear', section: true as const, label: t('input.clear'), run: () => onClear(input) }]
        : []),
    ];
    return [
      {
        id: 'label',
        header: t('input.label'),
        width: 168,
        grow: 4,
        rowHeader: true,
        cell: ({ label, help }) => (help ? <TwoLines below={help}>{label}</TwoLines> : label),
      },
      {
        id: 'value',
        header: t('input.value'),
        kind: 'figure',
        width: 104,
        grow: 1,
        cell: (input) =>
          input.shape === 'number' ? (
            <NumberCell
              label={cell(input, t('input.value'))}
              value={typeof input.value === 'string' ? input.value : null}
              onCommit={(value) => onValue(input, value)}
            >
              {input.value === null ? <span className={styles.missing}>{t('input.missing')}</span> : undefined}
            </NumberCell>
          ) : (
            <TwoLines below={t('input.byYear')}>
              {input.value === null ? (
                <span className={styles.missing}>{t('input.missing')}</span>
              ) : (
                valueText(input.value, format)
              )}
            </TwoLines>
          ),
      },
      {
        id: 'unit',
        header: t('input.unit'),
        width: 100,
        grow: 1,
        cell: ({ shownUnit }) => (shownUnit === '1' ? '' : shownUnit),
      },
      {
        id: 'range',
        header: t('input.range'),
        kind: 'figure',
        width: 96,
        grow: 1,
        cell: ({ low, high }) =>
          low === null && high === null
            ? '–'
            : format.range(low === null ? '–' : format.number(low), high === null ? '–' : format.number(high)),
      },
      {
        id: 'source',
        header: t('input.source'),
        width: 150,
        grow: 4,
        cell: ({ from, question, outdated, shownUnit }) => {
          if (!from) return <span className="quiet">{t('source.default')}</span>;
          const place = from.entity && from.id ? placeOf(from.entity, from.id) : null;
          const about = outdated
            ? t('input.outdated', { value: valueWithUnit(outdated.now, shownUnit, format) })
            : question && question.reason === null
              ? t('input.question')
              : question
                ? t('input.answered')
                : t(`source.${from.kind}`);
          const warns = outdated !== null || (question !== null && question.reason === null);
          return (
            <TwoLines
              below={
                warns ? (
                  <Chip size="small" tone="warn">
                    {about}
                  </Chip>
                ) : (
                  about
                )
              }
            >
              {place ? <TextLink to={place}>{from.text}</TextLink> : from.text}
            </TwoLines>
          );
        },
      },
      {
        id: 'confirmed',
        header: t('input.confirmed'),
        width: 104,
        grow: 2,
        cell: ({ confirmed, value }) =>
          confirmed ? (
            <TwoLines below={format.date(confirmed.on)}>{confirmed.contactName ?? confirmed.who}</TwoLines>
          ) : value === null ? (
            ''
          ) : (
            <span className="quiet">{t('input.unconfirmed')}</span>
          ),
      },
      {
        id: 'actions',
        header: t('input.actions'),
        heading: <span className="only-screen-reader">{t('input.actions')}</span>,
        kind: 'actions',
        width: 44,
        cell: (input) => (
          <ActionMenu
            trigger={<IconButton icon="more" size="small" label={t('input.more', { input: input.label })} />}
            items={menu(input)}
          />
        ),
      },
    ];
  }, [t, format, placeOf, onValue, onEdit, onConfirm, onUnconfirm, onClear, onTake]);
}
