// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import { Form } from './form';
import { MoneyField, NumberField } from './number-field';

afterEach(cleanup);

function Discount({
  onSubmit,
  locale = 'en-GB',
  from = '12',
}: {
  onSubmit?: (value: string | null) => void;
  locale?: string;
  from?: string;
}) {
  const [value, setValue] = useState<string | null>(from);
  return (
    <Desk environment="test" locale={locale}>
      <Form onSubmit={() => onSubmit?.(value)}>
        <NumberField label="Discount" unit="%" value={value} onChange={setValue} min="0" max="100" step="0.1" />
        <button type="submit">Save</button>
      </Form>
      <output>{value ?? 'empty'}</output>
    </Desk>
  );
}

const field = () => screen.getByRole('textbox', { name: 'Discount' }) as HTMLInputElement;
const held = () => screen.getByRole('status').textContent;

describe('a number field', () => {
  it('holds an exact decimal and shows it as the locale writes it', async () => {
    render(<Discount locale="de-DE" from="1234.5" />);
    const user = userEvent.setup();
    expect(field().value).toBe('1.234,5');
    await user.clear(field());
    expect(held()).toBe('empty');
    await user.type(field(), '99,75 %');
    expect(held()).toBe('99.75');
    await user.tab();
    expect(field().value).toBe('99,75');
  });

  it('counts up and down exactly, within its bounds', async () => {
    render(<Discount from="0.2" />);
    const user = userEvent.setup();
    await user.click(field());
    await user.keyboard('{ArrowUp}');
    expect(held()).toBe('0.3');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(held()).toBe('0');
  });

  it('says what is wrong when it is left, and its form is not sent meanwhile', async () => {
    const onSubmit = vi.fn();
    render(<Discount onSubmit={onSubmit} />);
    const user = userEvent.setup();
    await user.clear(field());
    await user.type(field(), '1,5');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field());
    expect(screen.getByRole('alert').textContent).toContain('Is this 1.5?');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    await user.clear(field());
    await user.type(field(), '1.5{Enter}');
    expect(onSubmit).toHaveBeenCalledExactlyOnceWith('1.5');
  });

  it('names the bound that was passed', async () => {
    render(<Discount from="112" />);
    expect(screen.getByRole('alert').textContent).toBe('At most 100.');
  });

  it('of money shows the places of its currency, and all that is stored', () => {
    const money = (value: string, currency: string) => {
      cleanup();
      render(
        <Desk environment="test" locale="en-GB">
          <MoneyField label="Amount" currency={currency} value={value} onChange={() => {}} />
        </Desk>,
      );
      return (screen.getByRole('textbox') as HTMLInputElement).value;
    };
    expect(money('1200', 'USD')).toBe('1,200.00');
    expect(money('1200', 'JPY')).toBe('1,200');
    expect(money('0.2545', 'USD')).toBe('0.2545');
  });
});
