import { useMemo, useState } from 'react';
import type { StudyView } from '../../src-shared/case-studies';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft, useHasRole, useHere } from '../app';
import { useDesk } from '../client';
import { DocumentsOf, useMakeDocument } from '../documents';
import {
  ActionMenu,
  Button,
  Chip,
  Confirm,
  Dialog,
  ErrorSurface,
  IconButton,
  Inspector,
  Page,
  PageHeader,
  Sentences,
  Stack,
  TextAreaField,
  TextLink,
  useActions,
  useNavigation,
  useText,
} from '../ui';
import { FiguresCard } from './figures-card';
import { useStudy } from './queries';
import { QuotesCard } from './quotes-card';
import { StudyStandingChip } from './standing';
import styles from './studies.module.css';
import { studiesText } from './text';
import { draftOf, type StudyTextDraft, TextCard } from './text-card';
import { VersionsCard } from './versions-card';

/** One case study: its texts, its figures with their sources, the customer's words, and its versions. */
export function StudyScreen() {
  const { params } = useAddress();
  return (
    <Loaded query={useStudy(params['study'] ?? '')}>{(study) => <StudyPage key={study.id} study={study} />}</Loaded>
  );
}

function StudyPage({ study }: { study: StudyView }) {
  const t = useText(studiesText);
  const { id, number, version, standing, blockers, changes, versions } = study;
  const initial = useMemo(() => draftOf(study), [study]);
  const draft = useDraft<StudyTextDraft>(`/case-studies/${id}`, initial);
  const writes = useHasRole('rep', 'engineer', 'delivery', 'legal', 'admin');
  const editable = writes && standing === 'draft';
  const document = useMakeDocument();
  useHere({
    crumbs: [{ label: t('title'), to: '/case-studies' }, { label: number }],
    customer: { account: study.account, name: study.accountName },
  });
  return (
    <Page>
      <Inspector />
      <StudyHeader study={study} dirty={draft.dirty} writes={writes} document={document} />
      {document.problem && (
        <ErrorSurface error={document.problem} title={t('build.failed')} onDismiss={document.forget} />
      )}
      {standing !== 'draft' && <p className="quiet">{t('frozen', { version })}</p>}
      <Sentences title={t('blockers.title')} sentences={blockers} />
      {versions[0] && <Sentences title={t('changes.title', { version: versions[0].version })} sentences={changes} />}
      <div className={styles.halves}>
        <TextCard study={study} draft={draft} editable={editable} />
        <Stack>
          <FiguresCard study={study} editable={editable} />
          <QuotesCard study={study} editable={editable} writes={writes} />
          <VersionsCard study={study} writes={writes} document={document} />
          <DocumentsOf subject={versions[0]?.id ?? id} />
        </Stack>
      </div>
    </Page>
  );
}

interface HeaderProps {
  study: StudyView;
  dirty: boolean;
  writes: boolean;
  document: ReturnType<typeof useMakeDocument>;
}

function StudyHeader({ study, dirty, writes, document }: HeaderProps) {
  const t = useText(studiesText);
  const desk = useDesk();
  const { go } = useNavigation();
  const { id, number, version, standing, published, blockers } = study;
  const submit = useCommand(desk.caseStudies.submit);
  const revise = useCommand(desk.caseStudies.revise);
  const retract = useCommand(desk.caseStudies.retract);
  const archive = useCommand(desk.caseStudies.archive);
  const [asked, setAsked] = useState<'submit' | 'retract' | 'archive' | null>(null);
  const [reason, setReason] = useState('');
  const draft = standing === 'draft';
  const unready = (dirty && t('needs.save')) || blockers[0];
  useActions(
    useMemo(
      () =>
        writes && !draft ? [{ id: 'revise-study', label: t('revise'), run: () => void revise.run({ study: id }) }] : [],
      [writes, draft, t, revise.run, id],
    ),
  );
  return (
    <>
      <PageHeader
        title={study.title}
        chips={
          <>
            <StudyStandingChip standing={standing} />
            {published !== null && published !== version && (
              <Chip tone="good">{t('list.published', { version: published })}</Chip>
            )}
            {dirty && <Chip tone="accent">{t('unsaved')}</Chip>}
          </>
        }
        actions={
          <>
            {writes && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('more')} />}
                items={[
                  ...(published === null
                    ? []
                    : [{ id: 'retract', label: t('retract'), danger: true, run: () => setAsked('retract') }]),
                  { id: 'archive', label: t('archive'), danger: true, run: () => setAsked('archive') },
                ]}
              />
            )}
            {draft && (
              <Button
                busy={document.busy}
                unavailable={dirty && t('needs.save')}
                onClick={() => void document.make({ kind: 'case-study', subject: id })}
              >
                {t('build.draft')}
              </Button>
            )}
            {writes && draft && (
              <Button kind="primary" busy={submit.busy} unavailable={unready} onClick={() => setAsked('submit')}>
                {t('submit')}
              </Button>
            )}
            {writes && !draft && (
              <Button busy={revise.busy} onClick={() => void revise.run({ study: id })}>
                {t('revise')}
              </Button>
            )}
          </>
        }
      >
        <span className="figures">{number}</span>
        <span>{study.accountName}</span>
        {study.deal && <TextLink to={`/deals/${study.deal}`}>{study.dealTitle}</TextLink>}
        <span>{study.ownerName}</span>
      </PageHeader>
      <CommandProblem command={submit} />
      <CommandProblem command={revise} />
      <CommandProblem command={retract} />
      <CommandProblem command={archive} />
      <Confirm
        open={asked === 'submit'}
        onClose={() => setAsked(null)}
        onConfirm={() => void submit.run({ study: id })}
        title={t('submit.title', { version })}
        confirm={t('submit')}
      >
        {t('submit.about')}
      </Confirm>
      <Confirm
        open={asked === 'archive'}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (await archive.run({ study: id })) go('/case-studies');
        }}
        title={t('archive.title', { number })}
        confirm={t('archive')}
      >
        {t('archive.about')}
      </Confirm>
      <Dialog
        open={asked === 'retract'}
        onClose={() => setAsked(null)}
        title={t('retract.title', { number })}
        actions={
          <Button
            kind="danger"
            busy={retract.busy}
            unavailable={reason.trim() === '' && t('retract.about')}
            onClick={async () => {
              if (await retract.run({ study: id }, { reason: reason.trim() })) setAsked(null);
            }}
          >
            {t('retract')}
          </Button>
        }
      >
        <Stack>
          <p>{t('retract.about')}</p>
          <TextAreaField label={t('retract.reason')} value={reason} onChange={setReason} maxLength={2000} />
        </Stack>
      </Dialog>
    </>
  );
}
