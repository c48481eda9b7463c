import type { Area } from '../app';
import { BakeoffScreen } from './bakeoff-screen';
import { BakeoffsScreen, DealBakeoffs } from './bakeoffs-screen';
import { NewBakeoffScreen } from './create/new-bakeoff-screen';
import { useBakeoffs, useOpenBakeoffs } from './queries';
import { VerdictScreen } from './verdict-screen';

/** Bakeoffs: two contenders on the same work, what their runs can prove, and the verdicts that were recorded. */
export const bakeoffsArea: Area = {
  name: 'bakeoffs',
  screens: [
    {
      path: '/bakeoffs',
      component: BakeoffsScreen,
      title: 'Bakeoffs',
      nav: { group: 'work', label: 'Bakeoffs', order: 30, useCount: useOpenBakeoffs },
    },
    { path: '/bakeoffs/new', component: NewBakeoffScreen, title: 'Plan a bakeoff' },
    { path: '/bakeoffs/$bakeoff', component: BakeoffScreen, title: 'Bakeoff' },
    { path: '/verdicts/$verdict', component: VerdictScreen, title: 'Verdict', under: '/bakeoffs' },
  ],
  places: {
    bakeoff: (id) => `/bakeoffs/${id}`,
    // The page of a bakeoff is found by any of its parts.
    benchmarkRun: (id) => `/bakeoffs/${id}`,
    contender: (id) => `/bakeoffs/${id}`,
    bakeoffWaiver: (id) => `/bakeoffs/${id}`,
    verdict: (id) => `/verdicts/${id}`,
  },
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
      component: DealBakeoffs,
      useCount: (deal) => useBakeoffs({ deal }).data?.total,
    },
  ],
};
