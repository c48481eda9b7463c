// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import type { DataColumn } from './columns';
import { DataTable, type DataTableProps } from './data-table';
import { NumberCell } from './edit-cell';

afterEach(cleanup);

interface Deal {
  id: string;
  account: string;
  amount: string | null;
}

const accounts = ['Halden', 'Brackwater', 'Ostrava'];
const deals: Deal[] = accounts.map((account, index) => ({
  id: String(index),
  account,
  amount: ['900', '12000', null][index] ?? null,
}));
const columns: DataColumn<Deal>[] = [
  { id: 'account', header: 'Account', value: (deal) => deal.account },
  { id: 'amount', header: 'Amount', kind: 'figure', value: (deal) => deal.amount },
];
const rowKey = (deal: Deal) => deal.id;

function show(props: Partial<DataTableProps<Deal>> = {}) {
  render(
    <Desk environment="test" locale="en-GB">
      <button type="button">before</button>
      <DataTable label="Deals" rows={deals} columns={columns} rowKey={rowKey} {...props} />
      <button type="button">after</button>
    </Desk>,
  );
  return userEvent.setup();
}

/** Deals of which each can be taken away. */
function Shrinking() {
  const [rows, setRows] = useState(deals);
  const removing: DataColumn<Deal>[] = [
    columns[0]!,
    {
      id: 'remove',
      header: 'Remove',
      kind: 'actions',
      cell: (deal) => (
        <button type="button" onClick={() => setRows((all) => all.filter(({ id }) => id !== deal.id))}>
          Remove {deal.account}
        </button>
      ),
    },
  ];
  return <DataTable label="Deals" rows={rows} columns={removing} rowKey={rowKey} />;
}

const focused = () => document.activeElement?.textContent;
const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

