// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import { Board } from './board';

afterEach(cleanup);

function show() {
  const onMove = vi.fn();
  const onOpen = vi.fn();
  render(
    <Desk environment="test" locale="en-GB">
      <Board
        label="Deals by stage"
        columns={[
          { id: 'q', title: 'Qualified', cards: ['Halden', 'Orla'] },
          { id: 'w', title: 'Won', cards: [], closed: 'Won is decided by an acceptance.' },
          { id: 'p', title: 'Pricing', cards: ['Ostrava'] },
        ]}
        cardKey={(card) => card}
        cardName={(card) => card}
        renderCard={(card) => card}
        onMove={onMove}
        onOpen={onOpen}
      />
    </Desk>,
  );
  return { onMove, onOpen, user: userEvent.setup() };
}

const focused = () => document.activeElement?.getAttribute('aria-label');

it('cards are reached with the arrow keys, past empty columns, and opened with Enter', async () => {
  const { onOpen, user } = show();
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Orla');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Ostrava');
  await user.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('Ostrava');
});

it('a card is carried to another column by keyboard, past closed ones, and each step is announced', async () => {
  const { onMove, user } = show();
  await user.tab();
  await user.keyboard(' ');
  expect(screen.getByText('Halden picked up, in Qualified')).toBeTruthy();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByText('Halden over Pricing')).toBeTruthy();
  await user.keyboard(' ');
  expect(onMove).toHaveBeenCalledExactlyOnceWith('Halden', 'p');
});

it('Escape leaves a card where it was', async () => {
  const { onMove, user } = show();
  await user.tab();
  await user.keyboard(' {ArrowRight}{Escape}');
  expect(onMove).not.toHaveBeenCalled();
  expect(screen.getByText('Halden left in Qualified')).toBeTruthy();
});
