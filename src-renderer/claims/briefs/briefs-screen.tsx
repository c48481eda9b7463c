import { useMemo, useState } from 'react';
import type { BriefView } from '../../../src-shared/claims';
import { CommandProblem, Loaded, useAddress, useCommand } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  Chip,
  type DataColumn,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  SelectField,
  TextField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { ClaimsPage, useReadsDrafts } from '../claims-page';
import { useCharts } from '../queries';
import { claimsText } from '../text';
import { useBriefs } from './queries';
import { briefsText } from './text';

/** Every defensibility brief. */
export function BriefsScreen() {
  const t = useText(briefsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const columns = useBriefColumns();
  const may = useReadsDrafts();
  const begin = may && (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <ClaimsPage part="briefs" actions={begin}>
      <Loaded query={useBriefs()}>
        {(briefs) => (
          <DataTable
            label={t('column.title')}
            rows={briefs}
            columns={columns}
            rowKey={({ id }) => id}
            onOpen={({ id }) => go(`/claims/briefs/${id}`)}
            empty={<EmptyState>{t('about')}</EmptyState>}
          />
        )}
      </Loaded>
      {may && search['new'] !== undefined && <NewBriefDialog onClose={() => setSearch({ new: null })} />}
    </ClaimsPage>
  );
}

function useBriefColumns(): DataColumn<BriefView>[] {
  const t = useText(briefsText);
  const words = useText(claimsText);
  const format = useFormat();
  return useMemo(
    (): DataColumn<BriefView>[] => [
      { id: 'number', header: t('column.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title', header: t('column.title'), width: 200, grow: 4, rowHeader: true },
        value: ({ title }) => title,
      },
      {
        ...{ id: 'charts', header: t('column.charts'), width: 170, grow: 2 },
        value: ({ charts }) => charts.map(({ number }) => number).join(', '),
      },
      {
        ...{ id: 'shown', header: t('column.shown'), width: 116 },
        value: ({ disclosure }) => words(`disclosure.${disclosure}`),
      },
      {
        ...{ id: 'state', header: t('column.state'), width: 160 },
        value: ({ blockers }) => blockers.length,
        cell: ({ blockers }) => (
          <Chip size="small" tone={blockers.length === 0 ? 'good' : 'warn'}>
            {blockers.length === 0 ? t('state.ready') : t('state.blocked')}
          </Chip>
        ),
      },
      { id: 'owner', header: t('column.owner'), width: 128, value: ({ ownerName }) => ownerName ?? '–' },
      {
        ...{ id: 'created', header: t('column.created'), width: 112 },
        value: ({ created }) => created,
        cell: ({ created }) => format.date(created),
      },
    ],
    [t, words, format],
  );
}

/** Begins a brief with its first chart; the page does the rest. */
function NewBriefDialog({ onClose }: { onClose(): void }) {
  const t = useText(briefsText);
  const { go } = useNavigation();
  const save = useCommand(useDesk().claims.saveBrief);
  const charts = useCharts({});
  const [title, setTitle] = useState('');
  const [chart, setChart] = useState<string | null>(null);
  const missing = (!title.trim() || chart === null) && t('new.needs');
  const act = async () => {
    if (missing || chart === null) return;
    const done = await save.run({ title: title.trim(), charts: [chart] });
    if (done?.result) go(`/claims/briefs/${done.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('new.title')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={missing} onClick={act}>
          {t('new.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextField label={t('new.name')} value={title} onChange={setTitle} maxLength={200} />
        <SelectField
          label={t('new.chart')}
          hint={charts.data?.length === 0 ? t('new.chart.none') : undefined}
          options={
            charts.data?.map(({ id, number, title: name }) => ({ value: id, label: `${number} · ${name}` })) ?? []
          }
          value={chart}
          onChange={setChart}
        />
        <CommandProblem command={save} />
      </Form>
    </Dialog>
  );
}
