import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { computeRoiCase, type RoiCase, type RoiCaseInput, type ValueCaseDetail } from '../../src-shared/roi';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft, useHere, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { DocumentsOf } from '../documents';
import {
  ActionMenu,
  Button,
  Chip,
  Confirm,
  ErrorSurface,
  IconButton,
  Inspector,
  Page,
  PageHeader,
  Stack,
  TextLink,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { type CaseDraft, draftOf, readDraft, sides } from './case-draft';
import { ChartsCards } from './charts-card';
import { CaseFigures, CaseGaps } from './figures';
import { FillFromQuote } from './fill-from-quote';
import { LinesCard } from './lines-card';
import styles from './roi.module.css';
import { TermsCard } from './terms-card';
import { roiText } from './text';
import { VersionsCard } from './versions-card';
import { YearsCard } from './years-card';

const ENTITIES = ['valueCase', 'valueCaseVersion', 'quote', 'deal'];

/** One value case: its inputs, what follows from them, and what was recorded. */
export function CaseScreen() {
  const { params } = useAddress();
  const id = params['case'] ?? '';
  const query = useQuery(useDeskQueries().roi.get.queryOptions({ input: { id }, meta: { entities: ENTITIES } }));
  return (
    <Loaded query={query}>
      {(found) => <ValueCasePage key={found.id} found={found} refresh={async () => void (await query.refetch())} />}
    </Loaded>
  );
}

function ValueCasePage({ found, refresh }: { found: ValueCaseDetail; refresh(): Promise<void> }) {
  const t = useText(roiText);
  const [problem, setProblem] = useState<{ title: string; error: ErrorRecord } | null>(null);
  const initial = useMemo(() => draftOf(found), [found]);
  const edit = useDraft<CaseDraft>(`/value-cases/${found.id}`, initial);
  const draft = edit.value;
  const { reading, figures } = useFigures(draft);
  const work = useCaseWork(found, edit, reading.input, refresh);
  const readout = useReadout(found.id, (error) => setProblem(error && { title: t('build.failed'), error }));
  useHere({
    crumbs: [{ label: t('title'), to: '/value-cases' }, { label: found.number }],
    customer: { account: found.account, name: found.accountName },
  });
  const anything = figures !== null && sides.some((side) => draft.lines[side].length > 0);
  return (
    <Page>
      <Inspector />
      <CaseHeader {...{ found, edit, work, readout }} complete={reading.input !== null} anything={anything} />
      <CommandProblem command={work.revise} />
      <CommandProblem command={work.record} />
      <CommandProblem command={work.archive} />
      {problem && <ErrorSurface {...problem} onDismiss={() => setProblem(null)} />}
      <div className={styles.sticky}>
        <CaseFigures draft={draft} figures={figures} />
      </div>
      <CaseGaps draft={draft} figures={figures} problems={reading.problems} />
      <div className={styles.halves}>
        <Stack>
          <TermsCard draft={draft} onChange={edit.set} />
          {sides.map((side) => (
            <LinesCard
              key={side}
              {...{ side, draft, figures }}
              problems={reading.problems.filter((one) => one.side === side)}
              onChange={edit.set}
              aside={
                side === 'proposal' && (
                  <FillFromQuote
                    deal={found.deal}
                    draft={draft}
                    onChange={edit.set}
                    onProblem={(error) => setProblem(error && { title: t('side.fill.failed'), error })}
                  />
                )
              }
            />
          ))}
        </Stack>
        {anything && figures && (
          <div className={styles.years}>
            <YearsCard figures={figures} />
          </div>
        )}
        <Stack>
          {anything && figures && reading.input && <ChartsCards figures={figures} input={reading.input} />}
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
      </div>
    </Page>
  );
}

/** What a draft reads as, and its figures; computed in the frame in which it was typed. */
function useFigures(draft: CaseDraft) {
  const reading = useMemo(() => readDraft(draft), [draft]);
  const figures = useMemo((): RoiCase | null => (reading.input ? computeRoiCase(reading.input) : null), [reading]);
  return { reading, figures };
}

type Edit = ReturnType<typeof useDraft<CaseDraft>>;

/** Saving, recording and archiving; a record saves first, so that what was recorded is what is on screen. */
function useCaseWork(found: ValueCaseDetail, edit: Edit, input: RoiCaseInput | null, refresh: () => Promise<void>) {
  const desk = useDesk();
  const { go } = useNavigation();
  const revise = useCommand(desk.roi.revise);
  const record = useCommand(desk.roi.record);
  const archive = useCommand(desk.roi.archive);
  const { id } = found;
  const save = async (): Promise<boolean> => {
    if (!input) return false;
    if (!edit.dirty) return true;
    const { title, quote } = edit.value;
    if (!(await revise.run({ valueCase: id, title: title.trim(), quote, input }))) return false;
    await refresh();
    edit.drop();
    return true;
  };
  return {
    revise,
    record,
    archive,
    save,
    async recordVersion() {
      if ((await save()) && (await record.run({ valueCase: id }))) await refresh();
    },
    async archiveCase() {
      if (await archive.run({ valueCase: id })) go('/value-cases');
    },
  };
}

/** Makes the readout of a recorded version. */
function useReadout(subject: string, onProblem: (problem: ErrorRecord | null) => void) {
  const desk = useDesk();
  const [building, setBuilding] = useState<number | null>(null);
  const build = useCallback(
    async (version: number) => {
      setBuilding(version);
      onProblem(null);
      try {
        await desk.documents.build({ kind: 'roi', subject, version });
      } catch (thrown) {
        onProblem(errorRecord(thrown));
      }
      setBuilding(null);
    },
    [desk, subject, onProblem],
  );
  return { building, build };
}

interface HeaderProps {
  found: ValueCaseDetail;
  edit: Edit;
  work: ReturnType<typeof useCaseWork>;
  readout: ReturnType<typeof useReadout>;
  complete: boolean;
  anything: boolean;
}

function CaseHeader({ found, edit, work, readout, complete, anything }: HeaderProps) {
  const t = useText(roiText);
  const format = useFormat();
  const now = useNow();
  const [archiving, setArchiving] = useState(false);
  const newest = found.versions[0];
  const current = newest !== undefined && !newest.stale && !edit.dirty;
  const noRecord = !complete
    ? t('case.record.incomplete')
    : !anything
      ? t('case.record.empty')
      : current && t('case.record.nothing', { version: newest.version });
  const noBuild = !newest ? t('case.build.unrecorded') : (edit.dirty || newest.stale) && t('case.build.unsaved');
  const noSave = !complete && t('case.record.incomplete');
  const saveRef = work.save;
  useActions(
    useMemo(
      () =>
        edit.dirty && complete
          ? [{ id: 'save-case', label: t('case.save'), shortcut: 'Mod S', run: () => void saveRef() }]
          : [],
      [t, edit.dirty, complete, saveRef],
    ),
  );
  // The step that comes next stands last.
  const build = (
    <Button
      key="build"
      busy={readout.building !== null}
      unavailable={noBuild}
      kind={current ? 'primary' : 'default'}
      onClick={() => newest && void readout.build(newest.version)}
    >
      {t('case.build')}
    </Button>
  );
  const record = (
    <Button
      key="record"
      kind={current ? 'default' : 'primary'}
      busy={work.record.busy}
      unavailable={noRecord}
      onClick={() => void work.recordVersion()}
    >
      {t('case.record')}
    </Button>
  );
  return (
    <PageHeader
      title={edit.value.title || found.title}
      chips={
        <>
          {newest ? (
            <Chip tone={newest.stale ? 'warn' : 'good'}>
              {t(newest.stale ? 'case.changed' : 'case.recorded', { version: newest.version })}
            </Chip>
          ) : (
            <Chip mark="ring">{t('case.never')}</Chip>
          )}
          {edit.dirty && <Chip tone="accent">{t('case.unsaved')}</Chip>}
        </>
      }
      actions={
        <>
          {edit.dirty && (
            <>
              <Button kind="quiet" onClick={edit.drop}>
                {t('case.discard')}
              </Button>
              <Button busy={work.revise.busy} unavailable={noSave} onClick={() => void work.save()}>
                {t('case.save')}
              </Button>
            </>
          )}
          {current ? [record, build] : [build, record]}
          <ActionMenu
            trigger={<IconButton icon="more" label={t('case.more')} />}
            items={[{ id: 'archive', label: t('case.archive'), danger: true, run: () => setArchiving(true) }]}
          />
          <Confirm
            open={archiving}
            onClose={() => setArchiving(false)}
            onConfirm={() => void work.archiveCase()}
            title={`${t('case.archive')}: ${found.number}`}
            confirm={t('case.archive')}
          >
            <p>{t('case.archive.about')}</p>
          </Confirm>
        </>
      }
    >
      <span className="figures">{found.number}</span>
      <TextLink to={`/deals/${found.deal}`}>{found.dealTitle}</TextLink>
      <span>{found.accountName}</span>
      {found.quote && found.quoteNumber && (
        <TextLink to={`/quotes/${found.quote}`}>{t('case.facts.quote', { quote: found.quoteNumber })}</TextLink>
      )}
      {edit.dirty && edit.found !== null && <span>{t('case.draft', { when: format.when(edit.found, now) })}</span>}
    </PageHeader>
  );
}
