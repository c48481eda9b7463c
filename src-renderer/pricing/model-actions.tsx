import { useState } from 'react';
import { csvTables, modelTableToCsv } from '../../src-shared/pricing';
import { CommandProblem, useCommand, useHasRole } from '../app';
import { useDesk } from '../client';
import { saveText } from '../receipts';
import {
  ActionMenu,
  Button,
  Confirm,
  Dialog,
  IconButton,
  type MenuItem,
  TextField,
  useNavigation,
  useText,
} from '../ui';
import { pricingText } from './text';

export type ModelView = Awaited<ReturnType<ReturnType<typeof useDesk>['pricing']['get']>>;

export interface ModelActionsProps {
  view: ModelView;
  /** Left out where nothing changes. */
  onTerms?: (() => void) | undefined;
  onTables?: (() => void) | undefined;
}

/** What can be done with a version: published, copied, compared, tried, carried away, retired. */
export function ModelActions({ view, onTerms, onTables }: ModelActionsProps) {
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
    if (!done?.result) return;
    setDialog(null);
    go(`/pricing/${done.result.version}`);
  };
  const table = (id: (typeof csvTables)[number] | 'skus'): MenuItem => ({
    id: `csv-${id}`,
    label: t('act.export.table', { table: t(`table.${id}`) }),
    icon: 'download',
    run: () => saveText(`${name} ${t(`table.${id}`)}.csv`, modelTableToCsv(view.content, id), 'text/csv'),
  });
  const filled = csvTables.filter((id) =>
    Array.isArray(view.content[id]) ? view.content[id].length > 0 : view.content[id],
  );
  return (
    <>
      {onTerms && <Button onClick={onTerms}>{t('terms.edit')}</Button>}
      <Button onClick={() => go(`/pricing/${view.version}/simulate`)}>{t('act.simulate')}</Button>
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
          { id: 'diff', label: t('act.diff'), run: () => go(`/pricing/${view.version}/diff`) },
          ...(onTables ? [{ id: 'tables', label: t('act.tables'), icon: 'upload' as const, run: onTables }] : []),
          {
            id: 'json',
            label: t('act.export.json'),
            icon: 'download',
            section: true,
            run: () =>
              void desk.pricing.write({ version: view.version, format: 'json' }).then((f) => saveText(f.name, f.text)),
          },
          table('skus'),
          ...filled.map(table),
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
