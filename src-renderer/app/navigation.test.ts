import { describe, expect, it } from 'vitest';
import type { Area } from './area';
import { currentItem, navigationGroups, navigationScreens, plainCrumbs } from './navigation';

const nothing = () => null;
const areas: Area[] = [
  {
    name: 'trust',
    screens: [
      {
        path: '/receipts/{-$receipt}',
        component: nothing,
        title: 'Receipts',
        nav: { group: 'trust', label: 'Receipts', order: 20 },
      },
      {
        path: '/approvals',
        component: nothing,
        title: 'Approvals',
        nav: { group: 'trust', label: 'Approvals', order: 10 },
      },
    ],
  },
  {
    name: 'deals',
    screens: [
      { path: '/', component: nothing, title: 'Today', nav: { group: 'work', label: 'Today', order: 0 } },
      { path: '/deals', component: nothing, title: 'Deals', nav: { group: 'work', label: 'Deals', order: 10 } },
      { path: '/quotes/$quote', component: nothing, title: 'Quote', under: '/deals' },
      { path: '/about', component: nothing, title: 'About' },
    ],
  },
];
const screens = navigationScreens(areas);
const screen = (path: string) => areas.flatMap((area) => area.screens).find((one) => one.path === path);

describe('the navigation', () => {
  it('shows only what areas registered, in the order of groups and places, with what waits there', () => {
    const groups = navigationGroups(screens, { '/approvals': 2 }, { trust: 'Trust' });
    expect(groups.map(({ label, items }) => [label, items.map((item) => `${item.label} ${item.count ?? ''}`)])).toEqual(
      [
        [undefined, ['Today ', 'Deals ']],
        ['Trust', ['Approvals 2', 'Receipts ']],
      ],
    );
  });

  it('marks the place that a screen belongs to', () => {
    expect(currentItem(screens, screen('/receipts/{-$receipt}'), '/receipts/7f3a')).toBe('/receipts');
    expect(currentItem(screens, screen('/quotes/$quote'), '/quotes/1')).toBe('/deals');
    expect(currentItem(screens, screen('/'), '/')).toBe('/');
    expect(currentItem(screens, screen('/about'), '/about')).toBe('');
  });

  it('says where one is for screens that do not say it themselves', () => {
    const crumbs = (path: string, current: string) =>
      plainCrumbs(screens, screen(path), current, 'There is no such screen');
    expect(crumbs('/deals', '/deals')).toEqual([{ label: 'Deals' }]);
    expect(crumbs('/quotes/$quote', '/deals')).toEqual([{ label: 'Deals', to: '/deals' }, { label: 'Quote' }]);
    expect(crumbs('/about', '')).toEqual([{ label: 'About' }]);
    expect(crumbs('/elsewhere', '')).toEqual([{ label: 'There is no such screen' }]);
  });
});
