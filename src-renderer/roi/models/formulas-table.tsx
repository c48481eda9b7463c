import { useMemo } from 'react';
import {
  type CheckedFormula,
  expectedScenario,
  type RoiCaseContent,
  type RoiFlow,
  type RoiFormula,
  type RoiModelContent,
  type RoiModelProblem,
  type RoiScenarioAnswer,
  type RoiScenarioFigures,
} from '../../../src-shared/roi';
import {
  ChoiceCell,
  type DataColumn,
  DataTable,
  EmptyState,
  TextCell,
  TraceableNumber,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { explainOf } from '../cases/explain';
import styles from '../roi.module.css';
import { freeName, problemAt } from './places';
import { AddRow, actionsColumn, rowHeight } from './table-parts';
import { modelText } from './text';

interface Placed {
  at: number;
  formula: RoiFormula;
}

interface FormulasProps {
  content: RoiModelContent;
  problems: readonly RoiModelProblem[];
  checked: readonly CheckedFormula[];
  /** The model with its defaults as a case, and what that comes to; null while the model has errors. */
  live: { content: RoiCaseContent; answer: RoiScenarioAnswer | undefined } | null;
  /** Left out where nothing changes. */
  onSave?: ((content: RoiModelContent) => void) | undefined;
}

const FLOWS = [
  'none',
  'statusQuo.yearly',
  'statusQuo.start',
  'proposal.yearly',
  'proposal.start',
  'benefits.yearly',
  'benefits.start',
] as const;
type FlowChoice = (typeof FLOWS)[number];

/** The formulas of a model, edited in place, with the unit that each comes to and what is wrong with it where it is wrong. */
export function FormulasTable(props: FormulasProps) {
  const t = useText(modelText);
  const { content, onSave } = props;
  const rows = useMemo(() => content.formulas.map((formula, at): Placed => ({ at, formula })), [content.formulas]);
  const columns = useFormulaColumns(props);
  const add = () =>
    onSave?.({
      ...content,
      formulas: [
        ...content.formulas,
        { name: freeName('formula', content), label: t('formula.new'), unit: '1', formula: '0', help: '', group: '' },
      ],
    });
  return (
    <DataTable
      label={t('part.formulas')}
      rows={rows}
      columns={columns}
      rowKey={({ at }) => String(at)}
      rowHeight={({ at, formula }) =>
        rowHeight(problemAt(props.problems, `formulas.${at}`) !== null || wrongUnit(props.checked, formula) !== null)
      }
      empty={<EmptyState>{t('about')}</EmptyState>}
      append={onSave && <AddRow onAdd={add}>{t('formula.add')}</AddRow>}
      fill
    />
  );
}

function useFormulaColumns({ content, problems, checked, live, onSave }: FormulasProps): DataColumn<Placed>[] {
  const t = useText(modelText);
  const format = useFormat();
  return useMemo((): DataColumn<Placed>[] => {
    const put = (at: number, change: Partial<RoiFormula>) => {
      const before = content.formulas[at];
      const renamed = change.name !== undefined && before ? { from: before.name, to: change.name } : null;
      const same = (name: string) => (renamed && name === renamed.from ? renamed.to : name);
      onSave?.({
        ...content,
        formulas: content.formulas.map((one, place) => (place === at ? { ...one, ...change } : one)),
        flows: content.flows.map((flow) => ({ ...flow, formula: same(flow.formula) })),
        outputs: content.outputs.map(same),
      });
    };
    const remove = (at: number) => {
      const gone = content.formulas[at]?.name;
      onSave?.({
        ...content,
        formulas: content.formulas.filter((_, place) => place !== at),
        flows: content.flows.filter(({ formula }) => formula !== gone),
        outputs: content.outputs.filter((name) => name !== gone),
      });
    };
    const flowOf = (name: string): FlowChoice => {
      const flow = content.flows.find(({ formula }) => formula === name);
      return flow ? `${flow.stream}.${flow.when}` : 'none';
    };
    const setFlow = (name: string, choice: FlowChoice) => {
      const others = content.flows.filter(({ formula }) => formula !== name);
      if (choice === 'none') return onSave?.({ ...content, flows: others });
      const [stream, when] = choice.split('.') as [RoiFlow['stream'], RoiFlow['when']];
      return onSave?.({ ...content, flows: [...others, { formula: name, stream, when }] });
    };
    const text = (id: 'label' | 'name' | 'unit', width: number, grow: number): DataColumn<Placed> => ({
      id,
      header: t(`input.${id}`),
      width,
      grow,
      ...(id === 'label' && { rowHeader: true }),
      cell: ({ at, formula }) => {
        const found = wrongUnit(checked, formula);
        return (
          <TextCell
            label={t('input.cell', { what: t(`input.${id}`), input: formula.label })}
            value={formula[id]}
            error={problemAt(problems, `formulas.${at}.${id}`)?.message ?? null}
            readOnly={!onSave}
            onCommit={(next) => put(at, { [id]: next.trim() })}
          >
            {id === 'name' ? (
              <code>{formula.name}</code>
            ) : id === 'unit' && found !== null ? (
              <TwoLines below={t('unit.found', { unit: found })}>{formula.unit}</TwoLines>
            ) : undefined}
          </TextCell>
        );
      },
    });
    const results = resultsOf(live?.answer?.figures ?? null);
    return [
      text('label', 170, 3),
      text('name', 120, 2),
      {
        id: 'formula',
        header: t('formula.formula'),
        width: 240,
        grow: 5,
        cell: ({ at, formula }) => {
          const problem = problemAt(problems, `formulas.${at}.formula`);
          const place = problem?.column ? ` (${t('problems.column', { column: problem.column })})` : '';
          return (
            <TextCell
              label={t('input.cell', { what: t('formula.formula'), input: formula.label })}
              value={formula.formula}
              error={problem?.severity === 'error' ? `${problem.message}${place}` : null}
              readOnly={!onSave}
              onCommit={(next) => put(at, { formula: next.trim() })}
            >
              {problem ? (
                <TwoLines
                  below={
                    <span className={styles.missing}>
                      {problem.message}
                      {place}
                    </span>
                  }
                >
                  <code>{formula.formula}</code>
                </TwoLines>
              ) : (
                <code>{formula.formula}</code>
              )}
            </TextCell>
          );
        },
      },
      text('unit', 110, 1),
      {
        id: 'result',
        header: t('formula.result'),
        kind: 'figure',
        width: 130,
        grow: 1,
        cell: ({ formula }) => {
          const result = results.get(formula.name);
          if (result === undefined || !live) return '–';
          const text = format.number(result, { maxDigits: Math.abs(result) < 10 ? 3 : 0 });
          return (
            <TraceableNumber
              value={text}
              explain={() => explainOf(live.content, expectedScenario, formula.name, text, format)}
            />
          );
        },
      },
      {
        id: 'flow',
        header: t('formula.flow'),
        width: 170,
        grow: 1,
        cell: ({ formula }) =>
          onSave ? (
            <ChoiceCell<FlowChoice>
              label={t('input.cell', { what: t('formula.flow'), input: formula.label })}
              value={flowOf(formula.name)}
              options={FLOWS.map((value) => ({ value, label: t(`flow.${value}`) }))}
              onCommit={(choice) => setFlow(formula.name, choice)}
            />
          ) : (
            t(`flow.${flowOf(formula.name)}`)
          ),
      },
      {
        id: 'output',
        header: t('formula.output'),
        width: 100,
        cell: ({ formula }) => {
          const shown = content.outputs.includes(formula.name);
          if (!onSave) return t(shown ? 'output.yes' : 'output.no');
          const others = content.outputs.filter((name) => name !== formula.name);
          return (
            <ChoiceCell<'yes' | 'no'>
              label={t('input.cell', { what: t('formula.output'), input: formula.label })}
              value={shown ? 'yes' : 'no'}
              options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`output.${value}`) }))}
              onCommit={(choice) =>
                onSave({ ...content, outputs: choice === 'yes' ? [...others, formula.name] : others })
              }
            />
          );
        },
      },
      ...(onSave
        ? [
            actionsColumn<Placed>(
              t,
              ({ formula }) => formula.label,
              ({ at }) => [{ id: 'remove', label: t('formula.remove'), icon: 'trash', run: () => remove(at) }],
            ),
          ]
        : []),
    ];
  }, [content, problems, checked, live, onSave, format, t]);
}

/** The unit that a formula comes to where it is not the one that is written; else null. */
function wrongUnit(checked: readonly CheckedFormula[], { name, unit }: RoiFormula): string | null {
  const found = checked.find((one) => one.name === name)?.unit ?? null;
  return found === unit ? null : found;
}

/** What formulas come to with the defaults: outputs by themselves, money by its line of year 1 or of the start. */
function resultsOf(figures: RoiScenarioFigures | null): Map<string, number> {
  const results = new Map<string, number>();
  if (!figures) return results;
  for (const lines of Object.values(figures.lines)) {
    for (const { id, amounts } of lines) results.set(id, Number(amounts[1] ?? 0) || Number(amounts[0] ?? 0));
  }
  for (const { name, value, byYear } of figures.outputs) {
    const result = value ?? byYear?.[0];
    if (result !== undefined && result !== null) results.set(name, result);
  }
  return results;
}
