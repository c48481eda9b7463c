import { useCallback, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { RoiCaseView, RoiInputEntry, RoiInputView } from '../../../src-shared/roi';
import { CommandProblem, Loaded, useAddress, useCommand, useHere } from '../../app';
import { useDesk } from '../../client';
import { DocumentsOf } from '../../documents';
import { ErrorSurface, Inspector, Page, Row, Segment, Stack, Tabs, useText } from '../../ui';
import styles from '../roi.module.css';
import { VersionsCard } from '../versions-card';
import { CaseHeader } from './case-header';
import { Chance } from './chance';
import { firstScenario } from './charts';
import { ConfirmDialog } from './confirm-dialog';
import { CaseStats } from './figures';
import { CaseGaps } from './gaps';
import { Goal } from './goal';
import { InputDialog } from './input-dialog';
import { InputsTable } from './inputs-table';
import { useCase } from './queries';
import { Results } from './results';
import { Scenarios } from './scenarios';
import { Sensitivity } from './sensitivity';
import { caseText } from './text';

const parts = ['inputs', 'results', 'scenarios', 'sensitivity', 'chance', 'goal', 'versions'] as const;
type Part = (typeof parts)[number];

/** One case by a model: its inputs with their sources, what follows from them, what it depends on, and what was frozen. */
export function ModelCaseScreen() {
  const { params } = useAddress();
  const query = useCase(params['case'] ?? '');
  return <Loaded query={query}>{(found) => <CasePage key={found.id} found={found} />}</Loaded>;
}

function CasePage({ found }: { found: RoiCaseView }) {
  const t = useText(caseText);
  const { search, setSearch } = useAddress();
  const [scenario, setScenario] = useState(() => firstScenario(found.answers));
  const readout = useReadout(found.id);
  useHere({
    crumbs: [{ label: t('title'), to: '/value-cases' }, { label: found.number }],
    customer: { account: found.account, name: found.accountName },
  });
  const open = parts.find((part) => part === search['part']) ?? 'inputs';
  const shown = found.answers.some(({ key }) => key === scenario) ? scenario : firstScenario(found.answers);
  const answer = found.answers.find(({ key }) => key === shown);
  const inputs = useInputs(found);
  return (
    <Page fill>
      <Inspector />
      <CaseHeader found={found} building={readout.building} onBuild={readout.build} />
      <CommandProblem command={inputs.set} />
      <CommandProblem command={inputs.clear} />
      <CommandProblem command={inputs.confirm} />
      {readout.problem && <ErrorSurface error={readout.problem} title={t('act.readout.failed')} />}
      <CaseStats content={found.content} answer={answer} />
      <CaseGaps found={found} onTakeAll={inputs.takeAll} />
      <Tabs<Part>
        label={t('part.label')}
        open={open}
        onOpen={(part) => setSearch({ part: part === 'inputs' ? null : part })}
        tabs={parts.map((id) => ({
          id,
          label: t(`part.${id}`),
          ...(id === 'inputs' && { count: found.inputs.length }),
          ...(id === 'scenarios' && { count: found.scenarios.length }),
          ...(id === 'versions' && { count: found.versions.length }),
          content:
            id === 'inputs' ? (
              inputs.table
            ) : (
              <div className={styles.body}>
                {id !== 'scenarios' && id !== 'versions' && (
                  <Row>
                    <Segment
                      label={t('figure.scenario')}
                      options={found.answers.map(({ key, label }) => ({ value: key, label }))}
                      value={shown}
                      onChange={setScenario}
                    />
                  </Row>
                )}
                {id === 'results' && <Results content={found.content} answers={found.answers} scenario={shown} />}
                {id === 'scenarios' && <Scenarios found={found} />}
                {id === 'sensitivity' && <Sensitivity found={found} scenario={shown} />}
                {id === 'chance' && <Chance found={found} scenario={shown} />}
                {id === 'goal' && <Goal found={found} scenario={shown} />}
                {id === 'versions' && (
                  <Stack>
                    <VersionsCard
                      title={t('versions.title')}
                      none={t('versions.none')}
                      versions={found.versions}
                      currency={found.currency}
                      building={readout.building}
                      onBuild={readout.build}
                    />
                    <DocumentsOf subject={found.id} />
                  </Stack>
                )}
              </div>
            ),
        }))}
      />
      {inputs.dialog}
    </Page>
  );
}

/** The table of inputs with what its cells, menus and dialogs do. */
function useInputs(found: RoiCaseView) {
  const desk = useDesk();
  const set = useCommand(desk.roi.setInputs);
  const clear = useCommand(desk.roi.clearInputs);
  const confirm = useCommand(desk.roi.confirmInputs);
  const [edited, setEdited] = useState<{ name: string; typed: string | null; act: 'edit' | 'confirm' } | null>(null);
  const { id } = found;
  const run = (inputs: RoiInputEntry[]) => void set.run({ case: id, inputs });
  const take = (input: RoiInputView): RoiInputEntry[] =>
    input.outdated ? [{ name: input.name, from: input.outdated.from }] : [];
  const input = found.inputs.find(({ name }) => name === edited?.name);
  const close = () => {
    setEdited(null);
    set.forget();
  };
  return {
    set,
    clear,
    confirm,
    takeAll: () => run(found.inputs.flatMap(take)),
    table: (
      <InputsTable
        found={found}
        onEdit={({ name }) => setEdited({ name, typed: null, act: 'edit' })}
        onConfirm={({ name }) => setEdited({ name, typed: null, act: 'confirm' })}
        onUnconfirm={({ name }) => void confirm.run({ case: id, inputs: [name], confirmed: null })}
        onClear={({ name }) => void clear.run({ case: id, inputs: [name] })}
        onTake={(one) => run(take(one))}
        onValue={(one, value) => {
          const said = one.from !== null && (one.from.kind === 'customer' || one.from.kind === 'typed');
          if (value === null) void clear.run({ case: id, inputs: [one.name] });
          else if (said) run([{ name: one.name, value }]);
          // Where a value comes from is asked once, when it is first entered.
          else setEdited({ name: one.name, typed: value, act: 'edit' });
        }}
      />
    ),
    dialog:
      input &&
      edited &&
      (edited.act === 'edit' ? (
        <InputDialog found={found} input={input} typed={edited.typed} command={set} onClose={close} />
      ) : (
        <ConfirmDialog found={found} input={input} onClose={close} />
      )),
  };
}

/** Makes the readout of a frozen version. */
function useReadout(subject: string) {
  const desk = useDesk();
  const [building, setBuilding] = useState<number | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const build = useCallback(
    async (version: number) => {
      setBuilding(version);
      setProblem(null);
      try {
        await desk.documents.build({ kind: 'roi', subject, version });
      } catch (thrown) {
        setProblem(errorRecord(thrown));
      }
      setBuilding(null);
    },
    [desk, subject],
  );
  return { building, problem, build };
}
