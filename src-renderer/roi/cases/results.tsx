import { useMemo } from 'react';
import type { RoiCaseContent, RoiOutput, RoiScenarioAnswer, RoiScenarioFigures } from '../../../src-shared/roi';
import { Card, type DataColumn, DataTable, EmptyState, Stack, TraceableNumber, useFormat, useText } from '../../ui';
import { YearsCard } from '../years-card';
import { ResultCharts } from './charts';
import { explainOf } from './explain';
import { caseText } from './text';

/** One scenario year by year, in pictures, and what the model answers beside the money. */
export function Results({
  content,
  answers,
  scenario,
}: {
  content: RoiCaseContent;
  answers: readonly RoiScenarioAnswer[];
  scenario: string;
}) {
  const t = useText(caseText);
  const answer = answers.find(({ key }) => key === scenario);
  if (!answer?.figures) return <EmptyState>{t('figure.none')}</EmptyState>;
  return (
    <Stack>
      <YearsCard figures={answer.figures} />
      <ResultCharts answers={answers} scenario={scenario} />
      {answer.figures.outputs.length > 0 && <Outputs content={content} scenario={scenario} figures={answer.figures} />}
    </Stack>
  );
}

interface OutputsProps {
  content: RoiCaseContent;
  scenario: string;
  figures: RoiScenarioFigures;
}

function Outputs({ content, scenario, figures }: OutputsProps) {
  const t = useText(caseText);
  const format = useFormat();
  const columns = useMemo((): DataColumn<RoiOutput>[] => {
    const years = figures.outputs.some(({ byYear }) => byYear !== null) ? figures.years : 0;
    const asked = (output: RoiOutput, value: number | null | undefined) => {
      if (value === null || value === undefined) return output.reason ?? '–';
      const text = format.number(value, { maxDigits: Math.abs(value) < 10 ? 2 : 0 });
      return <TraceableNumber value={text} explain={() => explainOf(content, scenario, output.name, text, format)} />;
    };
    return [
      { id: 'label', header: t('outputs.name'), width: 220, grow: 3, cell: ({ label }) => label },
      {
        id: 'value',
        header: t('outputs.value'),
        kind: 'figure',
        width: 130,
        cell: (output) => (output.byYear ? '' : asked(output, output.value)),
      },
      ...Array.from(
        { length: years },
        (_, at): DataColumn<RoiOutput> => ({
          id: `year-${at + 1}`,
          header: t('chart.year', { year: at + 1 }),
          kind: 'figure',
          width: 110,
          cell: (output) => (output.byYear ? asked(output, output.byYear[at]) : ''),
        }),
      ),
      { id: 'unit', header: t('outputs.unit'), width: 140, grow: 1, cell: ({ unit }) => (unit === '1' ? '' : unit) },
    ];
  }, [content, scenario, figures, format, t]);
  return (
    <Card title={t('outputs.title')} flush>
      <DataTable
        label={t('outputs.title')}
        rows={figures.outputs}
        columns={columns}
        rowKey={({ name }) => name}
        plain
      />
    </Card>
  );
}
