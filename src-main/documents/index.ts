export type { BrandFiles } from './brand';
export { buildDocument } from './build-document';
export {
  type BuiltMaterial,
  type DocumentAbout,
  type DocumentBuilder,
  registerDocumentBuilder,
  registerDocumentStaleness,
  registerKeptInside,
} from './builders';
export type { BuiltBundle, BundleContent, BundleRequest } from './bundle';
export { buildAndWrite, writeDocument } from './cli-build';
export { documentCommands } from './commands';
export type { CompiledDocument, DocumentRequest } from './compile';
export { readFilledForm } from './filled-form';
export { documentFrame } from './frame';
export type { EvidenceFile } from './inputs';
export { buildDocumentJob, verifyDocumentsJob } from './job';
export { documentFile, listDocuments, mayReachCustomer } from './queries';
export type { ReadForm } from './read-form';
export type { DocumentResources } from './resources';
export { documentsRouter } from './router';
export { shareCommands } from './share/command';
export { buildPageJob } from './share/page-job';
export { type RoomSource, registerRoomSource } from './share/room-source';
export type { Signer, SignerRecord } from './statement';
export { batchJob } from './studio/batch';
export { buildComposition } from './studio/build-composition';
export { studioCommands } from './studio/commands';
export { countPagesJob } from './studio/count-pages';
export { type FreshnessOf, registerFreshness } from './studio/freshness';
export { registerSourcesOnDeal, type SourcesOnDeal } from './studio/offered-sources';
export { previewDocumentJob } from './studio/preview';
export { registerSubject, type SubjectFacts, type SubjectReader } from './studio/subjects';
export type { Check, FileToVerify, VerifyOptions, VerifyReport } from './verify';
export { isZip, readZip } from './verify/zip-file';
