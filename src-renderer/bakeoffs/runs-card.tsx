import { useCallback, useMemo, useState } from 'react';
import { type BakeoffView, distinctLabels, type RunView, shortDigest } from '../../src-shared/bakeoffs';
import { CommandProblem, useCommand } from '../app';
import { blobAddress, useDesk } from '../client';
import {
  ActionMenu,
  Button,
  Chip,
  Contender,
  type DataColumn,
  DataTable,
  Dialog,
  IconButton,
  Section,
  Stack,
  TextAreaField,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import styles from './bakeoffs.module.css';
import { CopyFactsDialog } from './facts/copy-dialog';
import { FactsDialog } from './facts/facts-dialog';
import { FaultsDialog } from './robustness/faults-dialog';
import { bakeoffsText } from './text';
import { measured, unitText } from './verdict-words';

const runKey = ({ id }: RunView) => id;

/** Saves a raw file; it is served by its digest, so it is the very file that was imported. */
function save({ sha256, name }: RunView['files'][number]): void {
  const link = document.createElement('a');
  link.href = blobAddress(sha256);
  link.download = name;
  link.click();
}

/** What is being done with runs just now. */
type Doing = { what: 'facts' | 'faults' | 'copy' | 'exclude'; runs: RunView[] } | null;

/** Every run with its figures, how much is recorded of it, and its evidence; left-out ones below, with their reason. */
export function RunsSection({ bakeoff, mayChange }: { bakeoff: BakeoffView; mayChange: boolean }) {
  const t = useText(bakeoffsText);
  const desk = useDesk();
  const { go } = useNavigation();
  const describe = useCommand(desk.bakeoffs.describe);
  const exclude = useCommand(desk.bakeoffs.exclude);
  const [doing, setDoing] = useState<Doing>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => [...bakeoff.runs, ...bakeoff.excluded], [bakeoff]);
  const selection = useMemo(() => ({ selected, onChange: setSelected }), [selected]);
  const describeRuns = describe.run;
  const give = useCallback(
    (run: RunView, contender: string) => void describeRuns({ runs: [run.id], contender }),
    [describeRuns],
  );
  const columns = useRunColumns(bakeoff, mayChange, setDoing, give);
  const chosen = bakeoff.runs.filter(({ id }) => selected.has(id));
  const close = () => {
    describe.forget();
    exclude.forget();
    setDoing(null);
  };
  return (
    <Section
      title={t('runs.title')}
      aside={
        chosen.length > 0 && (
          <Button size="small" onClick={() => setDoing({ what: 'facts', runs: chosen })}>
            {t('runs.selected.facts')} ({chosen.length})
          </Button>
        )
      }
    >
      <DataTable
        label={t('runs.title')}
        rows={all}
        columns={columns}
        rowKey={runKey}
        rowHeight={54}
        maxHeight={1400}
        isQuiet={({ excluded }) => excluded !== null}
        {...(mayChange && { selection })}
        onOpen={({ id }) => go(`/runs/${id}`)}
      />
      {doing === null && <CommandProblem command={describe} />}
      {doing?.what === 'facts' && (
        <FactsDialog
          subjects={doing.runs}
          busy={describe.busy}
          problem={describe.problem}
          onClose={close}
          onSave={async (facts, ranBy) => {
            const runs = doing.runs.map(({ id }) => id);
            const outcome = await describe.run({ runs, facts, ...(ranBy !== undefined && { ranBy }) });
            if (outcome) setDoing(null);
          }}
        />
      )}
      {doing?.what === 'faults' && <FaultsDialog subjects={doing.runs} onClose={close} />}
      {doing?.what === 'copy' && (
        <CopyFactsDialog
          from={doing.runs[0]!}
          runs={bakeoff.runs}
          command={describe}
          onClose={close}
          onCopy={async (runs, facts) => {
            if (await describe.run({ runs, facts })) setDoing(null);
          }}
        />
      )}
      {doing?.what === 'exclude' && (
        <ExcludeDialog
          run={doing.runs[0]!}
          busy={exclude.busy}
          problem={<CommandProblem command={exclude} />}
          onClose={close}
          onExclude={async (because) => {
            if (await exclude.run({ run: doing.runs[0]!.id, because }, { reason: because })) setDoing(null);
          }}
        />
      )}
    </Section>
  );
}

interface ExcludeProps {
  run: RunView;
  busy: boolean;
  problem: React.ReactNode;
  onExclude(because: string): void;
  onClose(): void;
}

function ExcludeDialog({ run, busy, problem, onExclude, onClose }: ExcludeProps) {
  const t = useText(bakeoffsText);
  const [because, setBecause] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('runs.exclude.title', { name: run.name })}
      actions={
        <Button
          kind="danger"
          busy={busy}
          unavailable={because.trim() === '' && t('runs.exclude.reason')}
          onClick={() => onExclude(because.trim())}
        >
          {t('runs.exclude.run')}
        </Button>
      }
    >
      <Stack>
        <p>{t('runs.exclude.about')}</p>
        <TextAreaField label={t('runs.exclude.reason')} value={because} onChange={setBecause} />
        {problem}
      </Stack>
    </Dialog>
  );
}

