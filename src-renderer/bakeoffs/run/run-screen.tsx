import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RunPageView } from '../../../src-shared/bakeoffs';
import { Loaded, useAddress, useCommand, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Chip, Contender, EmptyState, Page, PageHeader, Tabs, useFormat, useText } from '../../ui';
import { FactsDialog } from '../facts/facts-dialog';
import { BAKEOFF_ENTITIES } from '../queries';
import { FaultsDialog } from '../robustness/faults-dialog';
import { RawLog } from './raw-log';
import { type RawGoal, RunEvidence } from './run-evidence';
import { RunFacts } from './run-facts';
import { RunFigures } from './run-figures';
import { runText } from './text';

/** One run: its figures and measurements, everything recorded of it, its evidence, and the raw log itself. */
export function RunScreen() {
  const { params } = useAddress();
  const query = useQuery(
    useDeskQueries().bakeoffs.run.queryOptions({
      input: { run: params['run'] ?? '' },
      meta: { entities: BAKEOFF_ENTITIES },
    }),
  );
  return <Loaded query={query}>{(page) => <RunPage key={page.run.id} page={page} />}</Loaded>;
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

function RunPage({ page }: { page: RunPageView }) {
  const t = useText(runText);
  const format = useFormat();
  const desk = useDesk();
  const { search, setSearch } = useAddress();
  const describe = useCommand(desk.bakeoffs.describe);
  const [recording, setRecording] = useState(false);
  const [faulting, setFaulting] = useState(false);
  const { run, bakeoff, contender, place } = page;
  const mayChange = useHasRole('engineer', 'admin') && bakeoff.status === 'open' && run.excluded === null;
  useHere({
    crumbs: [
      { label: t('bakeoffs'), to: '/bakeoffs' },
      { label: `${bakeoff.number} ${bakeoff.title}`, to: `/bakeoffs/${bakeoff.id}` },
      { label: run.name },
    ],
    ...(bakeoff.account &&
      bakeoff.accountName && { customer: { account: bakeoff.account, name: bakeoff.accountName } }),
  });
  const file = Math.min(numberOf(search['file']) ?? 0, run.files.length - 1);
  const [line, offset] = [numberOf(search['line']), numberOf(search['byte'])];
  /** Counts how often a place was asked for: the same one may be asked for again. */
  const [asked, setAsked] = useState(0);
  const goal = useMemo(
    () => ({ ...(line !== undefined && { line }), ...(offset !== undefined && { offset }), asked }),
    [line, offset, asked],
  );
  const show = ({ file: to, line: at, offset: byte }: RawGoal) => {
    setAsked((times) => times + 1);
    setSearch({
      part: 'log',
      file: to === 0 ? null : String(to),
      line: at === undefined ? null : String(at),
      byte: byte === undefined ? null : String(byte),
    });
  };
  const product = [contender.product, contender.version].filter(Boolean).join(' ');
  return (
    <Page>
      <RunEvidence page={page} onShow={show} />
      <PageHeader
        title={run.name}
        chips={
          <>
            {run.excluded !== null && <Chip mark="dash">{t('header.excluded', { reason: run.excluded })}</Chip>}
            {bakeoff.competitorInternalOnly && <Chip tone="internal">{t('header.internal')}</Chip>}
          </>
        }
        actions={
          mayChange && (
            <>
              <Button onClick={() => setFaulting(true)}>{t('header.faults')}</Button>
              <Button onClick={() => setRecording(true)}>{t('header.facts')}</Button>
            </>
          )
        }
      >
        <Contender side={contender.side}>{product || t(contender.side)}</Contender>
        {place !== null && <span>{t('header.place', { place })}</span>}
        {run.metadata.startedAt && (
          <span>{t('header.started', { when: format.dateTime(run.metadata.startedAt) })}</span>
        )}
        <span>{t('facts.count', { known: run.facts.known, of: run.facts.of })}</span>
      </PageHeader>
      <Tabs
        label={t('tabs.label')}
        open={(['figures', 'facts', 'log'] as const).find((one) => one === search['part']) ?? 'figures'}
        onOpen={(part) => setSearch({ part: part === 'figures' ? null : part })}
        tabs={[
          { id: 'figures', label: t('tab.figures'), content: <RunFigures page={page} /> },
          { id: 'facts', label: t('tab.facts'), content: <RunFacts page={page} /> },
          {
            id: 'log',
            label: t('tab.log'),
            content: run.files[file]?.present ? (
              <RawLog key={file} run={run} file={file} onFile={(to) => show({ file: to })} goal={goal} />
            ) : (
              <EmptyState>{t('raw.missing')}</EmptyState>
            ),
          },
        ]}
      />
      {faulting && <FaultsDialog subjects={[run]} onClose={() => setFaulting(false)} />}
      {recording && (
        <FactsDialog
          subjects={[run]}
          busy={describe.busy}
          problem={describe.problem}
          onClose={() => {
            describe.forget();
            setRecording(false);
          }}
          onSave={async (facts, ranBy) => {
            const input = { runs: [run.id], facts, ...(ranBy !== undefined && { ranBy }) };
            if (await describe.run(input)) setRecording(false);
          }}
        />
      )}
    </Page>
  );
}
