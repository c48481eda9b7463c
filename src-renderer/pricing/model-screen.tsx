import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { modelToCsv, type PricingModel, validateModel } from '../../src-shared/pricing';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { saveText } from '../receipts';
import {
  ActionMenu,
  Button,
  Chip,
  Confirm,
  Dialog,
  IconButton,
  Inspector,
  Page,
  PageHeader,
  Section,
  TextField,
  useNavigation,
  useText,
} from '../ui';
import { ItemTable } from './item-table';
import { ModelFacts } from './model-facts';
import { ModelStatus } from './models-screen';
import styles from './pricing.module.css';
import { TermsDialog } from './terms-dialog';
import { pricingText } from './text';
import { TiersDialog } from './tiers-dialog';

/** One version of a pricing model: its items, terms, costs and what is wrong with it. */
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

type ModelView = Awaited<ReturnType<ReturnType<typeof useDesk>['pricing']['get']>>;

function ModelPage({ view }: { view: ModelView }) {
  const t = useText(pricingText);
  const desk = useDesk();
  const finance = useHasRole('finance', 'admin');
  const revise = useCommand(desk.pricing.revise);
  const [tiersOf, setTiersOf] = useState<number | null>(null);
  const [terms, setTerms] = useState(false);
  const problems = useMemo(() => validateModel(view.content), [view.content]);
  useHere({ crumbs: [{ label: t('title'), to: '/pricing' }, { label: `${view.name} ${view.label}` }] });
  const { run } = revise;
  const { version } = view;
  const editable = view.status === 'draft' && finance && view.seesCost;
  const save = useMemo(
    () => (editable ? (content: PricingModel) => run({ version, content }) : undefined),
    [editable, run, version],
  );
  return (
    <Page fill>
      <PageHeader
        title={`${view.name} ${view.label}`}
        chips={<ModelStatus status={view.status} />}
        actions={<ModelActions view={view} onTerms={save ? () => setTerms(true) : undefined} />}
      >
        <span>
          {view.currency} · {t('items.count', { count: view.skus })}
        </span>
        {!editable && finance && (
          <span className="quiet">{t(view.status === 'draft' ? 'readonly.cost' : 'readonly')}</span>
        )}
      </PageHeader>
      <CommandProblem command={revise} title={t('crash')} />
      <ItemTable content={view.content} seesCost={view.seesCost} onSave={save} onTiers={setTiersOf} />
      <Inspector>
        {view.status === 'draft' && (
          <Section title={t('problems.title')}>
            {problems.length === 0 ? (
              <p className="quiet">{t('problems.none')}</p>
            ) : (
              <ul className={styles.problems}>
                {problems.map((problem) => (
                  <li key={`${problem.field}-${problem.code}`}>
                    <Chip tone={problem.severity === 'error' ? 'bad' : 'warn'} size="small">
                      {t(`problems.${problem.severity}`)}
                    </Chip>{' '}
                    {problem.message}
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
        <ModelFacts content={view.content} seesCost={view.seesCost} />
      </Inspector>
      <TiersDialog content={view.content} row={tiersOf} onSave={save} onClose={() => setTiersOf(null)} />
      {save && <TermsDialog content={view.content} open={terms} onSave={save} onClose={() => setTerms(false)} />}
    </Page>
  );
}

function ModelActions({ view, onTerms }: { view: ModelView; onTerms?: () => void }) {
  const t = useText(pricingText);
  const desk = useDesk();
  const { go } = useNavigation();
  const finance = useHasRole('finance', 'admin');
  const publish = useCommand(desk.pricing.publish);
  const retire = useCommand(desk.pricing.retire);
  const draft = useCommand(desk.pricing.draft);
  const [dialog, setDialog] = useState<'publish' | 'draft' | null>(null);
  const [label, setLabel] = useState('');
  const forbidden = !finance && t('not-finance');
  const name = `${view.name} ${view.label}`;
  const begin = async () => {
    const done = await draft.run({ from: view.version, version: label });
    if (done?.result) go(`/pricing/${done.result.version}`);
  };
  return (
    <>
      {onTerms && <Button onClick={onTerms}>{t('terms.edit')}</Button>}
      {view.status === 'draft' ? (
        <Button kind="primary" busy={publish.busy} unavailable={forbidden} onClick={() => setDialog('publish')}>
          {t('act.publish')}
        </Button>
      ) : (
        <Button kind="primary" unavailable={forbidden} onClick={() => setDialog('draft')}>
          {t('act.draft')}
        </Button>
      )}
      <ActionMenu
        trigger={<IconButton icon="more" label={t('act.more')} />}
        items={[
          {
            id: 'json',
            label: t('act.export.json'),
            icon: 'download',
            run: () =>
              void desk.pricing.write({ version: view.version, format: 'json' }).then((f) => saveText(f.name, f.text)),
          },
          {
            id: 'csv',
            label: t('act.export.csv'),
            icon: 'download',
            run: () => saveText(`${name}.csv`, modelToCsv(view.content), 'text/csv'),
          },
          ...(view.status === 'published'
            ? [
                {
                  id: 'retire',
                  label: t('act.retire'),
                  section: true as const,
                  unavailable: forbidden,
                  run: () => void retire.run({ version: view.version }),
                },
              ]
            : []),
        ]}
      />
      <CommandProblem command={publish} />
      <CommandProblem command={retire} />
      <Confirm
        open={dialog === 'publish'}
        onClose={() => setDialog(null)}
        onConfirm={() => void publish.run({ version: view.version })}
        title={t('act.publish.title', { name: view.name, version: view.label })}
        confirm={t('act.publish')}
      >
        <p>{t('act.publish.about')}</p>
      </Confirm>
      <Dialog
        open={dialog === 'draft'}
        onClose={() => setDialog(null)}
        title={t('draft.title', { name: view.name })}
        actions={
          <Button kind="primary" busy={draft.busy} unavailable={!label && t('import.needs')} onClick={begin}>
            {t('act.draft')}
          </Button>
        }
      >
        <TextField label={t('draft.version')} value={label} onChange={setLabel} />
        <CommandProblem command={draft} />
      </Dialog>
    </>
  );
}