describe('a table under the keyboard', () => {
  it('is one stop of the Tab key', async () => {
    const user = show();
    await user.tab();
    await user.tab();
    expect(focused()).toBe('Halden');
    await user.tab();
    expect(focused()).toBe('after');
    await user.tab({ shift: true });
    expect(focused()).toBe('Halden');
  });

  it('moves with the arrow keys, stops at its edges, and comes back to the cell it was left at', async () => {
    const user = show();
    await user.tab();
    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(focused()).toBe('12000');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('12000');
    await user.tab();
    await user.tab({ shift: true });
    expect(focused()).toBe('12000');
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toBe('Halden');
    await user.keyboard('{Control>}{End}{/Control}{Home}');
    expect(focused()).toBe('Ostrava');
  });

  it('goes on in the neighbouring row where the row with the focus is taken away', async () => {
    render(
      <Desk environment="test" locale="en-GB">
        <Shrinking />
      </Desk>,
    );
    const user = userEvent.setup();
    screen.getByRole('button', { name: 'Remove Ostrava' }).focus();
    await user.keyboard('{Enter}');
    expect(focused()).toBe('Remove Brackwater');
    await user.keyboard('{Enter}');
    expect(focused()).toBe('Remove Halden');
  });

  it('opens the row with Enter, and with a click', async () => {
    const onOpen = vi.fn();
    const user = show({ onOpen });
    await user.tab();
    await user.tab();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(deals[1]);
    await user.click(screen.getByText('Ostrava'));
    expect(onOpen).toHaveBeenLastCalledWith(deals[2]);
  });

  it('sorts from the header, with what is missing last in either direction', async () => {
    const user = show();
    await user.tab();
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowUp}');
    expect(focused()).toBe('Amount');
    await user.keyboard('{Enter}');
    expect(names()).toEqual(['Halden', 'Brackwater', 'Ostrava']);
    expect(screen.getByRole('columnheader', { name: /Amount/ }).getAttribute('aria-sort')).toBe('ascending');
    await user.keyboard('{Enter}');
    expect(names()).toEqual(['Brackwater', 'Halden', 'Ostrava']);
  });

  it('keeps the active row when the order changes under it', async () => {
    const user = show();
    await user.tab();
    await user.tab();
    await user.click(screen.getByRole('button', { name: /Account/ }));
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('Brackwater');
  });

  it('selects with Space', async () => {
    const onChange = vi.fn();
    const user = show({ selection: { selected: new Set(['2']), onChange } });
    await user.tab();
    await user.tab();
    await user.keyboard('{ArrowRight} ');
    expect(onChange).toHaveBeenCalledWith(new Set(['2', '0']));
  });

  it('says its size and places to screen readers', () => {
    show({ groupOf: () => ({ key: 'all', label: 'All deals' }) });
    const grid = screen.getByRole('grid', { name: 'Deals' });
    expect(grid.getAttribute('aria-rowcount')).toBe('5');
    expect(
      within(grid)
        .getAllByRole('row')
        .map((row) => row.getAttribute('aria-rowindex')),
    ).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('ten thousand rows', () => {
  const many: Deal[] = Array.from({ length: 10_000 }, (_, index) => ({
    id: `d${index}`,
    account: `Deal ${index}`,
    amount: '1',
  }));

  it('draws only those in sight', () => {
    show({ rows: many });
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
  });

  it('reaches the last by keyboard', async () => {
    const user = show({ rows: many });
    await user.tab();
    await user.tab();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('10001');
  });
});

function Editable({ onCommit }: { onCommit: (id: string, value: string | null) => void }) {
  const [amounts, setAmounts] = useState<Record<string, string | null>>({ 0: '900', 1: '12000', 2: '5' });
  const set = (id: string, value: string | null) => setAmounts((all) => ({ ...all, [id]: value }));
  const editable: DataColumn<Deal>[] = [
    columns[0]!,
    {
      id: 'amount',
      header: 'Amount',
      kind: 'figure',
      cell: (deal) => (
        <NumberCell
          label={`Amount of ${deal.account}`}
          value={amounts[deal.id] ?? null}
          onChange={(value) => set(deal.id, value)}
          onCommit={(value) => {
            set(deal.id, value);
            onCommit(deal.id, value);
          }}
        />
      ),
    },
  ];
  return (
    <Desk environment="test" locale="en-GB">
      <DataTable label="Deals" rows={deals} columns={editable} rowKey={rowKey} />
      <output>{Object.values(amounts).join(' ')}</output>
    </Desk>
  );
}

describe('a number in its cell', () => {
  const start = async () => {
    const onCommit = vi.fn();
    render(<Editable onCommit={onCommit} />);
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowRight}');
    return { onCommit, user, shown: () => screen.getByRole('status').textContent };
  };

  it('begins with what is typed, follows each keystroke, and Enter keeps it and goes down', async () => {
    const { onCommit, user, shown } = await start();
    await user.keyboard('4');
    expect(shown()).toBe('4 12000 5');
    await user.keyboard('200');
    expect(shown()).toBe('4200 12000 5');
    expect(onCommit).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(onCommit).toHaveBeenCalledExactlyOnceWith('0', '4200');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Amount of Brackwater: 12,000. Press Enter to change',
    );
  });

  it('is given back whole by Escape', async () => {
    const { onCommit, user, shown } = await start();
    await user.keyboard('77{Escape}');
    expect(shown()).toBe('900 12000 5');
    expect(onCommit).not.toHaveBeenCalled();
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Amount of Halden');
  });

  it('is not kept while it cannot be read, and half of it is never a value', async () => {
    const { onCommit, user, shown } = await start();
    await user.keyboard('1,5{Enter}');
    expect(onCommit).not.toHaveBeenCalled();
    expect(shown()).toBe('900 12000 5');
    expect(screen.getByRole('alert').textContent).toBe('Is this 1.5? Write it so, or leave the separator out.');
    await user.keyboard('{Backspace}{Backspace}.5{Enter}');
    expect(onCommit).toHaveBeenCalledExactlyOnceWith('0', '1.5');
  });
});
