export { caseStudyCommands } from './commands';
export { caseStudyDocument, caseStudyDocumentStaleness, isCaseStudyKeptInside } from './document';
export { caseStudiesRouter } from './router';
export { studyVersionBlockers } from './study-rows';
