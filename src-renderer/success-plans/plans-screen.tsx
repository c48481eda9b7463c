import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type PlanRow, planSorts } from '../../src-shared/success-plans';
import { CommandProblem, DealList, type ListedRows, ListScreen, useCommand, useHasRole, useListAddress } from '../app';
import { useDesk, useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  Chip,
  type DataColumn,
  DataTable,
  Dialog,
  Row,
  SelectField,
  Stack,
  TextField,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { usePlanPages, usePlansOfDeal } from './queries';
import { plansText } from './text';

const useKeeps = () => useHasRole('rep', 'engineer', 'delivery', 'admin');

/** All success plans, or those that are behind. */
export function PlansScreen() {
  const t = useText(plansText);
  const address = useListAddress(planSorts);
  const { search, setSearch } = address;
  const mine = search['mine'] !== undefined;
  const behind = search['behind'] !== undefined;
  return (
    <ListScreen
      address={address}
      query={usePlanPages({ ...address.query, ...(mine && { mine }), ...(behind && { behind }) })}
      words={{
        title: t('title'),
        begin: t('new'),
        filter: t('filter.label'),
        find: t('filter.text'),
        nothing: t('nothing'),
        about: t('about'),
      }}
      begin={useKeeps() ? 'new-plan' : null}
      filtered={mine || behind}
      filters={
        <>
          <CheckField
            label={t('filter.behind')}
            checked={behind}
            onChange={(on) => setSearch({ behind: on ? '1' : null })}
          />
          <CheckField label={t('filter.mine')} checked={mine} onChange={(on) => setSearch({ mine: on ? '1' : null })} />
        </>
      }
      table={(rows) => <PlanTable {...rows} />}
      dialog={(deal, onClose) => <CreatePlanDialog deal={deal} onClose={onClose} />}
    />
  );
}

/** The success plans of a deal, in its room. */
export function DealPlans({ deal }: { deal: string }) {
  const t = useText(plansText);
  return (
    <DealList
      query={usePlansOfDeal(deal)}
      begin={useKeeps() ? { label: t('new'), to: `/success-plans?new=${deal}` } : null}
      none={t('deal.none')}
      table={(rows) => <PlanTable {...rows} />}
    />
  );
}

function PlanTable(props: ListedRows<PlanRow>) {
  const t = useText(plansText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<PlanRow>[] => [
      { id: 'number', header: t('list.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title', header: t('list.title'), width: 240, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, dealTitle }) => <TwoLines below={dealTitle}>{title}</TwoLines>,
      },
      { ...{ id: 'account', header: t('list.account'), width: 160, grow: 2 }, value: ({ accountName }) => accountName },
      {
        ...{ id: 'reached', header: t('list.reached'), kind: 'figure', width: 104, sortable: false },
        value: ({ reached }) => reached,
        cell: ({ reached, items }) => t('list.reached.of', { reached, items }),
      },
      {
        ...{ id: 'behind', header: t('list.behind'), width: 192, sortable: false },
        value: ({ missed, atRisk }) => missed + atRisk,
        cell: ({ missed, atRisk }) => (
          <Row nowrap>
            {missed > 0 && (
              <Chip size="small" tone="bad">
                {`${missed} ${t('standing.missed')}`}
              </Chip>
            )}
            {atRisk > 0 && (
              <Chip size="small" tone="warn">
                {`${atRisk} ${t('standing.at-risk')}`}
              </Chip>
            )}
          </Row>
        ),
      },
      {
        ...{ id: 'due', header: t('list.next'), width: 116 },
        value: ({ nextDue }) => nextDue,
        cell: ({ nextDue }) => (nextDue === null ? '–' : format.date(nextDue)),
      },
      { ...{ id: 'owner', header: t('list.owner'), width: 130, sortable: false }, value: ({ ownerName }) => ownerName },
    ],
    [t, format],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/success-plans/${id}`)}
      {...props}
    />
  );
}

/** A plan begins with its deal; goals and milestones follow on its page. */
function CreatePlanDialog({ deal, onClose }: { deal: string | null; onClose(): void }) {
  const t = useText(plansText);
  const { go } = useNavigation();
  const create = useCommand(useDesk().successPlans.create);
  const [chosen, setChosen] = useState(deal);
  const [title, setTitle] = useState('');
  const { data } = useQuery(
    useDeskQueries().deals.list.queryOptions({
      input: { limit: 500, stages: ['quote', 'negotiation', 'won', 'invoiced'] },
      meta: { entities: ['deal', 'account'] },
    }),
  );
  const run = async () => {
    if (chosen === null) return;
    const made = await create.run({ deal: chosen, ...(title.trim() && { title: title.trim() }) });
    if (made?.result) go(`/success-plans/${made.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('create.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={chosen === null && t('create.incomplete')} onClick={run}>
          {t('create.run')}
        </Button>
      }
    >
      <Stack>
        <SelectField
          label={t('create.deal')}
          hint={t('create.deal.hint')}
          searchable
          options={(data?.rows ?? []).map(({ id, number, title: name, accountName }) => ({
            value: id,
            label: `${name}, ${accountName} (${number})`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <TextField label={t('create.name')} optional value={title} onChange={setTitle} maxLength={200} />
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}
