import { type Area, lazyScreen } from '../app';
import { DraftsCard } from './drafts-card';
import { NoticesCard } from './notices-card';

/** The first screen: what waits for whoever acts. */
export const todayArea: Area = {
  name: 'today',
  screens: [
    {
      path: '/',
      component: lazyScreen(() => import('./today-screen'), 'TodayScreen'),
      title: 'Today',
      nav: { group: 'work', label: 'Today', order: 0 },
    },
  ],
  commands: [{ id: 'go-today', label: 'Today', to: '/', keywords: 'home start' }],
  today: [
    { id: 'drafts', order: 40, column: 'work', component: DraftsCard },
    { id: 'notices', order: 90, column: 'aside', component: NoticesCard },
  ],
};
