import { useMemo } from 'react';
import type { RoiCase } from '../../src-shared/roi';
import {
  ActionMenu,
  Button,
  Card,
  ChoiceCell,
  type DataColumn,
  DataTable,
  IconButton,
  type MenuItem,
  NumberCell,
  TextCell,
  TraceableNumber,
  useFormat,
  useText,
} from '../ui';
import {
  type CaseDraft,
  type DraftProblem,
  emptyLine,
  grows,
  type LineDraft,
  type LineKind,
  lineKinds,
  MISSING,
  type Side,
  sides,
} from './case-draft';
import { explainLine } from './explain-case';
import { type InputRow, inputRows, inputSource, inputValue, placeOf, withSource, withValue, yearOf } from './line-rows';
import styles from './roi.module.css';
import { roiText } from './text';

export interface LinesCardProps {
  side: Side;
  draft: CaseDraft;
  problems: readonly DraftProblem[];
  /** The figures of the draft; null while an input is missing. */
  figures: RoiCase | null;
  onChange(draft: CaseDraft): void;
  /** Beside the button that adds a line. */
  aside?: React.ReactNode;
}

/** The lines of one side: each input with its value, its unit and where it comes from, edited in place. */
export function LinesCard({ side, draft, problems, figures, onChange, aside }: LinesCardProps) {
  const t = useText(roiText);
  const lines = draft.lines[side];
  const rows = useMemo(() => inputRows(lines, draft.years), [lines, draft.years]);
  const set = (next: LineDraft[]) => onChange({ ...draft, lines: { ...draft.lines, [side]: next } });
  const columns = useLineColumns({ side, draft, problems, figures, onLines: set });
  const add = () => {
    const taken = sides.flatMap((one) => draft.lines[one].map(({ id }) => id));
    set([...lines, emptyLine('level', draft.years, taken)]);
  };
  return (
    <Card
      title={t(`side.${side}`)}
      flush
      aside={
        <>
          {aside}
          <Button size="small" icon="plus" aria-label={t('side.add.to', { side: t(`side.${side}`) })} onClick={add}>
            {t('side.add')}
          </Button>
        </>
      }
    >
      {rows.length > 0 ? (
        <DataTable
          label={t(`side.${side}`)}
          rows={rows}
          columns={columns}
          rowKey={({ key }) => key}
          plain
          maxHeight={720}
        />
      ) : (
        <p className={styles.none}>{t(`side.${side}.about`)}</p>
      )}
    </Card>
  );
}

interface ColumnsWish {
  side: Side;
  draft: CaseDraft;
  problems: readonly DraftProblem[];
  figures: RoiCase | null;
  onLines(lines: LineDraft[]): void;
}

function useLineColumns({ side, draft, problems, figures, onLines }: ColumnsWish): DataColumn<InputRow>[] {
  const t = useText(roiText);
  const format = useFormat();
  const { currency, years } = draft;
  const lines = draft.lines[side];
  const wrong = new Map(problems.map((problem) => [`${problem.line} ${problem.at}`, problem.message]));
  const problemAt = ({ line }: InputRow, at: string) => {
    const message = wrong.get(`${line.id} ${at}`);
    return message === undefined ? null : message === MISSING ? t('line.value.missing') : message;
  };
  const change = (next: LineDraft) => onLines(lines.map((line) => (line.id === next.id ? next : line)));
  const inputName = ({ part }: InputRow): string => {
    const year = yearOf(part);
    if (year !== null) return t('input.year', { year });
    return t(`input.${part === 'once' ? 'amount' : (part as 'amount' | 'quantity' | 'each' | 'growth' | 'share')}`);
  };
  const cell = (row: InputRow, input: string) => t('line.cell', { input, line: row.line.label || t('line.unnamed') });
  const totals = new Map((figures?.lines[side] ?? []).map((line) => [line.id, line]));
  return [
    {
      id: 'label',
      header: t('line.label'),
      width: 190,
      grow: 3,
      cell: (row) =>
        row.first ? (
          <TextCell
            label={cell(row, t('input.label'))}
            value={row.line.label}
            error={problemAt(row, 'label')}
            onCommit={(label) => change({ ...row.line, label: label ?? '' })}
          >
            {row.line.label ? (
              <b className={styles.name}>{row.line.label}</b>
            ) : (
              <Missing>{t('line.name.missing')}</Missing>
            )}
          </TextCell>
        ) : (
          <span className={styles.part}>{inputName(row)}</span>
        ),
    },
    {
      id: 'value',
      header: t('line.value'),
      kind: 'figure',
      width: 116,
      grow: 1,
      cell: (row) => {
        const value = inputValue(row);
        const money = !['quantity', 'growth', 'share'].includes(row.part);
        return (
          <NumberCell
            label={cell(row, inputName(row))}
            value={value}
            {...(money && { digits: 2 })}
            error={problemAt(row, placeOf(row.part))}
            onChange={(next) => change(withValue(row, next))}
            onCommit={(next) => change(withValue(row, next))}
          >
            {value === null ? <Missing>{t('line.value.missing')}</Missing> : undefined}
          </NumberCell>
        );
      },
    },
    {
      id: 'unit',
      header: t('line.unit'),
      width: 132,
      grow: 1,
      cell: (row) => <Unit row={row} currency={currency} years={years} label={cell} onChange={change} />,
    },
    {
      id: 'source',
      header: t('line.source'),
      width: 150,
      grow: 3,
      cell: (row) => {
        const shared = yearOf(row.part) !== null && !row.first;
        if (shared) return null;
        const source = inputSource(row);
        return (
          <TextCell
            label={cell(row, t('input.source', { input: inputName(row) }))}
            value={source}
            error={problemAt(row, `${yearOf(row.part) === null ? placeOf(row.part) : 'amount'}.source`)}
            onCommit={(next) => change(withSource(row, next ?? ''))}
          >
            {source === '' ? <Missing>{t('line.source.missing')}</Missing> : undefined}
          </TextCell>
        );
      },
    },
    {
      id: 'total',
      header: t('line.total', { currency }),
      kind: 'figure',
      width: 124,
      grow: 1,
      cell: (row) => {
        const line = totals.get(row.line.id);
        if (!row.first) return null;
        if (!line || !figures) return '–';
        const value = format.amount(line.total, currency);
        return <TraceableNumber value={value} explain={() => explainLine(figures, line, value, format)} />;
      },
    },
    {
      id: 'actions',
      header: t('line.actions'),
      heading: <span className="only-screen-reader">{t('line.actions')}</span>,
      kind: 'actions',
      width: 44,
      cell: (row) =>
        row.first && (
          <ActionMenu
            trigger={
              <IconButton
                icon="more"
                size="small"
                label={t('line.more', { line: row.line.label || t('line.unnamed') })}
              />
            }
            items={menuOf(row.line, side, t, change, () => onLines(lines.filter(({ id }) => id !== row.line.id)))}
          />
        ),
    },
  ];
}

