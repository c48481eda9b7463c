import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { validateModel } from '../../src-shared/pricing';
import { CommandProblem, Loaded, useAddress, useHasRole, useHere, useNow } from '../app';
import { useDeskQueries } from '../client';
import { Chip, Inspector, Page, PageHeader, Section, Tabs, useText } from '../ui';
import { ImportTables } from './import-tables';
import { ItemTable } from './item-table';
import { ModelActions, type ModelView } from './model-actions';
import { ModelFacts } from './model-facts';
import { type ModelTab, modelTabs, tabOfProblem, useModelTables } from './model-tables';
import { ModelStatus } from './models-screen';
import styles from './pricing.module.css';
import { SkuDialog } from './sku-dialog';
import { SkuFacts } from './sku-facts';
import { TermsDialog } from './terms-dialog';
import { pricingText } from './text';
import { useModelDraft } from './use-model-draft';

/** One version of a pricing model: its tables, terms, costs and what is wrong with it. */
export function ModelScreen() {
  const { params } = useAddress();
  const version = params['version'] ?? '';
  const model = useQuery(
    useDeskQueries().pricing.get.queryOptions({
      input: { version },
      meta: { entities: ['pricingModel', 'pricingModelVersion', 'quote', 'seat'] },
    }),
  );
  return <Loaded query={model}>{(view) => <ModelPage key={view.version} view={view} />}</Loaded>;
}

function ModelPage({ view }: { view: ModelView }) {
  const t = useText(pricingText);
  const finance = useHasRole('finance', 'admin');
  const { search, setSearch } = useAddress();
  const { content, save, revise } = useModelDraft(view.version, view.content);
  const [item, setItem] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'terms' | 'tables' | null>(null);
  const problems = useMemo(() => (view.status === 'draft' ? validateModel(content) : []), [view.status, content]);
  useHere({ crumbs: [{ label: t('title'), to: '/pricing' }, { label: `${view.name} ${view.label}` }] });
  const editable = view.status === 'draft' && finance && view.seesCost;
  const onSave = editable ? save : undefined;
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const tables = useModelTables({ content, problems, seesCost: view.seesCost, today, onSave });
  const open = modelTabs.find((tab) => tab === search['part']) ?? 'skus';
  const show = (part: ModelTab) => setSearch({ part: part === 'skus' ? null : part });
  const close = () => setDialog(null);
  return (
    <Page fill>
      <PageHeader
        title={`${view.name} ${view.label}`}
        chips={<ModelStatus status={view.status} />}
        actions={
          <ModelActions
            view={view}
            onTerms={onSave && (() => setDialog('terms'))}
            onTables={onSave && (() => setDialog('tables'))}
          />
        }
      >
        <span>
          {content.currency} · {t('items.count', { count: content.skus.length })}
        </span>
        {!editable && finance && (
          <span className="quiet">{t(view.status === 'draft' ? 'readonly.cost' : 'readonly')}</span>
        )}
      </PageHeader>
      <CommandProblem command={revise} title={t('crash')} />
      <Tabs<ModelTab>
        label={t('tab.label')}
        open={open}
        onOpen={show}
        tabs={[
          {
            id: 'skus',
            label: t('tab.skus'),
            count: content.skus.length,
            content: (
              <ItemTable
                content={content}
                seesCost={view.seesCost}
                problems={problems}
                onSave={onSave}
                onOpen={setItem}
              />
            ),
          },
          ...tables.tabs,
        ]}
      />
      <Inspector>
        {view.status === 'draft' && (
          <Section title={t('problems.title')}>
            {problems.length === 0 ? (
              <p className="quiet">{t('problems.none')}</p>
            ) : (
              <ul className={styles.problems}>
                {problems.map((problem) => (
                  <li key={`${problem.field}-${problem.code}-${problem.message}`}>
                    <Chip tone={problem.severity === 'error' ? 'bad' : 'warn'} size="small">
                      {t(`problems.${problem.severity}`)}
                    </Chip>{' '}
                    <button
                      type="button"
                      className={styles.jump}
                      onClick={() => {
                        const tab = tabOfProblem(problem);
                        if (tab === 'terms') return onSave && setDialog('terms');
                        show(tab);
                        if (tab === 'skus' && problem.row !== null) setItem(problem.row - 1);
                      }}
                    >
                      {problem.message}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
        <ModelFacts content={content} seesCost={view.seesCost} />
      </Inspector>
      {onSave ? (
        <>
          <SkuDialog content={content} row={item} problems={problems} onSave={onSave} onClose={() => setItem(null)} />
          <TermsDialog content={content} open={dialog === 'terms'} onSave={onSave} onClose={close} />
          <ImportTables content={content} open={dialog === 'tables'} onSave={onSave} onClose={close} />
        </>
      ) : (
        <SkuFacts content={content} row={item} onClose={() => setItem(null)} />
      )}
      {tables.dialog}
    </Page>
  );
}
