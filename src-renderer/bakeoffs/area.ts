import { type Area, lazyPart, lazyScreen } from '../app';
import { DropAnywhere } from './import/drop-anywhere';
import { useBakeoffs, useOpenBakeoffs } from './queries';

/** Bakeoffs: two contenders on the same work, what their runs can prove, and the verdicts that were recorded. */
export const bakeoffsArea: Area = {
  name: 'bakeoffs',
  screens: [
    {
      path: '/bakeoffs',
      component: lazyScreen(() => import('./bakeoffs-screen'), 'BakeoffsScreen'),
      title: 'Bakeoffs',
      nav: { group: 'work', label: 'Bakeoffs', order: 30, useCount: useOpenBakeoffs },
    },
    {
      path: '/bakeoffs/new',
      component: lazyScreen(() => import('./create/new-bakeoff-screen'), 'NewBakeoffScreen'),
      title: 'Plan a bakeoff',
    },
    {
      path: '/bakeoffs/$bakeoff',
      component: lazyScreen(() => import('./bakeoff-screen'), 'BakeoffScreen'),
      title: 'Bakeoff',
    },
    {
      path: '/runs/$run',
      component: lazyScreen(() => import('./run/run-screen'), 'RunScreen'),
      title: 'Run',
      under: '/bakeoffs',
    },
    {
      path: '/verdicts/$verdict',
      component: lazyScreen(() => import('./verdict-screen'), 'VerdictScreen'),
      title: 'Verdict',
      under: '/bakeoffs',
    },
  ],
  places: {
    bakeoff: (id) => `/bakeoffs/${id}`,
    benchmarkRun: (id) => `/runs/${id}`,
    // The page of a bakeoff is found by any of its other parts.
    contender: (id) => `/bakeoffs/${id}`,
    bakeoffWaiver: (id) => `/bakeoffs/${id}`,
    verdict: (id) => `/verdicts/${id}`,
    // Mappings are listed on the page of all bakeoffs.
    resultMapping: () => '/bakeoffs',
  },
  everywhere: DropAnywhere,
  commands: [
    {
      id: 'new-bakeoff',
      label: 'Plan a bakeoff',
      to: '/bakeoffs/new',
      keywords: 'benchmark comparison competitor runs verdict k6 jmeter hyperfine',
      roles: ['engineer', 'rep', 'admin'],
    },
  ],
  dealTabs: [
    {
      id: 'bakeoffs',
      label: 'Bakeoffs',
      order: 30,
      component: lazyPart(() => import('./bakeoffs-screen'), 'DealBakeoffs'),
      useCount: (deal) => useBakeoffs({ deal }).data?.total,
    },
  ],
};
