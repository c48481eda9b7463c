import { type Area, lazyPart, lazyScreen } from '../app';
import { useCases } from './cases/queries';

/** ROI cases: what a deal is worth to the customer by a model or by lines of its own, shown in the room and in the readout. */
export const roiArea: Area = {
  name: 'roi',
  screens: [
    {
      path: '/value-cases',
      component: lazyScreen(() => import('./cases-screen'), 'CasesScreen'),
      title: 'ROI cases',
      nav: { group: 'work', label: 'ROI cases', order: 50 },
    },
    {
      path: '/roi/cases/$case',
      component: lazyScreen(() => import('./cases/case-screen'), 'ModelCaseScreen'),
      title: 'ROI case',
      under: '/value-cases',
    },
    {
      path: '/roi/models',
      component: lazyScreen(() => import('./models/models-screen'), 'RoiModelsScreen'),
      title: 'ROI models',
      nav: { group: 'catalogue', label: 'ROI models', order: 25 },
    },
    {
      path: '/roi/models/$version',
      component: lazyScreen(() => import('./models/model-screen'), 'RoiModelScreen'),
      title: 'ROI model',
    },
    {
      path: '/value-cases/$case',
      component: lazyScreen(() => import('./case-screen'), 'CaseScreen'),
      title: 'ROI case with lines of its own',
    },
  ],
  places: {
    valueCase: (id) => `/value-cases/${id}`,
    roiCase: (id) => `/roi/cases/${id}`,
    roiModel: () => '/roi/models',
    roiModelVersion: (id) => `/roi/models/${id}`,
  },
  commands: [
    {
      id: 'new-value-case',
      label: 'New ROI case',
      to: '/value-cases?new=1',
      keywords: 'value case tco payback npv return',
      roles: ['rep', 'admin'],
    },
    { id: 'roi-models', label: 'ROI models', to: '/roi/models', keywords: 'value model formula tco template' },
  ],
  dealTabs: [
    {
      id: 'value',
      label: 'Value',
      order: 40,
      component: lazyPart(() => import('./cases-screen'), 'DealCases'),
      useCount: (deal) => useCases(deal).data?.length,
    },
  ],
  customer: {
    screens: [
      {
        path: '/room/$case',
        component: lazyScreen(() => import('./room/room-screen'), 'RoomScreen'),
        title: 'What it is worth',
      },
    ],
  },
};
