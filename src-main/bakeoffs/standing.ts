export {
  type BakeoffRecord,
  type ContenderRecord,
  derivedFigures,
  isoOf,
  metadataOf,
  type RunRecord,
  type Standing,
  sortedRuns,
  standingOf,
  type WaiverRecord,
} from '../../src-shared/judging/bakeoffs/standing';
