export { systemContract } from './contract';
export {
  type DeskEvent,
  deskEvent,
  type Face,
  face,
  type HandedFile,
  handedFile,
  type JobState,
  type JobSummary,
  jobState,
  jobSummary,
  type SystemInfo,
  systemInfo,
} from './schema';
