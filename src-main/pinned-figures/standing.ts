export { figureKeptInside, figureStaleness } from '../../src-shared/judging/pinned-figures';
