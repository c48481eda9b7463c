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
  type MenuItem,
  menuItem,
  type SystemInfo,
  systemInfo,
} from './schema';
