import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { stages } from '../../src-shared/deals';
import { useActor, useDeskState, useHasRole, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  EmptyState,
  Page,
  PageHeader,
  Push,
  Segment,
  SelectField,
  TextField,
  TextLink,
  Toolbar,
  useActions,
  useNavigation,
  useText,
} from '../ui';
import { DealBoard } from './deal-board';
import { type DealView, useDealView } from './deal-filter';
import { DealTable } from './deal-table';
import styles from './deals.module.css';
import { PipelineSums } from './pipeline-sums';
import { DEAL_ENTITIES } from './shared';
import { dealsText } from './text';

const FILTER_FIELD = 'deals-filter';

/** All deals, as a list or as a board. */
export function DealsScreen() {
  const t = useText(dealsText);
  const view = useDealView();
  const { go } = useNavigation();
  const sells = useHasRole('rep', 'admin');
  useHere({ crumbs: [{ label: t('title') }] });
  const { shape, change } = view;
  useActions(
    useMemo(
      () => [
        ...(sells
          ? [
              { id: 'new-deal-here', label: t('new'), shortcut: 'N', run: () => go('/deals/new') },
              { id: 'import-deals-here', label: t('import'), run: () => go('/deals/import') },
            ]
          : []),
        {
          id: 'toggle-shape',
          label: t('shape.toggle'),
          shortcut: 'B',
          run: () => change({ shape: shape === 'board' ? null : 'board' }),
        },
        {
          id: 'filter-deals',
          label: t('filter.focus'),
          shortcut: '/',
          run: () => document.getElementById(FILTER_FIELD)?.querySelector('input')?.focus(),
        },
      ],
      [t, go, sells, shape, change],
    ),
  );
  const nothing = useNoDeals();
  const empty = nothing ? (
    <EmptyState
      action={
        sells && (
          <Button kind="primary" to="/deals/new">
            {t('new')}
          </Button>
        )
      }
      example={sells && <TextLink to="/deals/import">{t('empty.import')}</TextLink>}
    >
      {t('empty')}
    </EmptyState>
  ) : (
    <EmptyState
      action={
        <Button onClick={() => change({ q: null, stage: null, owner: null, late: null })}>{t('filter.clear')}</Button>
      }
    >
      {t('filter.none')}
    </EmptyState>
  );
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        actions={
          sells && (
            <>
              <Button to="/deals/import">{t('import')}</Button>
              <Button kind="primary" to="/deals/new" shortcut="N">
                {t('new')}
              </Button>
            </>
          )
        }
      />
      <Filters view={view} />
      {shape === 'board' && !nothing ? (
        <DealBoard filter={view.filter} />
      ) : (
        <DealTable
          filter={view.filter}
          sort={view.sort}
          onSort={(sort) => change({ sort: sort?.column ?? null, down: sort?.descending ? 'yes' : null })}
          empty={empty}
          footer={!nothing && <PipelineSums filter={view.filter} />}
        />
      )}
    </Page>
  );
}

/** Whether the workspace has no deal at all, archived ones left out. */
function useNoDeals(): boolean {
  const desk = useDeskQueries();
  const { data } = useQuery(desk.deals.list.queryOptions({ input: { limit: 1 }, meta: { entities: DEAL_ENTITIES } }));
  return data?.total === 0;
}

function Filters({ view }: { view: DealView }) {
  const t = useText(dealsText);
  const { people } = useDeskState();
  const actor = useActor();
  const [text, setText] = useState(view.text);
  const { change } = view;
  useEffect(() => setText(view.text), [view.text]);
  const owners = [
    { value: 'all', label: t('filter.owner.all') },
    { value: 'me', label: t('filter.owner.me') },
    ...people
      .filter(({ id, archived }) => !archived && id !== actor.id)
      .map(({ id, name }) => ({ value: id, label: name ?? '–' })),
  ];
  const stageOptions = [
    { value: 'open', label: t('filter.stage.open') },
    { value: 'all', label: t('filter.stage.all') },
    ...stages.map((stage) => ({ value: stage as string, label: t(`stage.${stage}`) })),
  ];
  return (
    <Toolbar label={t('filter.label')}>
      <div id={FILTER_FIELD} className={styles.filterText}>
        <TextField
          label={t('filter.text')}
          hideLabel
          type="search"
          placeholder={t('filter.text.placeholder')}
          value={text}
          onChange={(next) => {
            setText(next);
            change({ q: next || null });
          }}
        />
      </div>
      <div className={styles.filterChoice}>
        <SelectField
          label={t('filter.stage')}
          hideLabel
          options={stageOptions}
          searchable={false}
          value={view.stage}
          onChange={(stage) => change({ stage: stage === 'open' ? null : stage })}
        />
      </div>
      <div className={styles.filterChoice}>
        <SelectField
          label={t('filter.owner')}
          hideLabel
          options={owners}
          value={view.owner || 'all'}
          onChange={(owner) => change({ owner: owner === 'all' ? null : owner })}
        />
      </div>
      <CheckField label={t('filter.late')} checked={view.late} onChange={(on) => change({ late: on ? 'yes' : null })} />
      <Push />
      <Segment
        label={t('shape')}
        value={view.shape}
        onChange={(shape) => change({ shape: shape === 'board' ? 'board' : null })}
        options={[
          { value: 'list', label: t('shape.list') },
          { value: 'board', label: t('shape.board') },
        ]}
      />
    </Toolbar>
  );
}
