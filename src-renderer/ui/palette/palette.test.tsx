// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import { Palette } from './palette';

afterEach(cleanup);

function open() {
  const ran = vi.fn();
  const onClose = vi.fn();
  const items = ['Submit quote', 'Preview the PDF', 'Send to customer'].map((label) => ({
    id: label.replaceAll(' ', '-'),
    label,
    unavailable: label.startsWith('Send') && 'Delivery has not signed off yet.',
    run: () => ran(label),
  }));
  render(
    <Desk environment="test" locale="en-GB">
      <Palette open onClose={onClose} groups={[{ id: 'actions', label: 'On this screen', items }]} />
    </Desk>,
  );
  return { ran, onClose, user: userEvent.setup(), input: screen.getByRole('combobox') };
}

const active = (input: HTMLElement) =>
  document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('the palette', () => {
  it('takes every letter from the moment it opens, and gives the focus back', () => {
    const palette = (opened: boolean) => (
      <Desk environment="test" locale="en-GB">
        <button type="button">Edit</button>
        <Palette open={opened} onClose={() => {}} groups={[]} />
      </Desk>
    );
    const { rerender } = render(palette(false));
    const button = screen.getByRole('button', { name: 'Edit' });
    button.focus();
    rerender(palette(true));
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
    rerender(palette(false));
    expect(document.activeElement).toBe(button);
  });

  it('narrows to what is typed and does the first with Enter', async () => {
    const { ran, onClose, user, input } = open();
    await user.type(input, 'prev');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Preview the PDF']);
    await user.keyboard('{Enter}');
    expect(ran).toHaveBeenCalledExactlyOnceWith('Preview the PDF');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('chooses with the arrow keys, around the ends, and names the choice to screen readers', async () => {
    const { ran, user, input } = open();
    await user.click(input);
    expect(active(input)).toBe('Submit quote');
    await user.keyboard('{ArrowDown}');
    expect(active(input)).toBe('Preview the PDF');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(active(input)).toContain('Send to customer');
    expect(ran).not.toHaveBeenCalled();
  });

  it('shows what cannot be done with its reason, and does not do it', async () => {
    const { ran, user, input } = open();
    await user.type(input, 'send');
    expect(screen.getByRole('option').textContent).toContain('Delivery has not signed off yet.');
    await user.keyboard('{Enter}');
    expect(ran).not.toHaveBeenCalled();
  });

  it('says so where nothing matches', async () => {
    const { user, input } = open();
    await user.type(input, 'zzz');
    expect(screen.getByText('Nothing matches “zzz”.')).toBeTruthy();
  });
});
