import { type Area, lazyScreen } from '../app';
import { PolicyOfferCard } from './policy-offer-card';

/** Settings and people. */
export const workspaceArea: Area = {
  name: 'workspace',
  screens: [
    {
      path: '/settings/{-$part}',
      steady: true,
      component: lazyScreen(() => import('./settings/settings-screen'), 'SettingsScreen'),
      title: 'Settings',
      nav: { group: 'foot', label: 'Settings', order: 10 },
    },
    {
      path: '/settings/people/$person',
      component: lazyScreen(() => import('./settings/person-screen'), 'PersonScreen'),
      title: 'Person',
    },
  ],
  today: [{ id: 'policy-offer', order: 5, column: 'work', component: PolicyOfferCard }],
  places: {
    person: (id) => `/settings/people/${id}`,
    workspace: () => '/settings',
    policySet: () => '/settings/policies',
    chain: () => '/settings/keys',
    chainAnnouncement: () => '/settings/keys',
    chainRevocation: () => '/settings/keys',
  },
  commands: [
    {
      id: 'go-settings',
      label: 'Settings',
      to: '/settings',
      keywords: 'company brand logo currency',
      shortcut: 'Mod ,',
    },
    { id: 'go-people', label: 'People and roles', to: '/settings/people', keywords: 'settings team' },
    { id: 'add-person', label: 'Add a person', to: '/settings/people?add=1', roles: ['admin'] },
    { id: 'go-keys', label: 'Keys and fingerprint', to: '/settings/keys', keywords: 'settings chains trust words' },
    { id: 'go-backups', label: 'Backups and export', to: '/settings/backups', keywords: 'settings restore' },
    { id: 'go-policies', label: 'Policies', to: '/settings/policies', keywords: 'settings approvals cedar' },
    { id: 'go-device', label: 'This device', to: '/settings/device', keywords: 'settings version notices' },
  ],
};
