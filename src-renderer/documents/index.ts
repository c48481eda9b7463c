export { DocumentsOf } from './documents-screen';
