import type { KnownKinds } from '../src-core/jobs';

/**
 * Every kind of background work and where it is; each domain adds its own here. A kind is loaded when the first job of it comes, so that a
 * thread begins with nothing but what its job needs.
 */
export const kindsOfJobs: KnownKinds = {
  'document.build': async () => (await import('./documents/job')).buildDocumentJob,
  'document.verify': async () => (await import('./documents/job')).verifyDocumentsJob,
  'document.page': async () => (await import('./documents/share/page-job')).buildPageJob,
  'document.preview': async () => (await import('./documents/studio/preview')).previewDocumentJob,
  'document.pages': async () => (await import('./documents/studio/count-pages')).countPagesJob,
  'document.batch': async () => (await import('./documents/studio/batch')).batchJob,
  'bakeoff.read': async () => (await import('./bakeoffs/jobs')).readRunsJob,
  'bakeoff.distributions': async () => (await import('./bakeoffs/jobs')).sketchJob,
  'bakeoff.picture': async () => (await import('./bakeoffs/charts/png-job')).pngJob,
  'bakeoff.lines': async () => (await import('./bakeoffs/raw/line-index')).lineIndexJob,
  'bakeoff.search': async () => (await import('./bakeoffs/raw/search-bytes')).searchBytesJob,
  'bakeoff.items': async () => (await import('./bakeoffs/paired-items')).pairedItemsJob,
  'bakeoff.aa': async () => (await import('./bakeoffs/aa-job')).aaCheckJob,
  'workspace.check': async () => (await import('./workspace/upkeep-jobs')).checkStoreJob,
  'workspace.forget': async () => (await import('./workspace/upkeep-jobs')).forgetJob,
  'receipt.rebuild': async () => (await import('./workspace/upkeep-jobs')).foldBesideJob,
  'workspace.export': async () => (await import('./workspace/export-job')).exportJob,
  'workspace.restore': async () => (await import('./workspace/restore-job')).stageRestoreJob,
  'deal.import': async () => (await import('./deals/import-job')).importDealsJob,
  'deal.preview': async () => (await import('./deals/look-jobs')).previewDealsJob,
  'deal.read': async () => (await import('./deals/look-jobs')).readDealsJob,
  'receipt.import': async () => (await import('./receipts/import-job')).importReceiptsJob,
  'pricing.simulate': async () => (await import('./pricing/simulate-job')).simulateJob,
  'roi.simulate': async () => (await import('./roi/simulate-job')).simulateRoiJob,
  'usage.read': async () => (await import('./quotes/metering/read-usage-job')).readUsageJob,
  'sync.withdraw': async () => (await import('./sync/round-jobs')).withdrawJob,
  'sync.check-history': async () => (await import('./sync/round-jobs')).checkHistoryJob,
};
