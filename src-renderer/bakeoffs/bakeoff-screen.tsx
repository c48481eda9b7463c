import { useMemo, useRef, useState } from 'react';
import { type BakeoffView, type DeckTopic, pricesOf } from '../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../app';
import { useDesk } from '../client';
import { DocumentsOf } from '../documents';
import { EmptyState, ErrorSurface, Page, useActions, useText } from '../ui';
import { BakeoffHeader } from './bakeoff-header';
import { BakeoffCharts, SaveIntervals } from './charts/bakeoff-charts';
import { ContendersDialog } from './contenders-dialog';
import { PricesDialog } from './cost/prices-dialog';
import { PricesSection } from './cost/prices-section';
import { ReviseDialog } from './create/revise-dialog';
import { runSources } from './explain';
import { FactsOfBothSides } from './facts/both-sides';
import { chosenFiles } from './import/dropped-files';
import { useDropTarget } from './import/handing-over';
import { ImportCard } from './import/import-card';
import { useImport } from './import/use-import';
import { BakeoffInspector } from './inspector';
import { AaCard } from './method/aa-card';
import { AcrossSection } from './method/across-section';
import { ItemsSection } from './method/items-section';
import { MeasuredWarnings } from './method/measured-warnings';
import { PlanCard } from './method/plan-card';
import { PlanDialog } from './method/plan-dialog';
import { useBakeoff } from './queries';
import { RobustnessSection } from './robustness/robustness-section';
import { RunsSection } from './runs-card';
import { bakeoffsText } from './text';
import { type ShownRow, VerdictTable } from './verdict-table';

/** One bakeoff: what the runs say now, what it rests on, and what can be made of it. */
export function BakeoffScreen() {
  const { params } = useAddress();
  const query = useBakeoff(params['bakeoff'] ?? '');
  return <Loaded query={query}>{(bakeoff) => <BakeoffPage key={bakeoff.id} bakeoff={bakeoff} />}</Loaded>;
}

function BakeoffPage({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(bakeoffsText);
  const engineers = useHasRole('engineer', 'admin');
  const mayChange = engineers && bakeoff.status === 'open' && !bakeoff.archived;
  const work = useImport(bakeoff.id);
  useDropTarget(bakeoff.id, bakeoff.number, mayChange);
  const chooser = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'plan' | 'contenders' | 'revise' | null>(null);
  const [pricedId, setPriced] = useState<string | null>(null);
  const priced = bakeoff.contenders.find(({ id }) => id === pricedId);
  const documents = useDocumentsOf(bakeoff);
  const commands = useBakeoffCommands();
  const rows = useShownRows(bakeoff);
  useHere({
    crumbs: [{ label: t('title'), to: '/bakeoffs' }, { label: `${bakeoff.number} ${bakeoff.title}` }],
    ...(bakeoff.account &&
      bakeoff.accountName && { customer: { account: bakeoff.account, name: bakeoff.accountName } }),
  });
  // What was checked holds for these runs and rows only.
  const runsKey = [...bakeoff.runs, ...bakeoff.metrics].map(({ id }) => id).join();
  const choose = () => chooser.current?.click();
  useActions(
    useMemo(
      () =>
        mayChange
          ? [{ id: 'import-runs', label: t('page.import'), shortcut: 'I', run: () => chooser.current?.click() }]
          : [],
      [t, mayChange],
    ),
  );
  const { record, status, archive } = commands;
  return (
    <Page>
      <BakeoffInspector bakeoff={bakeoff} mayChange={mayChange} />
      <BakeoffHeader
        {...{ bakeoff, mayChange, engineers, commands, documents }}
        onImport={choose}
        onDialog={setDialog}
      />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('page.import')}
        onChange={(event) => {
          void work.take(chosenFiles(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
      <CommandProblem command={record} />
      <CommandProblem command={status} />
      <CommandProblem command={archive} />
      {documents.problem && (
        <ErrorSurface title={t('page.deck.failed')} error={documents.problem} onDismiss={documents.forget} />
      )}
      <ImportCard bakeoff={bakeoff} work={work} />
      {bakeoff.runs.length === 0 && work.readings.length === 0 && !work.uploading && (
        <EmptyState>{t('page.empty')}</EmptyState>
      )}
      <VerdictTable rows={rows} aside={<SaveIntervals bakeoff={bakeoff} />} />
      <MeasuredWarnings bakeoff={bakeoff} />
      <AcrossSection bakeoff={bakeoff} />
      <ItemsSection bakeoff={bakeoff} />
      <PlanCard bakeoff={bakeoff} onScript={() => setDialog('plan')} />
      {bakeoff.runs.length > 0 && <AaCard key={runsKey} bakeoff={bakeoff} />}
      <BakeoffCharts bakeoff={bakeoff} />
      <FactsOfBothSides bakeoff={bakeoff} />
      {(bakeoff.runs.length > 0 || bakeoff.excluded.length > 0) && (
        <RunsSection bakeoff={bakeoff} mayChange={mayChange} />
      )}
      <RobustnessSection bakeoff={bakeoff} mayChange={mayChange} />
      <PricesSection bakeoff={bakeoff} {...(mayChange && { onChange: setPriced })} />
      {bakeoff.verdicts[0] && <DocumentsOf subject={bakeoff.verdicts[0].id} />}
      {priced && <PricesDialog contender={priced} currency={currencyOf(bakeoff)} onClose={() => setPriced(null)} />}
      {dialog === 'plan' && <PlanDialog bakeoff={bakeoff} onClose={() => setDialog(null)} />}
      {dialog === 'contenders' && <ContendersDialog bakeoff={bakeoff} onClose={() => setDialog(null)} />}
      {dialog === 'revise' && <ReviseDialog bakeoff={bakeoff} onClose={() => setDialog(null)} />}
    </Page>
  );
}

/** The currency in which the bakeoff compares cost. */
function currencyOf({ metrics }: BakeoffView): string {
  for (const { measure } of metrics) if (measure.kind === 'cost') return measure.currency;
  return 'EUR';
}

/** Judged rows with the runs behind each figure. */
function useShownRows(bakeoff: BakeoffView): ShownRow[] {
  return useMemo(() => {
    const runs = runSources(bakeoff.runs);
    return bakeoff.comparison.rows.map(({ row, sentence, metric, points }) => ({
      row,
      sentence,
      metric,
      points,
      runs,
      prices: pricesOf(bakeoff.contenders),
    }));
  }, [bakeoff]);
}

function useBakeoffCommands() {
  const desk = useDesk();
  return {
    record: useCommand(desk.bakeoffs.record),
    status: useCommand(desk.bakeoffs.setStatus),
    archive: useCommand(desk.bakeoffs.archive),
  };
}
export type BakeoffCommands = ReturnType<typeof useBakeoffCommands>;

/** Makes the deck or the bundle of the newest verdict. */
function useDocumentsOf(bakeoff: BakeoffView) {
  const desk = useDesk();
  const [busy, setBusy] = useState<'proof-deck' | 'evidence-bundle' | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const subject = bakeoff.verdicts[0]?.id;
  return {
    busy,
    problem,
    forget: () => setProblem(null),
    async build(kind: 'proof-deck' | 'evidence-bundle', topic?: DeckTopic) {
      if (!subject) return;
      setBusy(kind);
      setProblem(null);
      try {
        await desk.documents.build({ kind, subject, ...(topic && { topic }) });
      } catch (thrown) {
        setProblem(errorRecord(thrown));
      }
      setBusy(null);
    },
  };
}
export type BakeoffDocuments = ReturnType<typeof useDocumentsOf>;
