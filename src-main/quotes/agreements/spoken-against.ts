export {
  notInForce,
  notInOrder,
  notOptional,
} from '../../../src-shared/judging/quotes/spoken-against';
