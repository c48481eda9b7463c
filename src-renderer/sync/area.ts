import { type Area, lazyPart, lazyScreen } from '../app';
import { AttentionCard, useAttentionCount, useAttentionShown } from './attention-card';
import { SyncSignPart } from './indicator';

/** Being in step with a server: the sign in the top bar, what needs attention, and what is said once one was removed. */
export const syncArea: Area = {
  name: 'sync',
  screens: [
    {
      path: '/attention/{-$entry}',
      steady: true,
      component: lazyScreen(() => import('./attention/attention-screen'), 'AttentionScreen'),
      title: 'Needs attention',
      nav: {
        group: 'trust',
        label: 'Needs attention',
        order: 15,
        useCount: useAttentionCount,
        useShown: useAttentionShown,
      },
    },
  ],
  commands: [
    { id: 'go-attention', label: 'Needs attention', to: '/attention', keywords: 'sync refused conflict inbox' },
    {
      id: 'go-server',
      label: 'Server',
      to: '/settings/server',
      keywords: 'settings sync invite members devices share',
    },
  ],
  today: [{ id: 'attention', order: 2, column: 'work', component: AttentionCard }],
  indicator: SyncSignPart,
  removed: lazyPart(() => import('./removed-page'), 'RemovedPage'),
};
