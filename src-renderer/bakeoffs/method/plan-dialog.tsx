import { useMemo, useState } from 'react';
import {
  type BakeoffView,
  commandLine,
  makeRunPlan,
  outputMark,
  powerShellScript,
  type RunPlan,
  type SideName,
  shellScript,
  splitCommandLine,
} from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CheckField, Dialog, ErrorSurface, NumberField, Row, Segment, Stack, TextField, useText } from '../../ui';
import { bakeoffsText } from '../text';
import { CopyableText } from './copyable-text';
import styles from './method.module.css';
import { nextRunsOf, RunsWhy } from './plan-card';
import { RunOrderList } from './run-order-list';
import { methodText } from './text';

type Shell = 'sh' | 'powershell';

interface Draft {
  ours: string;
  theirs: string;
  ending: string;
  folder: string;
  runs: string | null;
  sameMachine: boolean;
}

/** What is still to be run and why so many; from the commands of both sides a script, and the lines that make the runs here. */
export function PlanDialog({ bakeoff, onClose }: { bakeoff: BakeoffView; onClose(): void }) {
  const t = useText(methodText);
  const words = useText(bakeoffsText);
  const [draft, setDraft] = useState<Draft>(() => ({
    ours: formerCommand(bakeoff, 'ours'),
    theirs: formerCommand(bakeoff, 'theirs'),
    ending: formerEnding(bakeoff),
    folder: 'runs',
    runs: null,
    sameMachine: false,
  }));
  const [shell, setShell] = useState<Shell>('sh');
  const change = (by: Partial<Draft>) => setDraft((before) => ({ ...before, ...by }));
  const { order, first } = nextRunsOf(bakeoff, draft.runs === null ? null : Number(draft.runs));
  const { plan, problem } = useMemo(() => planOf(bakeoff, draft), [bakeoff, draft]);
  return (
    <Dialog open onClose={onClose} title={words('plan.title')} size="large" leave="close" actions={null}>
      <Stack>
        <Stack gap={2}>
          <RunsWhy bakeoff={bakeoff} />
          <p className="quiet">{words('plan.advice')}</p>
          <RunOrderList order={order} first={first} />
        </Stack>
        <Stack gap={1}>
          <h3>{t('script.title')}</h3>
          <p className="quiet">{t('script.about')}</p>
        </Stack>
        {(['ours', 'theirs'] as const).map((side) => (
          <TextField
            key={side}
            label={t(`script.${side}`)}
            hint={side === 'ours' ? t('script.command.hint', { output: outputMark }) : undefined}
            value={draft[side]}
            onChange={(line) => change({ [side]: line })}
            spellCheck={false}
            mono
          />
        ))}
        <div className={styles.fields}>
          <TextField label={t('script.ending')} value={draft.ending} onChange={(ending) => change({ ending })} />
          <TextField label={t('script.folder')} value={draft.folder} onChange={(folder) => change({ folder })} />
          <NumberField
            label={t('script.runs')}
            optional
            digits={0}
            value={draft.runs}
            onChange={(runs) => change({ runs })}
            min="1"
            max="500"
          />
        </div>
        <CheckField
          label={t('script.same')}
          hint={t('script.same.hint')}
          checked={draft.sameMachine}
          onChange={(sameMachine) => change({ sameMachine })}
        />
        {problem && <ErrorSurface error={problem} />}
        {plan && (
          <>
            <Row>
              <Segment
                label={t('script.shell')}
                options={[
                  { value: 'sh', label: t('script.sh') },
                  { value: 'powershell', label: t('script.powershell') },
                ]}
                value={shell}
                onChange={setShell}
              />
            </Row>
            <CopyableText
              label={t('script.label')}
              text={shell === 'sh' ? shellScript(plan) : powerShellScript(plan)}
              fileName={`${bakeoff.number}-runs.${shell === 'sh' ? 'sh' : 'ps1'}`}
            />
            <Stack gap={1}>
              <h3>{t('script.here.title')}</h3>
              <p className="quiet">{t('script.here.about')}</p>
            </Stack>
            <CopyableText label={t('script.here.label')} text={recordLines(bakeoff, draft)} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

/** The plan of the commands that were typed; null while one is missing, with what is wrong where something is. */
function planOf(bakeoff: BakeoffView, draft: Draft): { plan: RunPlan | null; problem: ErrorRecord | null } {
  if (draft.ours.trim() === '' || draft.theirs.trim() === '') return { plan: null, problem: null };
  try {
    const { order, first } = nextRunsOf(bakeoff, draft.runs === null ? null : Number(draft.runs));
    const side = (line: string) => ({ command: splitCommandLine(line), ending: draft.ending.trim() });
    const plan = makeRunPlan({
      bakeoff: bakeoff.number,
      order,
      first,
      folder: draft.folder.trim(),
      sides: { ours: side(draft.ours), theirs: side(draft.theirs) },
      sameMachine: draft.sameMachine,
    });
    return { plan, problem: null };
  } catch (thrown) {
    return { plan: null, problem: errorRecord(thrown) };
  }
}

/** What to type in a terminal to write this very plan and to carry it out there. */
function recordLines({ number }: BakeoffView, { ours, theirs, ending, folder, runs, sameMachine }: Draft): string {
  const plan = [
    ...['proofdesk', 'bakeoff', 'plan', number, '--ours', ours, '--theirs', theirs],
    ...['--ending', ending.trim(), '--folder', folder.trim()],
    ...(runs === null ? [] : ['--runs', runs]),
    ...(sameMachine ? ['--same-machine'] : []),
    ...['--write', 'runs.plan.json'],
  ];
  return `${commandLine(plan)}\n${commandLine(['proofdesk', 'bakeoff', 'record', number, '--plan', 'runs.plan.json'])}\n`;
}

/** The command of the side's last run, with its result file as the place for the next one's. */
function formerCommand({ runs }: BakeoffView, side: SideName): string {
  const run = runs.findLast((one) => one.side === side && one.metadata.command);
  const command = run?.metadata.command ?? '';
  const file = run?.name.split('/').at(-1);
  if (!file) return command;
  return command
    .split(' ')
    .map((word) =>
      word.endsWith(file) ? `${word.includes('=') ? word.slice(0, word.indexOf('=') + 1) : ''}${outputMark}` : word,
    )
    .join(' ');
}

function formerEnding({ runs }: BakeoffView): string {
  const found = /\.([A-Za-z0-9]+)$/.exec(runs.at(-1)?.name ?? '');
  return found?.[1]?.toLowerCase() ?? 'json';
}
