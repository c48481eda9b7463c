import { type Area, lazyScreen } from '../app';
import { AnsweredCard, useWaitingCount, WaitingCard } from './cards';

/** The approvals inbox. */
export const approvalsArea: Area = {
  name: 'approvals',
  screens: [
    {
      path: '/approvals/{-$request}',
      steady: true,
      component: lazyScreen(() => import('./approvals-screen'), 'ApprovalsScreen'),
      title: 'Approvals',
      nav: { group: 'trust', label: 'Approvals', order: 10, useCount: useWaitingCount },
    },
  ],
  places: { approvalRequest: (id) => `/approvals/${id}?show=all` },
  commands: [{ id: 'go-approvals', label: 'Approvals', to: '/approvals', keywords: 'inbox sign-off decide' }],
  today: [
    { id: 'approvals', order: 10, column: 'work', component: WaitingCard },
    { id: 'answered', order: 15, column: 'work', component: AnsweredCard },
  ],
};
