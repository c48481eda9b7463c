import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  answerScenarios,
  checkRoiModel,
  emptyCase,
  expectedScenario,
  type RoiModelContent,
  type RoiModelProblem,
  type RoiModelView,
} from '../../../src-shared/roi';
import { CommandProblem, Loaded, useAddress, useHasRole, useHere, useWorkspace } from '../../app';
import { useDeskQueries } from '../../client';
import { Chip, Inspector, Page, PageHeader, Section, Tabs, useFormat, useText } from '../../ui';
import { CaseStats } from '../cases/figures';
import styles from '../roi.module.css';
import { Dependencies } from './dependencies';
import { FormulasTable } from './formulas-table';
import { InputsTable } from './inputs-table';
import { ModelActions } from './model-actions';
import { MODEL_ENTITIES, ModelState } from './models-screen';
import { modelText } from './text';
import { useContentDraft } from './use-content-draft';

const parts = ['inputs', 'formulas', 'dependencies'] as const;
type Part = (typeof parts)[number];

/** One version of a model of value: its inputs and formulas, checked and worked out while they are typed. */
export function RoiModelScreen() {
  const { params } = useAddress();
  const query = useQuery(
    useDeskQueries().roi.model.queryOptions({
      input: { version: params['version'] ?? '' },
      meta: { entities: MODEL_ENTITIES },
    }),
  );
  return <Loaded query={query}>{(view) => <ModelPage key={view.version} view={view} />}</Loaded>;
}

function ModelPage({ view }: { view: RoiModelView }) {
  const t = useText(modelText);
  const may = useHasRole('rep', 'engineer', 'admin');
  const { search, setSearch } = useAddress();
  const { currency } = useWorkspace();
  const { content, save, revise } = useContentDraft(view.version, view.content);
  const { problems, checked } = useMemo(() => checkRoiModel(content), [content]);
  const broken = problems.some(({ severity }) => severity === 'error');
  const live = useLive(content, currency, broken);
  useHere({ crumbs: [{ label: t('title'), to: '/roi/models' }, { label: `${view.name} ${view.label}` }] });
  const onSave = view.status === 'draft' && may ? save : undefined;
  const open = parts.find((part) => part === search['part']) ?? 'inputs';
  const show = (part: Part) => setSearch({ part: part === 'inputs' ? null : part });
  return (
    <Page fill>
      <PageHeader
        title={`${view.name} ${view.label}`}
        chips={<ModelState status={view.status} />}
        actions={<ModelActions view={view} content={content} broken={broken} onSave={onSave} />}
      >
        {content.about && <span className="quiet">{content.about}</span>}
      </PageHeader>
      <CommandProblem command={revise} title={t('crash')} />
      {live?.answer?.figures && <CaseStats content={live.content} answer={live.answer} />}
      <Tabs<Part>
        label={t('part.label')}
        open={open}
        onOpen={show}
        tabs={[
          {
            id: 'inputs',
            label: t('part.inputs'),
            count: content.inputs.length,
            content: <InputsTable content={content} problems={problems} onSave={onSave} />,
          },
          {
            id: 'formulas',
            label: t('part.formulas'),
            count: content.formulas.length,
            content: (
              <FormulasTable content={content} problems={problems} checked={checked} live={live} onSave={onSave} />
            ),
          },
          {
            id: 'dependencies',
            label: t('part.dependencies'),
            content: <Dependencies content={content} checked={checked} />,
          },
        ]}
      />
      <Inspector>
        <Live live={live} />
        <Problems problems={problems} onGo={show} />
        <Section title={t('words.title')}>
          <p className="quiet">{t('words.units')}</p>
          <p className="quiet">{t('words.formulas')}</p>
          <p className="quiet">{t('words.convert')}</p>
        </Section>
      </Inspector>
    </Page>
  );
}

/** The model with its defaults as a case, worked out; null while it has errors. */
function useLive(content: RoiModelContent, currency: string, broken: boolean) {
  return useMemo(() => {
    if (broken || content.formulas.length === 0) return null;
    const own = emptyCase(content, currency);
    const answer = answerScenarios(own).find(({ key }) => key === expectedScenario);
    return { content: own, answer };
  }, [content, currency, broken]);
}

function Live({ live }: { live: ReturnType<typeof useLive> }) {
  const t = useText(modelText);
  const format = useFormat();
  const labels = new Map(live?.content.model.inputs.map(({ name, label }) => [name, label]));
  const missing = live?.answer?.missing ?? [];
  if (live?.answer?.figures) return null;
  return (
    <Section title={t('live.title')}>
      {!live && <p className="quiet">{t('live.none')}</p>}
      {missing.length > 0 && (
        <p className="quiet">
          {t('live.missing', { count: missing.length })}: {format.list(missing.map((name) => labels.get(name) ?? name))}
        </p>
      )}
      {live?.answer?.problem && <p>{t('live.problem', { message: live.answer.problem.message })}</p>}
    </Section>
  );
}

function Problems({ problems, onGo }: { problems: readonly RoiModelProblem[]; onGo(part: Part): void }) {
  const t = useText(modelText);
  return (
    <Section title={t('problems.title')}>
      {problems.length === 0 && <p className="quiet">{t('problems.none')}</p>}
      <ul className={styles.problems}>
        {problems.map(({ field, severity, message, hint, column }) => (
          <li key={`${field} ${column} ${message}`}>
            <Chip tone={severity === 'error' ? 'bad' : 'warn'} size="small">
              {t(`problems.${severity}`)}
            </Chip>{' '}
            <button
              type="button"
              className={styles.jump}
              onClick={() => onGo(field.startsWith('inputs') ? 'inputs' : 'formulas')}
            >
              {message}
            </button>
            {hint && <p className="quiet">{hint}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
