import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { CommandProblem, useAddress, useCommand, useDraft, useHere, useNow } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  CheckField,
  Chip,
  Form,
  FormActions,
  FormSection,
  Page,
  PageHeader,
  SelectField,
  TextAreaField,
  TextField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { bakeoffsText } from '../text';
import { FactConditions, Limits, RunConditions } from './conditions';
import { LikeField } from './like-field';
import { conditionsOf, emptyPlan, isWholeRow, metricsOf, type PlanDraft, shareOf } from './plan-draft';
import { RowsEditor, TemplatePart } from './rows-editor';
import { createText } from './text';
import { useWaitingFiles } from './waiting-files';

/** A bakeoff is planned: what is compared, which rows count, what is too small to matter. */
export function NewBakeoffScreen() {
  const t = useText(createText);
  const words = useText(bakeoffsText);
  const format = useFormat();
  const now = useNow();
  const { search } = useAddress();
  const { go } = useNavigation();
  const create = useCommand(useDesk().bakeoffs.create);
  const deal = search['deal'] ?? null;
  const initial = useMemo(() => emptyPlan(deal), [deal]);
  const edit = useDraft<PlanDraft>('/bakeoffs/new', initial);
  // A draft that was begun with an older version of this form lacks what was added since.
  const draft = useMemo(() => ({ ...initial, ...edit.value }), [initial, edit.value]);
  // What waiting files say may come in the moment in which somebody types.
  const change = (by: Partial<PlanDraft>) => edit.set((present) => ({ ...initial, ...present, ...by }));
  const { data } = useQuery(
    useDeskQueries().deals.list.queryOptions({ input: { limit: 500 }, meta: { entities: ['deal', 'account'] } }),
  );
  useHere({ crumbs: [{ label: words('title'), to: '/bakeoffs' }, { label: t('title') }] });
  const waiting = useWaitingFiles(search['reading'] ?? null, draft, change);
  const complete =
    draft.title.trim() !== '' &&
    draft.ours.product.trim() !== '' &&
    draft.theirs.product.trim() !== '' &&
    draft.rows.length > 0 &&
    draft.rows.every(isWholeRow);
  const submit = async () => {
    if (!complete) return;
    const errorRateLimit = shareOf(draft.errorRate);
    const made = await create.run({
      title: draft.title.trim(),
      question: draft.question.trim(),
      deal: draft.deal,
      template: draft.template,
      competitorInternalOnly: draft.internalOnly,
      ours: draft.ours,
      theirs: draft.theirs,
      metrics: metricsOf(draft.rows),
      band: shareOf(draft.band) ?? 0.05,
      errorRateLimit,
      oldAfterMonths: draft.oldAfter === null ? null : Number(draft.oldAfter),
      staleAfterDays: draft.staleAfter === null ? null : Number(draft.staleAfter),
      ...conditionsOf(draft),
    });
    if (!made?.result) return;
    edit.drop();
    await waiting.giveTo(made.result.id);
    go(`/bakeoffs/${made.result.id}`);
  };
  return (
    <Page>
      <PageHeader
        title={t('title')}
        chips={edit.dirty && edit.found !== null && <Chip>{t('draft', { when: format.when(edit.found, now) })}</Chip>}
        actions={
          edit.dirty && (
            <Button kind="quiet" onClick={edit.drop}>
              {t('discard')}
            </Button>
          )
        }
      >
        <span>{t('lead')}</span>
      </PageHeader>
      <Form onSubmit={() => void submit()}>
        <FormSection title={t('about.title')} about={t('about.about')} columns={2}>
          <TextField
            label={t('name')}
            placeholder={t('name.placeholder')}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={200}
          />
          <SelectField
            label={t('deal')}
            placeholder={t('deal.none')}
            options={(data?.rows ?? []).map(({ id, number, title, accountName }) => ({
              value: id,
              label: `${title}, ${accountName} (${number})`,
            }))}
            value={draft.deal}
            onChange={(chosen) => change({ deal: chosen })}
            searchable
            clearable
          />
          <TextAreaField
            label={t('question')}
            optional
            placeholder={t('question.placeholder')}
            value={draft.question}
            onChange={(question) => change({ question })}
            rows={2}
          />
          <CheckField
            label={t('internal')}
            hint={t('internal.hint')}
            checked={draft.internalOnly}
            onChange={(internalOnly) => change({ internalOnly })}
          />
          <TextField
            label={t('ours')}
            value={draft.ours.product}
            onChange={(product) => change({ ours: { ...draft.ours, product } })}
          />
          <TextField
            label={t('theirs')}
            value={draft.theirs.product}
            onChange={(product) => change({ theirs: { ...draft.theirs, product } })}
          />
          <TextField
            label={t('version.ours')}
            optional
            value={draft.ours.version}
            onChange={(version) => change({ ours: { ...draft.ours, version } })}
          />
          <TextField
            label={t('version.theirs')}
            optional
            value={draft.theirs.version}
            onChange={(version) => change({ theirs: { ...draft.theirs, version } })}
          />
        </FormSection>
        <FormSection title={t('rows.title')} about={t('rows.about')} wide>
          <LikeField named={search['like'] ?? null} onChange={change} />
          <TemplatePart draft={draft} waiting={waiting.series} onChange={change} />
          <RowsEditor rows={draft.rows} anyMetric={draft.template === 'custom'} onChange={(rows) => change({ rows })} />
        </FormSection>
        <FormSection title={t('limits.title')} about={t('limits.about')} columns={3}>
          <Limits draft={draft} onChange={change} />
          <RunConditions draft={draft} onChange={change} />
        </FormSection>
        <FormSection title={t('facts.title')} about={t('facts.about')} columns={2}>
          <FactConditions draft={draft} onChange={change} />
        </FormSection>
        <CommandProblem command={create} />
        <FormActions>
          <Button kind="primary" type="submit" busy={create.busy} unavailable={!complete && t('incomplete')}>
            {t('create')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
}
