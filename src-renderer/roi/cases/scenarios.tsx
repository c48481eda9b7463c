import { useMemo, useState } from 'react';
import {
  expectedScenario,
  type RoiCaseView,
  type RoiFigure,
  type RoiModelFigureName,
  type RoiScenarioAnswer,
  type RoiScenarioFigures,
} from '../../../src-shared/roi';
import {
  ActionMenu,
  Button,
  Card,
  type DataColumn,
  DataTable,
  IconButton,
  Row,
  Stack,
  TraceableNumber,
  useFormat,
  useText,
} from '../../ui';
import { explainOf } from './explain';
import { ScenarioDialog } from './scenario-dialog';
import { caseText } from './text';

interface FigureRow {
  id: RoiModelFigureName | (string & {});
  label: string;
  /** The figure of one scenario, written; null where it does not exist, then with the reason. */
  write(figures: RoiScenarioFigures): { text: string | null; reason?: string | undefined };
}

/** All scenarios beside each other, figure by figure; each can be asked where it comes from, and changed but the expected one. */
export function Scenarios({ found }: { found: RoiCaseView }) {
  const t = useText(caseText);
  const [edited, setEdited] = useState<{ key: string | null } | null>(null);
  const rows = useFigureRows(found);
  const columns = useScenarioColumns(found, setEdited);
  return (
    <Stack>
      <Row>
        <Button size="small" icon="plus" onClick={() => setEdited({ key: null })}>
          {t('scenarios.add')}
        </Button>
        <span className="quiet">{t('scenarios.expected')}</span>
      </Row>
      <Card title={t('scenarios.title')} flush>
        <DataTable label={t('scenarios.title')} rows={rows} columns={columns} rowKey={({ id }) => id} plain />
      </Card>
      {edited && <ScenarioDialog found={found} scenario={edited.key} onClose={() => setEdited(null)} />}
    </Stack>
  );
}

function useFigureRows({ content, answers }: RoiCaseView): FigureRow[] {
  const t = useText(caseText);
  const format = useFormat();
  return useMemo(() => {
    const { currency } = content;
    const money = (text: string) => ({ text: format.amount(text, currency) });
    const figure = ({ value, reason }: RoiFigure, write: (value: number) => string) => ({
      text: value === null ? null : write(value),
      reason,
    });
    const inYears = (value: number) => format.number(value, { digits: 1 });
    const inPercent = (value: number) => format.ratio(value, { maxDigits: 1 });
    const whole = (value: number) => format.number(Math.round(value));
    const stream = (id: 'statusQuo' | 'proposal' | 'benefits' | 'net'): FigureRow => ({
      id,
      label: t(`figure.${id}`, { currency }),
      write: (figures) => money(figures[id].total),
    });
    const outputs = answers.find(({ figures }) => figures)?.figures?.outputs ?? [];
    return [
      stream('statusQuo'),
      stream('proposal'),
      stream('benefits'),
      stream('net'),
      {
        id: 'netPresentValue',
        label: t('figure.netPresentValue', { currency }),
        write: (figures) => money(figures.netPresentValue),
      },
      {
        id: 'internalRate',
        label: t('figure.internalRate'),
        write: (figures) => figure(figures.internalRate, inPercent),
      },
      {
        id: 'paybackYears',
        label: t('figure.paybackYears'),
        write: (figures) => figure(figures.paybackYears, inYears),
      },
      {
        id: 'discountedPaybackYears',
        label: t('figure.discountedPaybackYears'),
        write: (figures) => figure(figures.discountedPaybackYears, inYears),
      },
      {
        id: 'returnOnInvestment',
        label: t('figure.returnOnInvestment'),
        write: (figures) => figure(figures.returnOnInvestment, inPercent),
      },
      {
        id: 'costOfDelay',
        label: t('figure.costOfDelay', { currency }),
        write: (figures) => money(figures.costOfDelay),
      },
      {
        id: 'breakEvenShare',
        label: t('figure.breakEvenShare'),
        write: (figures) => figure(figures.breakEvenShare, inPercent),
      },
      {
        id: 'breakEvenPrice',
        label: t('figure.breakEvenPrice', { currency }),
        write: (figures) => figure(figures.breakEvenPrice, whole),
      },
      ...outputs.map(
        ({ name, label, unit }): FigureRow => ({
          id: name,
          label: unit === '1' ? label : `${label}, ${unit}`,
          write: (figures) => {
            const output = figures.outputs.find((one) => one.name === name);
            const value = output?.value ?? output?.byYear?.at(-1) ?? null;
            return {
              text: value === null ? null : format.number(value, { maxDigits: Math.abs(value) < 10 ? 2 : 0 }),
              reason: output?.reason,
            };
          },
        }),
      ),
    ];
  }, [content, answers, format, t]);
}

function useScenarioColumns(
  { content, answers }: RoiCaseView,
  onEdit: (edited: { key: string }) => void,
): DataColumn<FigureRow>[] {
  const t = useText(caseText);
  const format = useFormat();
  return useMemo(
    (): DataColumn<FigureRow>[] => [
      { id: 'figure', header: t('scenarios.figure'), width: 280, grow: 3, cell: ({ label }) => label },
      ...answers.map(
        (answer: RoiScenarioAnswer): DataColumn<FigureRow> => ({
          id: answer.key,
          header: answer.label,
          ...(answer.key !== expectedScenario && {
            heading: (
              <Row nowrap>
                {answer.label}
                <ActionMenu
                  trigger={
                    <IconButton icon="more" size="small" label={t('scenarios.edit', { scenario: answer.label })} />
                  }
                  items={[
                    {
                      id: 'edit',
                      label: t('scenarios.edit', { scenario: answer.label }),
                      icon: 'edit',
                      run: () => onEdit({ key: answer.key }),
                    },
                  ]}
                />
              </Row>
            ),
          }),
          kind: 'figure',
          width: 160,
          grow: 1,
          cell: ({ id, write }) => {
            if (!answer.figures) return '–';
            const { text, reason } = write(answer.figures);
            if (text === null) return <span title={reason}>–</span>;
            return <TraceableNumber value={text} explain={() => explainOf(content, answer.key, id, text, format)} />;
          },
        }),
      ),
    ],
    [content, answers, onEdit, format, t],
  );
}
