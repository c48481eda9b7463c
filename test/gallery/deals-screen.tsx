import { useMemo, useState } from 'react';
import {
  ActionMenu,
  Button,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  IconButton,
  Meter,
  Page,
  PageHeader,
  Push,
  Segment,
  TextField,
  TextLink,
  type Tone,
  Toolbar,
  useFormat,
  useNavigation,
} from '../../src-renderer/ui';
import { type Deal, dealStages, deals } from './sample';

const rowKey = (deal: Deal) => deal.id;
const toneOf: Record<Deal['stage'], Tone> = {
  Qualified: 'neutral',
  Bakeoff: 'accent',
  Pricing: 'accent',
  'Sign-off': 'warn',
  Sent: 'accent',
  Won: 'good',
};

export function DealsScreen() {
  const format = useFormat();
  const { go } = useNavigation();
  const [filter, setFilter] = useState('');
  const [shape, setShape] = useState<'list' | 'board'>('list');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['D-A7-0003']));
  const rows = useMemo(
    () => deals.filter((deal) => deal.account.toLowerCase().includes(filter.toLowerCase())),
    [filter],
  );
  const columns = useMemo<DataColumn<Deal>[]>(
    () => [
      {
        id: 'account',
        header: 'Account',
        width: 176,
        value: (deal) => deal.account,
        cell: (deal) => <TextLink to="/quote">{deal.account}</TextLink>,
      },
      { id: 'id', header: 'Number', width: 96, value: (deal) => deal.id },
      {
        id: 'stage',
        header: 'Stage',
        width: 112,
        value: (deal) => dealStages.indexOf(deal.stage),
        cell: (deal) => <Chip tone={toneOf[deal.stage]}>{deal.stage}</Chip>,
      },
      { id: 'owner', header: 'Owner', width: 112, value: (deal) => deal.owner },
      {
        id: 'clock',
        header: 'Quote clock',
        width: 170,
        value: (deal) => deal.spent,
        cell: (deal) => (
          <Meter
            label="Turnaround"
            compact
            limit={86_400_000}
            parts={[{ label: 'all', spent: deal.spent, tone: deal.spent > 86_400_000 ? 'bad' : 'accent' }]}
          />
        ),
      },
      {
        id: 'closes',
        header: 'Closes',
        width: 104,
        value: (deal) => deal.closes,
        cell: (deal) => format.date(deal.closes),
      },
      {
        id: 'margin',
        header: 'Margin',
        kind: 'figure',
        width: 84,
        internal: true,
        value: (deal) => deal.marginBasisPoints,
        cell: (deal) => format.percent(deal.marginBasisPoints, { digits: 1 }),
      },
      {
        id: 'amount',
        header: 'Amount, USD',
        kind: 'figure',
        width: 116,
        value: (deal) => deal.amount,
        cell: (deal) => format.amount(deal.amount, 'USD'),
      },
      {
        id: 'actions',
        header: '',
        kind: 'actions',
        width: 44,
        cell: (deal) => (
          <ActionMenu
            trigger={<IconButton icon="more" size="small" label={`More for ${deal.account}`} />}
            items={[
              { id: 'open', label: 'Open', run: () => go('/quote'), shortcut: 'Enter' },
              { id: 'lose', label: 'Mark as lost', danger: true, section: true, run: () => {} },
            ]}
          />
        ),
      },
    ],
    [format, go],
  );
  return (
    <Page fill>
      <PageHeader
        title="Deals"
        chips={<Chip>{format.number(rows.length)}</Chip>}
        actions={
          <>
            <Button>Import CSV</Button>
            <Button kind="primary" shortcut="N">
              New deal
            </Button>
          </>
        }
      />
      <Toolbar label="Filters">
        <TextField label="Filter" hideLabel placeholder="Filter by account" value={filter} onChange={setFilter} />
        <Segment
          label="Shape"
          value={shape}
          onChange={setShape}
          options={[
            { value: 'list', label: 'List' },
            { value: 'board', label: 'Board' },
          ]}
        />
        <Push />
        <span className="quiet">{format.number(selected.size)} selected</span>
      </Toolbar>
      <DataTable
        label="Deals"
        rows={rows}
        columns={columns}
        rowKey={rowKey}
        onOpen={() => go('/quote')}
        initialSort={{ column: 'closes', descending: false }}
        selection={useMemo(() => ({ selected, onChange: setSelected }), [selected])}
        fill
        empty={
          <EmptyState action={<Button kind="primary">New deal</Button>}>
            No deal has this in its account’s name.
          </EmptyState>
        }
      />
    </Page>
  );
}
