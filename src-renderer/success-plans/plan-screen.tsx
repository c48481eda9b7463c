import { useMemo, useState } from 'react';
import type { PlanView } from '../../src-shared/success-plans';
import {
  CommandProblem,
  type Draft,
  Loaded,
  SaveEdit,
  useAddress,
  useCommand,
  useDraft,
  useHasRole,
  useHere,
} from '../app';
import { useDesk } from '../client';
import { DocumentsOf, useMakeDocument } from '../documents';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  Confirm,
  DateField,
  ErrorSurface,
  entryStyles,
  Form,
  IconButton,
  Inspector,
  Page,
  PageHeader,
  Sentences,
  Stack,
  TextAreaField,
  TextField,
  TextLink,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { ItemsCard } from './items-card';
import styles from './plans.module.css';
import { usePlan } from './queries';
import { plansText } from './text';
import { PlanTimeline } from './timeline';

/** One success plan: goals and milestones along their days, and what the customer was given. */
export function PlanScreen() {
  const { params } = useAddress();
  return <Loaded query={usePlan(params['plan'] ?? '')}>{(plan) => <PlanPage key={plan.id} plan={plan} />}</Loaded>;
}

interface PlanTexts {
  title: string;
  summary: string;
  notes: string;
  startsOn: string | null;
}

function PlanPage({ plan }: { plan: PlanView }) {
  const t = useText(plansText);
  const { id, number, title, summary, notes, startsOn, goals, milestones, changes, version, versions } = plan;
  const initial = useMemo((): PlanTexts => ({ title, summary, notes, startsOn }), [title, summary, notes, startsOn]);
  const draft = useDraft<PlanTexts>(`/success-plans/${id}`, initial);
  const keeps = useHasRole('rep', 'engineer', 'delivery', 'admin');
  const document = useMakeDocument();
  useHere({
    crumbs: [{ label: t('title'), to: '/success-plans' }, { label: number }],
    customer: { account: plan.account, name: plan.accountName },
  });
  return (
    <Page>
      <Inspector />
      <PlanHeader plan={plan} dirty={draft.dirty} keeps={keeps} document={document} />
      {document.problem && (
        <ErrorSurface error={document.problem} title={t('build.failed')} onDismiss={document.forget} />
      )}
      <Sentences title={t('changes.title', { version })} sentences={changes} />
      <Card title={t('timeline.title')}>
        <PlanTimeline startsOn={startsOn} today={plan.today} goals={goals} milestones={milestones} />
      </Card>
      <div className={styles.halves}>
        <Stack>
          <ItemsCard plan={plan} kind="goal" keeps={keeps} />
          <ItemsCard plan={plan} kind="milestone" keeps={keeps} />
        </Stack>
        <Stack>
          <TextCard plan={plan} draft={draft} keeps={keeps} />
          <VersionsCard plan={plan} document={document} />
          <DocumentsOf subject={versions[0]?.id ?? id} />
        </Stack>
      </div>
    </Page>
  );
}

interface HeaderProps {
  plan: PlanView;
  dirty: boolean;
  keeps: boolean;
  document: ReturnType<typeof useMakeDocument>;
}

