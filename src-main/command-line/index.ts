export type { CliArgument, CliCall, CliCommand, CliExample, CliExitCodes, CliIo, CliOption } from './command';
export { findCase } from './find-case';
export { showingFetchedFiles, showingJob } from './job-progress';
export { dealOption, requiredOption } from './options';
export { displayWidth, facts, printable, type TableColumn, table } from './table';
