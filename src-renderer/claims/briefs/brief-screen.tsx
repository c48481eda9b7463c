import { useMemo, useState } from 'react';
import type { BriefView } from '../../../src-shared/claims';
import { type Disclosure, disclosures } from '../../../src-shared/kernel/disclosure';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft, useHere } from '../../app';
import { useDesk } from '../../client';
import { DocumentsOf, useMakeDocument } from '../../documents';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  Confirm,
  EmptyState,
  ErrorSurface,
  Form,
  IconButton,
  Page,
  PageHeader,
  Row,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import styles from '../charted.module.css';
import { useReadsDrafts } from '../claims-page';
import { claimsText } from '../text';
import { BriefCharts } from './brief-charts';
import { useBriefs } from './queries';
import { briefsText } from './text';

/** One brief: what it says, its charts, and what stands in the way of building it. */
export function BriefScreen() {
  const t = useText(briefsText);
  const words = useText(claimsText);
  const { params } = useAddress();
  return (
    <Loaded query={useBriefs()}>
      {(briefs) => {
        const brief = briefs.find(({ id, number }) => [id, number].includes(params['brief'] ?? ''));
        return brief ? (
          <BriefPage key={brief.id} brief={brief} />
        ) : (
          <Page>
            <EmptyState action={<Button to="/claims/briefs">{words('part.briefs')}</Button>}>{t('missing')}</EmptyState>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** What is edited and not saved yet. */
interface Edited {
  title: string;
  protects: string;
  licensing: string;
  disclosure: Disclosure;
  charts: string[];
}

function BriefPage({ brief }: { brief: BriefView }) {
  const t = useText(briefsText);
  const words = useText(claimsText);
  const format = useFormat();
  const desk = useDesk();
  const { go } = useNavigation();
  const may = useReadsDrafts();
  const save = useCommand(desk.claims.saveBrief);
  const archive = useCommand(desk.claims.archiveBrief);
  const document = useMakeDocument();
  const [archiving, setArchiving] = useState(false);
  const { id, number, title, protects, licensing, disclosure, charts, blockers } = brief;
  const initial = useMemo(
    (): Edited => ({ title, protects, licensing, disclosure, charts: charts.map((chart) => chart.id) }),
    [title, protects, licensing, disclosure, charts],
  );
  const draft = useDraft<Edited>(`/claims/briefs/${id}`, initial);
  const typed = draft.value;
  const set = (change: Partial<Edited>) => draft.set({ ...typed, ...change });
  const missing = (!typed.title.trim() && t('needs.title')) || (typed.charts.length === 0 && t('needs.chart'));
  const act = async () => {
    if (missing || !draft.dirty) return;
    if (await save.run({ brief: id, ...typed, title: typed.title.trim() })) draft.drop();
  };
  useHere({
    crumbs: [
      { label: words('title'), to: '/claims' },
      { label: words('part.briefs'), to: '/claims/briefs' },
      { label: number },
    ],
  });
  return (
    <Page>
      <PageHeader
        title={title}
        chips={
          <>
            <Chip>{number}</Chip>
            <Chip>{words(`disclosure.${disclosure}`)}</Chip>
            <Chip tone={blockers.length === 0 ? 'good' : 'warn'}>
              {blockers.length === 0 ? t('state.ready') : t('state.blocked')}
            </Chip>
          </>
        }
        actions={
          <>
            {may && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('more')} />}
                items={[{ id: 'archive', label: t('archive'), run: () => setArchiving(true) }]}
              />
            )}
            <Button
              kind="primary"
              icon="download"
              busy={document.busy}
              unavailable={(draft.dirty && t('needs.save')) || blockers[0]}
              onClick={() => void document.make({ kind: 'defensibility-brief', subject: id })}
            >
              {t('build')}
            </Button>
          </>
        }
      />
      <CommandProblem command={archive} />
      {document.problem && (
        <ErrorSurface error={document.problem} title={t('build.failed')} onDismiss={document.forget} />
      )}
      {blockers.length > 0 && (
        <section className={styles.banner} aria-label={t('blockers')}>
          <h2>{t('blockers.about')}</h2>
          <ul>
            {blockers.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.halves}>
        <Stack>
          <Card title={t('text.title')}>
            <Form onSubmit={act}>
              <TextField
                label={t('field.title')}
                value={typed.title}
                onChange={(value) => set({ title: value })}
                maxLength={200}
              />
              <TextAreaField
                label={t('field.protects')}
                hint={t('field.protects.hint')}
                rows={8}
                value={typed.protects}
                onChange={(value) => set({ protects: value })}
                maxLength={8000}
              />
              <TextAreaField
                label={t('field.licensing')}
                hint={t('field.licensing.hint')}
                rows={5}
                value={typed.licensing}
                onChange={(value) => set({ licensing: value })}
                maxLength={8000}
              />
              <SelectField
                label={t('field.disclosure')}
                options={disclosures.map((value) => ({ value, label: t(`shown.${value}`) }))}
                value={typed.disclosure}
                onChange={(value) => value && set({ disclosure: value })}
              />
              <CommandProblem command={save} />
              {draft.dirty && (
                <Row>
                  <Button kind="primary" busy={save.busy} unavailable={missing} onClick={act}>
                    {t('save')}
                  </Button>
                  <Button onClick={draft.drop}>{t('drop')}</Button>
                  {draft.found !== null && (
                    <span className="quiet">{t('unfinished', { when: format.dateTime(draft.found) })}</span>
                  )}
                </Row>
              )}
            </Form>
          </Card>
          <DocumentsOf subject={id} />
        </Stack>
        <BriefCharts brief={brief} chosen={typed.charts} onChoose={(ids) => set({ charts: ids })} />
      </div>
      <Confirm
        open={archiving}
        title={t('archive.title', { number })}
        confirm={t('archive')}
        onClose={() => setArchiving(false)}
        onConfirm={async () => {
          if (await archive.run({ brief: id })) go('/claims/briefs');
        }}
      >
        {t('archive.about')}
      </Confirm>
    </Page>
  );
}
