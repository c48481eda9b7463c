import { type Area, lazyPart, lazyScreen } from '../app';
import { AttentionCard } from './attention-card';
import { usePlansOfDeal } from './queries';

/** Success plans: goals, milestones and owners on both sides for what comes after the sale. */
export const successPlansArea: Area = {
  name: 'success-plans',
  screens: [
    {
      path: '/success-plans',
      component: lazyScreen(() => import('./plans-screen'), 'PlansScreen'),
      title: 'Success plans',
      nav: { group: 'work', label: 'Success plans', order: 56 },
      steady: true,
    },
    {
      path: '/success-plans/$plan',
      component: lazyScreen(() => import('./plan-screen'), 'PlanScreen'),
      title: 'Success plan',
    },
  ],
  places: { successPlan: (id) => `/success-plans/${id}` },
  commands: [
    { id: 'go-success-plans', label: 'Success plans', to: '/success-plans', keywords: 'goals milestones adoption' },
    {
      id: 'new-success-plan',
      label: 'New success plan',
      to: '/success-plans?new=1',
      keywords: 'goals milestones customer success onboarding',
      roles: ['rep', 'engineer', 'delivery', 'admin'],
    },
  ],
  today: [{ id: 'success-plans', order: 14, column: 'work', component: AttentionCard }],
  dealTabs: [
    {
      id: 'success-plans',
      label: 'Success plan',
      order: 48,
      component: lazyPart(() => import('./plans-screen'), 'DealPlans'),
      useCount: (deal) => usePlansOfDeal(deal).data?.rows.length,
    },
  ],
  customer: {
    screens: [
      {
        path: '/success-plans',
        component: lazyScreen(() => import('./customer-plans'), 'CustomerPlans'),
        title: 'Success plans',
      },
    ],
    cards: [
      {
        id: 'success-plans',
        order: 38,
        component: lazyPart(() => import('./customer-plans'), 'CustomerPlansCard'),
      },
    ],
  },
};
