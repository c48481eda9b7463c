import { expect, it, vi } from 'vitest';
import type { Area } from './area';
import { prepareOthers, prepareScreen } from './prepare';

const lazy = () => Object.assign(() => null, { preload: vi.fn(async () => {}) });

function world() {
  const parts = { list: lazy(), one: lazy(), receipts: lazy(), tab: lazy(), subject: lazy(), card: lazy() };
  const area: Area = {
    name: 'deals',
    screens: [
      { path: '/deals', component: parts.list, title: 'Deals' },
      { path: '/deals/$deal', component: parts.one, title: 'Deal' },
      { path: '/receipts/{-$receipt}', component: parts.receipts, title: 'Receipts' },
      { path: '/', component: () => null, title: 'Today' },
    ],
    dealTabs: [{ id: 'tab', label: 'Tab', order: 0, component: parts.tab }],
    subjects: [{ command: 'quote.release', component: parts.subject }],
    customer: { screens: [], cards: [{ id: 'card', order: 0, component: parts.card }] },
  };
  const loaded = () =>
    Object.entries(parts)
      .filter(([, { preload }]) => preload.mock.calls.length > 0)
      .map(([name]) => name);
  return { area, loaded };
}

it.each([
  ['/', []],
  ['/deals', ['list']],
  ['/deals/01a', ['one', 'tab']],
  ['/receipts', ['receipts']],
  ['/receipts/7f3a', ['receipts']],
  ['/approvals', ['subject']],
])('fetches the code of what is shown at %s', async (path, wanted) => {
  const { area, loaded } = world();
  await prepareScreen([area], { path, customerView: false });
  expect(loaded()).toEqual(wanted);
});

it('fetches what a customer is shown, and nothing else, in customer view', async () => {
  const { area, loaded } = world();
  await prepareScreen([area], { path: '/deals', customerView: true });
  vi.stubGlobal('requestIdleCallback', (run: () => void) => run());
  await prepareOthers([area], true);
  expect(loaded()).toEqual(['card']);
  vi.unstubAllGlobals();
});

it('fetches everything else while nothing happens', async () => {
  const { area, loaded } = world();
  vi.stubGlobal('requestIdleCallback', (run: () => void) => run());
  await prepareOthers([area], false);
  expect(loaded()).toEqual(['list', 'one', 'receipts', 'tab', 'subject']);
  vi.unstubAllGlobals();
});
