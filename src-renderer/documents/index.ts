export { DocumentsOf } from './documents-screen';
export { saveDocument, useMakeDocument } from './make-document';