function PlanHeader({ plan, dirty, keeps, document }: HeaderProps) {
  const t = useText(plansText);
  const { go } = useNavigation();
  const desk = useDesk();
  const share = useCommand(desk.successPlans.share);
  const archive = useCommand(desk.successPlans.archive);
  const [asked, setAsked] = useState<'share' | 'archive' | null>(null);
  const { id, number, title, version, reached, items, missed, atRisk } = plan;
  return (
    <>
      <PageHeader
        title={title}
        chips={
          <>
            <Chip tone={items > 0 && reached === items ? 'good' : 'neutral'}>
              {t('list.reached.of', { reached, items })}
            </Chip>
            {missed > 0 && <Chip tone="bad">{`${missed} ${t('standing.missed')}`}</Chip>}
            {atRisk > 0 && <Chip tone="warn">{`${atRisk} ${t('standing.at-risk')}`}</Chip>}
            {dirty && <Chip tone="accent">{t('unsaved')}</Chip>}
          </>
        }
        actions={
          <>
            {keeps && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('more')} />}
                items={[{ id: 'archive', label: t('archive'), danger: true, run: () => setAsked('archive') }]}
              />
            )}
            <Button busy={document.busy} onClick={() => void document.make({ kind: 'success-plan', subject: id })}>
              {t('build.draft')}
            </Button>
            {keeps && (
              <Button
                kind="primary"
                busy={share.busy}
                unavailable={dirty && t('needs.save')}
                onClick={() => setAsked('share')}
              >
                {t('share')}
              </Button>
            )}
          </>
        }
      >
        <span className="figures">{number}</span>
        <span>{plan.accountName}</span>
        <TextLink to={`/deals/${plan.deal}`}>{plan.dealTitle}</TextLink>
        <span>{plan.ownerName}</span>
      </PageHeader>
      <CommandProblem command={share} />
      <CommandProblem command={archive} />
      <Confirm
        open={asked === 'share'}
        onClose={() => setAsked(null)}
        onConfirm={() => void share.run({ plan: id })}
        title={t('share.title', { version: version + 1 })}
        confirm={t('share')}
      >
        {t('share.about')}
      </Confirm>
      <Confirm
        open={asked === 'archive'}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (await archive.run({ plan: id })) go('/success-plans');
        }}
        title={t('archive.title', { number })}
        confirm={t('archive')}
      >
        {t('archive.about')}
      </Confirm>
    </>
  );
}

function TextCard({ plan, draft, keeps }: { plan: PlanView; draft: Draft<PlanTexts>; keeps: boolean }) {
  const t = useText(plansText);
  const edit = useCommand(useDesk().successPlans.edit);
  const typed = draft.value;
  const set = (change: Partial<PlanTexts>) => draft.set({ ...typed, ...change });
  const missing = (typed.title.trim() === '' || typed.startsOn === null) && t('needs.title');
  const save = async () => {
    const { startsOn, title, ...rest } = typed;
    if (missing || startsOn === null || !draft.dirty) return;
    if (await edit.run({ plan: plan.id, ...rest, title: title.trim(), startsOn })) draft.drop();
  };
  if (!keeps) {
    return (
      <Card title={t('text.title')}>
        <p className={entryStyles.prose}>{plan.summary || '–'}</p>
      </Card>
    );
  }
  return (
    <Card title={t('text.title')}>
      <Form onSubmit={save}>
        <TextField label={t('field.title')} value={typed.title} onChange={(title) => set({ title })} maxLength={200} />
        <TextAreaField
          label={t('field.summary')}
          rows={4}
          value={typed.summary}
          onChange={(summary) => set({ summary })}
          maxLength={4000}
        />
        <DateField label={t('field.startsOn')} value={typed.startsOn} onChange={(startsOn) => set({ startsOn })} />
        <TextAreaField
          label={t('field.notes')}
          internal
          value={typed.notes}
          onChange={(notes) => set({ notes })}
          maxLength={8000}
        />
        <CommandProblem command={edit} />
        <SaveEdit draft={draft} busy={edit.busy} unavailable={missing} save={save} />
      </Form>
    </Card>
  );
}

function VersionsCard({ plan, document }: { plan: PlanView; document: ReturnType<typeof useMakeDocument> }) {
  const t = useText(plansText);
  const format = useFormat();
  return (
    <Card title={t('versions.title')}>
      {plan.versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={entryStyles.list}>
        {plan.versions.map(({ id, version, at, byName, receipt }) => (
          <li key={id} className={entryStyles.line}>
            <div>
              <b>{t('versions.version', { version })}</b>
              <p className={`quiet ${entryStyles.small}`}>
                {t('versions.by', { when: format.dateTime(at), person: byName ?? '–' })}
                {receipt && (
                  <>
                    {' · '}
                    <TextLink to={`/receipts/${receipt}`}>{t('versions.receipt')}</TextLink>
                  </>
                )}
              </p>
            </div>
            <Button
              size="small"
              busy={document.busy}
              aria-label={t('versions.build.of', { version })}
              onClick={() => void document.make({ kind: 'success-plan', subject: id })}
            >
              {t('versions.build')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
