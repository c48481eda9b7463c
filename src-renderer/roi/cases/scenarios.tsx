import { useMemo, useState } from 'react';
import { expectedScenario, type RoiCaseView, type RoiScenarioAnswer } from '../../../src-shared/roi';
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
import { type FigureRow, figureRows } from './figure-rows';
import { ScenarioDialog } from './scenario-dialog';
import { caseText } from './text';

/** All scenarios beside each other, figure by figure; each can be asked where it comes from, and changed but the expected one. */
export function Scenarios({ found }: { found: RoiCaseView }) {
  const t = useText(caseText);
  const format = useFormat();
  const [edited, setEdited] = useState<{ key: string | null } | null>(null);
  const rows = useMemo(() => figureRows(found, t, format), [found, t, format]);
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