function useRunColumns(
  bakeoff: BakeoffView,
  mayChange: boolean,
  onDo: (doing: Doing) => void,
  onGive: (run: RunView, contender: string) => void,
): DataColumn<RunView>[] {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const { go } = useNavigation();
  return useMemo(() => {
    const menu = (run: RunView) => [
      { id: 'open', label: t('runs.open'), run: () => go(`/runs/${run.id}`) },
      ...(mayChange && run.excluded === null
        ? [
            { id: 'facts', label: t('runs.facts.edit'), run: () => onDo({ what: 'facts', runs: [run] }) },
            { id: 'faults', label: t('runs.faults'), run: () => onDo({ what: 'faults', runs: [run] }) },
            { id: 'copy', label: t('runs.facts.copy'), run: () => onDo({ what: 'copy', runs: [run] }) },
            ...bakeoff.contenders
              .filter(({ id }) => id !== run.contender)
              .map(({ id, product }) => ({
                id: `give-${id}`,
                label: t('runs.give', { product }),
                run: () => onGive(run, id),
              })),
          ]
        : []),
      ...(run.receipt ? [{ id: 'receipt', label: t('runs.receipt'), run: () => go(`/receipts/${run.receipt}`) }] : []),
      ...(run.files[0]?.present
        ? [
            {
              id: 'save',
              label: t('runs.save'),
              run: () => save(run.files[0]!),
            },
          ]
        : []),
      ...(mayChange && run.excluded === null
        ? [
            {
              id: 'exclude',
              label: t('runs.exclude'),
              danger: true,
              section: true as const,
              run: () => onDo({ what: 'exclude', runs: [run] }),
            },
          ]
        : []),
    ];
    const placeOf = new Map(bakeoff.runs.map(({ id }, index) => [id, index + 1]));
    return [
      {
        id: 'place',
        header: t('runs.place'),
        kind: 'figure',
        width: 60,
        grow: 0,
        value: ({ id }) => placeOf.get(id),
        cell: ({ id }) => placeOf.get(id) ?? t('table.nothing'),
      },
      {
        id: 'run',
        header: t('runs.run'),
        width: 150,
        grow: 3,
        rowHeader: true,
        value: ({ name }) => name,
        cell: ({ name, excluded, tool, confirmed, files }) => (
          <TwoLines
            below={
              excluded ??
              [
                tool,
                shortDigest(files[0]!.sha256),
                ...(confirmed.length > 0 ? [t('runs.warned', { count: confirmed.length })] : []),
                ...(files.some(({ present }) => !present) ? [t('runs.missing')] : []),
              ].join(' · ')
            }
          >
            {name}{' '}
            {excluded !== null && (
              <Chip size="small" mark="dash">
                {t('runs.excluded')}
              </Chip>
            )}
          </TwoLines>
        ),
      },
      {
        id: 'side',
        header: t('runs.side'),
        width: 82,
        value: ({ side }) => side,
        cell: ({ side }) => <Contender side={side}>{t(side)}</Contender>,
      },
      {
        id: 'started',
        header: t('runs.started'),
        width: 96,
        value: ({ metadata }) => metadata.startedAt,
        cell: ({ metadata: { startedAt } }) =>
          startedAt ? (
            <TwoLines below={format.date(startedAt)}>{format.time(startedAt)}</TwoLines>
          ) : (
            <span className="quiet">{t('doubter.unknown')}</span>
          ),
      },
      ...distinctLabels(bakeoff.metrics)
        .slice(0, 2)
        .map(
          (metric): DataColumn<RunView> => ({
            id: metric.id,
            header: t('runs.figure', { label: metric.label, unit: unitText(metric.unit) }),
            heading: (
              <span className={styles.twoLineHead}>
                {t('runs.figure', { label: metric.label, unit: unitText(metric.unit) })}
              </span>
            ),
            kind: 'figure',
            width: 108,
            grow: 1,
            value: ({ figures }) => figures.find((one) => one.metric === metric.id)?.value,
            cell: ({ figures }) => {
              const figure = figures.find((one) => one.metric === metric.id);
              const value = measured(figure?.value ?? null, format, metric.unit);
              return figure && !figure.enough ? <span className="quiet">{value}</span> : value;
            },
          }),
        ),
      {
        id: 'facts',
        header: t('runs.facts'),
        kind: 'figure',
        width: 84,
        value: ({ facts }) => facts.known,
        cell: ({ facts }) => t('runs.facts.value', { known: facts.known, of: facts.of }),
      },
      {
        id: 'actions',
        header: '',
        kind: 'actions',
        width: 44,
        cell: (run) => (
          <ActionMenu
            trigger={<IconButton icon="more" size="small" label={t('runs.more', { name: run.name })} />}
            items={menu(run)}
          />
        ),
      },
    ];
  }, [bakeoff, mayChange, onDo, onGive, t, format, go]);
}
