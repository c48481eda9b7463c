export {
  type Readiness,
  readinessOf,
  versionBlockers,
} from '../../src-shared/judging/claims/readiness';
