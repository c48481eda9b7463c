import { type Area, lazyPart, lazyScreen } from '../app';
import { useReleasesOfDeal } from './queries';
import { AttentionCard } from './review/attention-card';

/** Claims: what is claimed, charted against what is observed, reviewed by legal, and released for sales to say. */
export const claimsArea: Area = {
  name: 'claims',
  screens: [
    {
      path: '/claims',
      component: lazyScreen(() => import('./charts/charts-screen'), 'ClaimsScreen'),
      title: 'Claims',
      nav: { group: 'work', label: 'Claims', order: 40 },
      steady: true,
    },
    {
      path: '/claims/sets',
      component: lazyScreen(() => import('./sets/sets-screen'), 'SetsScreen'),
      title: 'Claim sets',
      steady: true,
    },
    {
      path: '/claims/archetypes',
      component: lazyScreen(() => import('./archetypes/archetypes-screen'), 'ArchetypesScreen'),
      title: 'Archetypes',
      steady: true,
    },
    {
      path: '/claims/releases',
      component: lazyScreen(() => import('./releases/releases-screen'), 'ReleasesScreen'),
      title: 'Released charts',
      steady: true,
    },
    {
      path: '/claims/language',
      component: lazyScreen(() => import('./language/language-screen'), 'LanguageScreen'),
      title: 'Language of claims',
      steady: true,
    },
    {
      path: '/claims/briefs',
      component: lazyScreen(() => import('./briefs/briefs-screen'), 'BriefsScreen'),
      title: 'Defensibility briefs',
      steady: true,
    },
    {
      path: '/claims/briefs/$brief',
      component: lazyScreen(() => import('./briefs/brief-screen'), 'BriefScreen'),
      title: 'Defensibility brief',
    },
    {
      path: '/claims/releases/$release',
      component: lazyScreen(() => import('./releases/release-screen'), 'ReleaseScreen'),
      title: 'Released chart',
    },
    {
      path: '/claims/charts/$chart',
      component: lazyScreen(() => import('./charts/chart/chart-screen'), 'ChartScreen'),
      title: 'Claim chart',
    },
    {
      path: '/claims/sets/$set',
      component: lazyScreen(() => import('./sets/set-screen'), 'SetScreen'),
      title: 'Claim set',
    },
  ],
  places: {
    claimSet: (id) => `/claims/sets/${id}`,
    claimSetVersion: () => '/claims/sets',
    claimChart: (id) => `/claims/charts/${id}`,
    archetype: () => '/claims/archetypes',
    claimLanguageRule: () => '/claims/language',
    languageSnippet: () => '/claims/language',
    competitorName: () => '/claims/language',
    defensibilityBrief: (id) => `/claims/briefs/${id}`,
    releasedChart: (id) => `/claims/releases/${id}`,
  },
  commands: [
    { id: 'go-claims', label: 'Claims', to: '/claims', keywords: 'patent chart legal released language' },
    {
      id: 'import-claims',
      label: 'Import claims',
      to: '/claims/sets?new=1',
      keywords: 'patent claim set limitation paste',
      roles: ['engineer', 'legal'],
    },
    {
      id: 'claims-language',
      label: 'Language of claims',
      to: '/claims/language',
      keywords: 'words rules wording infringement absolute guarantee snippet phrase competitor',
      roles: ['engineer', 'legal'],
    },
    {
      id: 'new-brief',
      label: 'New defensibility brief',
      to: '/claims/briefs?new=1',
      keywords: 'patent protection licensing design around',
      roles: ['engineer', 'legal'],
    },
    {
      id: 'new-chart',
      label: 'New claim chart',
      to: '/claims?new=1',
      keywords: 'patent chart element mapping',
      roles: ['engineer', 'legal'],
    },
  ],
  today: [{ id: 'claims-attention', order: 12, column: 'work', component: AttentionCard }],
  inbox: AttentionCard,
  subjects: [
    { command: 'claim.release', component: lazyPart(() => import('./review/release-subject'), 'ReleaseSubject') },
  ],
  dealTabs: [
    {
      id: 'claims',
      label: 'Claims',
      order: 35,
      component: lazyPart(() => import('./releases/deal-claims'), 'DealClaims'),
      useCount: (deal) => useReleasesOfDeal(deal).data?.length,
    },
  ],
  customer: {
    screens: [
      {
        path: '/claims',
        component: lazyScreen(() => import('./customer/customer-claims'), 'CustomerClaims'),
        title: 'Claims',
      },
    ],
    cards: [
      {
        id: 'claims',
        order: 35,
        component: lazyPart(() => import('./customer/customer-claims'), 'CustomerClaimsCard'),
      },
    ],
  },
};
