import type { Area } from '../app';
import { CustomerDocuments, CustomerDocumentsCard } from './customer';
import { DocumentScreen } from './document-screen';
import { useDocuments } from './document-table';
import { DealDocuments, DocumentsScreen } from './documents-screen';
import { VerifyScreen } from './verify-screen';

export { DocumentsOf } from './documents-screen';

/** Documents that were made, and the verification of any. */
export const documentsArea: Area = {
  name: 'documents',
  screens: [
    {
      path: '/documents',
      component: DocumentsScreen,
      title: 'Documents',
      nav: { group: 'trust', label: 'Documents', order: 10 },
    },
    { path: '/documents/verify', component: VerifyScreen, title: 'Verify files' },
    { path: '/documents/$document', component: DocumentScreen, title: 'Document' },
  ],
  places: { document: (id) => `/documents/${id}` },
  commands: [
    {
      id: 'verify-files',
      label: 'Verify files',
      to: '/documents/verify',
      keywords: 'check pdf bundle signature fingerprint trust',
    },
  ],
  dealTabs: [
    {
      id: 'documents',
      label: 'Documents',
      order: 60,
      component: DealDocuments,
      useCount: (deal) => useDocuments({ deal }).data?.length,
    },
  ],
  customer: {
    screens: [{ path: '/documents', component: CustomerDocuments, title: 'Documents' }],
    cards: [{ id: 'documents', order: 40, component: CustomerDocumentsCard }],
  },
};
