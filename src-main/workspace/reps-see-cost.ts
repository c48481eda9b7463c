export { repsSeeCost } from '../../src-shared/judging/readers';
