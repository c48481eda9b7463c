import { type Area, lazyScreen } from '../app';

/** Pricing models and their versions. */
export const pricingArea: Area = {
  name: 'pricing',
  screens: [
    {
      path: '/pricing',
      component: lazyScreen(() => import('./models-screen'), 'ModelsScreen'),
      title: 'Pricing models',
      nav: { group: 'catalogue', label: 'Pricing models', order: 10 },
    },
    {
      path: '/pricing/$version',
      component: lazyScreen(() => import('./model-screen'), 'ModelScreen'),
      title: 'Pricing model',
    },
    {
      path: '/pricing/$version/diff',
      component: lazyScreen(() => import('./diff-screen'), 'DiffScreen'),
      title: 'Versions compared',
    },
    {
      path: '/pricing/$version/simulate',
      component: lazyScreen(() => import('./simulate-screen'), 'SimulateScreen'),
      title: 'Simulation',
    },
  ],
  places: { pricingModelVersion: (id) => `/pricing/${id}` },
  commands: [
    { id: 'go-pricing', label: 'Pricing models', to: '/pricing', keywords: 'catalogue prices skus' },
    {
      id: 'new-model',
      label: 'New pricing model',
      to: '/pricing?new=1',
      keywords: 'import',
      roles: ['finance', 'admin'],
    },
  ],
};
