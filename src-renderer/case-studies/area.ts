import { type Area, lazyPart, lazyScreen } from '../app';
import { useStudiesOfDeal } from './queries';

/** Case studies: what came of the work for a customer, with figures that can be traced and words that were approved. */
export const caseStudiesArea: Area = {
  name: 'case-studies',
  screens: [
    {
      path: '/case-studies',
      component: lazyScreen(() => import('./studies-screen'), 'StudiesScreen'),
      title: 'Case studies',
      nav: { group: 'work', label: 'Case studies', order: 54 },
      steady: true,
    },
    {
      path: '/case-studies/$study',
      component: lazyScreen(() => import('./study-screen'), 'StudyScreen'),
      title: 'Case study',
    },
  ],
  places: { caseStudy: (id) => `/case-studies/${id}` },
  commands: [
    { id: 'go-case-studies', label: 'Case studies', to: '/case-studies', keywords: 'reference story results quote' },
    {
      id: 'new-case-study',
      label: 'New case study',
      to: '/case-studies?new=1',
      keywords: 'reference success story results testimonial',
      roles: ['rep', 'engineer', 'delivery', 'legal', 'admin'],
    },
  ],
  subjects: [
    { command: 'caseStudy.publish', component: lazyPart(() => import('./publish-subject'), 'PublishSubject') },
  ],
  dealTabs: [
    {
      id: 'case-studies',
      label: 'Case studies',
      order: 45,
      component: lazyPart(() => import('./studies-screen'), 'DealStudies'),
      useCount: (deal) => useStudiesOfDeal(deal).data?.rows.length,
    },
  ],
  customer: {
    screens: [
      {
        path: '/case-studies',
        component: lazyScreen(() => import('./customer-studies'), 'CustomerStudies'),
        title: 'Case studies',
      },
    ],
    cards: [
      {
        id: 'case-studies',
        order: 37,
        component: lazyPart(() => import('./customer-studies'), 'CustomerStudiesCard'),
      },
    ],
  },
};
