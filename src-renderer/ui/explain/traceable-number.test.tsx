// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Desk } from '../desk';
import { ViewProvider } from '../layout/view';
import type { Explain, Explanation } from './explanation';
import { AskedExplanation } from './inspector';
import { useInspector } from './inspector-store';
import { INSPECTOR_ID, TraceableNumber } from './traceable-number';

const explanation = (value: string): Explanation => ({
  value,
  steps: [
    { label: 'First 1,000 M at 0.60', result: '600.00', rule: 'price.graduated' },
    { label: 'Cost', result: '311.00', internal: true },
    { label: '× 36 months', result: value },
  ],
  sources: [{ label: 'Receipt 7f3a…c21e', to: '/receipts/7f3a' }],
});

const page = (value: string, explain: Explain, view: 'ours' | 'customer' = 'ours') => (
  <Desk environment="test" locale="en-GB">
    <ViewProvider view={view}>
      <TraceableNumber value={value} explain={explain} />
      <aside id={INSPECTOR_ID}>
        <AskedExplanation />
      </aside>
    </ViewProvider>
  </Desk>
);

beforeEach(() => useInspector.setState({ asked: null, open: null }));
afterEach(cleanup);

describe('a traceable number', () => {
  it('shows its steps when it gets the focus, and says that it does', async () => {
    render(page('57,794.40', () => explanation('57,794.40')));
    const number = screen.getByRole('button', { name: '57,794.40' });
    expect(number.getAttribute('aria-expanded')).toBe('false');
    await userEvent.tab();
    expect(screen.getByRole('region', { name: 'Where 57,794.40 comes from' }).textContent).toContain('price.graduated');
    expect(number.getAttribute('aria-expanded')).toBe('true');
  });

  it('asks nothing when a pointer only passes over it', async () => {
    const explain = vi.fn(() => explanation('1'));
    render(page('1', explain));
    const user = userEvent.setup();
    await user.hover(screen.getByRole('button'));
    await user.unhover(screen.getByRole('button'));
    await new Promise((passed) => setTimeout(passed, 120));
    expect(explain).not.toHaveBeenCalled();
    await user.hover(screen.getByRole('button'));
    await act(() => new Promise((passed) => setTimeout(passed, 120)));
    expect(explain).toHaveBeenCalledOnce();
  });

  it('follows its own change while it is explained', async () => {
    const { rerender } = render(page('1.00', () => explanation('1.00')));
    await userEvent.tab();
    rerender(page('2.00', () => explanation('2.00')));
    expect(screen.getByRole('region', { name: 'Where 2.00 comes from' })).toBeTruthy();
  });

  it('leads to its explanation with Enter and back with Escape', async () => {
    render(page('1.00', () => explanation('1.00')));
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{Enter}');
    await act(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    expect(document.activeElement).toBe(screen.getByRole('region'));
    expect(useInspector.getState().open).toBe(true);
    await user.tab();
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Receipt 7f3a…c21e');
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '1.00' }));
  });

  it('shows why its steps could not be read', async () => {
    render(
      page('1.00', () => Promise.reject(new ProofdeskError({ code: 'not-found', message: 'The run was erased.' }))),
    );
    await userEvent.tab();
    expect((await screen.findByRole('alert')).textContent).toContain('The run was erased.');
  });

  it('drops an answer that comes after another number was asked', async () => {
    let answer = (_: Explanation) => {};
    const late = new Promise<Explanation>((resolve) => {
      answer = resolve;
    });
    useInspector.getState().ask('a', '1', () => late);
    useInspector.getState().ask('b', '2', () => explanation('2'));
    answer(explanation('1'));
    await late;
    expect(useInspector.getState().asked?.explanation?.value).toBe('2');
  });

  it('keeps internal steps from a customer', async () => {
    render(page('1.00', () => explanation('1.00'), 'customer'));
    await userEvent.tab();
    expect(screen.getByRole('region').textContent).not.toContain('311.00');
  });
});
