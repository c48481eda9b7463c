import { type Area, lazyPart, lazyScreen } from '../app';
import { useDocuments } from './queries';

/** Documents that were made, and the verification of any. */
export const documentsArea: Area = {
  name: 'documents',
  screens: [
    {
      path: '/documents',
      component: lazyScreen(() => import('./documents-screen'), 'DocumentsScreen'),
      title: 'Documents',
      nav: { group: 'trust', label: 'Documents', order: 10 },
    },
    {
      path: '/documents/studio',
      component: lazyScreen(() => import('./studio/compositions-screen'), 'CompositionsScreen'),
      title: 'Studio',
      nav: { group: 'work', label: 'Studio', order: 55 },
    },
    {
      path: '/documents/studio/$composition',
      component: lazyScreen(() => import('./studio/studio-screen'), 'StudioScreen'),
      title: 'Studio',
    },
    {
      path: '/documents/snippets',
      component: lazyScreen(() => import('./snippets/snippets-screen'), 'SnippetsScreen'),
      title: 'Snippets',
      under: '/documents/studio',
    },
    {
      path: '/documents/snippets/$snippet',
      component: lazyScreen(() => import('./snippets/snippet-screen'), 'SnippetScreen'),
      title: 'Snippet',
      under: '/documents/studio',
    },
    {
      path: '/documents/templates',
      component: lazyScreen(() => import('./templates/templates-screen'), 'TemplatesScreen'),
      title: 'Templates',
      under: '/documents/studio',
    },
    {
      path: '/documents/templates/$template',
      component: lazyScreen(() => import('./templates/template-screen'), 'TemplateScreen'),
      title: 'Template',
      under: '/documents/studio',
    },
    {
      path: '/documents/verify',
      component: lazyScreen(() => import('./verify-screen'), 'VerifyScreen'),
      title: 'Verify files',
    },
    {
      path: '/documents/$document',
      component: lazyScreen(() => import('./document-screen'), 'DocumentScreen'),
      title: 'Document',
    },
  ],
  places: {
    document: (id) => `/documents/${id}`,
    composition: (id) => `/documents/studio/${id}`,
    snippet: (id) => `/documents/snippets/${id}`,
    documentTemplate: (id) => `/documents/templates/${id}`,
  },
  commands: [
    {
      id: 'new-composition',
      label: 'New document',
      to: '/documents/studio?new=1',
      keywords: 'studio compose one-pager binder deck readout',
    },
    {
      id: 'verify-files',
      label: 'Verify files',
      to: '/documents/verify',
      keywords: 'check pdf bundle signature fingerprint trust',
    },
  ],
  subjects: [
    { command: 'composition.approve', component: lazyPart(() => import('./studio/subject'), 'CompositionSubject') },
    { command: 'snippet.approve', component: lazyPart(() => import('./snippets/subject'), 'SnippetSubject') },
  ],
  dealTabs: [
    {
      id: 'documents',
      label: 'Documents',
      order: 60,
      component: lazyPart(() => import('./deal-documents'), 'DealDocuments'),
      useCount: (deal) => useDocuments({ deal }).data?.length,
    },
  ],
  customer: {
    screens: [
      {
        path: '/documents',
        component: lazyScreen(() => import('./customer'), 'CustomerDocuments'),
        title: 'Documents',
      },
    ],
    cards: [{ id: 'documents', order: 40, component: lazyPart(() => import('./customer'), 'CustomerDocumentsCard') }],
  },
};