function Missing({ children }: { children: React.ReactNode }) {
  return <span className={styles.missing}>{children}</span>;
}

interface UnitProps {
  row: InputRow;
  currency: string;
  years: number;
  label(row: InputRow, input: string): string;
  onChange(line: LineDraft): void;
}

function Unit({ row, currency, years, label, onChange }: UnitProps) {
  const t = useText(roiText);
  const { line, part } = row;
  if (part === 'quantity') {
    return (
      <TextCell
        label={label(row, t('input.unit'))}
        value={line.quantity.unit}
        onCommit={(unit) => onChange({ ...line, quantity: { ...line.quantity, unit: unit ?? '' } })}
      >
        {line.quantity.unit ? undefined : <Missing>{t('line.unit.missing')}</Missing>}
      </TextCell>
    );
  }
  if (part === 'once') {
    return (
      <ChoiceCell
        label={label(row, t('input.when'))}
        value={String(line.year)}
        options={Array.from({ length: years + 1 }, (_, year) => ({
          value: String(year),
          label: year === 0 ? t('when.start') : t('when.year', { year }),
        }))}
        onCommit={(year) => onChange({ ...line, year: Number(year) })}
      />
    );
  }
  if (part === 'growth') return t('unit.percent.year');
  if (part === 'share') return t('unit.percent');
  if (part === 'each') return t('unit.each', { currency });
  if (part !== 'amount') {
    const year = yearOf(part) ?? 1;
    return row.first
      ? `${t('unit.in', { currency })}, ${t('input.year', { year }).toLocaleLowerCase()}`
      : t('unit.in', { currency });
  }
  return t('unit.year', { currency });
}

function menuOf(
  line: LineDraft,
  side: Side,
  t: ReturnType<typeof useText<(typeof roiText)['messages']>>,
  change: (line: LineDraft) => void,
  remove: () => void,
): MenuItem[] {
  const kinds = lineKinds.filter((kind) => kind !== line.kind && !(kind === 'once' && side === 'benefits'));
  const blank = { value: null, source: '' };
  return [
    ...kinds.map(
      (kind: LineKind): MenuItem => ({ id: kind, label: t(`kind.${kind}`), run: () => change({ ...line, kind }) }),
    ),
    ...(grows(line.kind)
      ? [
          {
            id: 'growth',
            section: true as const,
            label: line.growth ? t('line.growth.remove') : t('line.growth.add'),
            run: () => change({ ...line, growth: line.growth ? null : blank }),
          },
        ]
      : []),
    ...(line.kind === 'once'
      ? []
      : [
          {
            id: 'share',
            label: line.share ? t('line.share.remove') : t('line.share.add'),
            run: () => change({ ...line, share: line.share ? null : blank }),
          },
        ]),
    { id: 'remove', section: true, label: t('line.remove'), run: remove },
  ];
}
