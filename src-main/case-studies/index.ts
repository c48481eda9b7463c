export { caseStudyCommands } from './commands';
export { caseStudiesRouter } from './router';
export { studyVersionBlockers } from './study-rows';
