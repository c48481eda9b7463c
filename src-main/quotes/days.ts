export {
  addDays,
  dayOf,
} from '../../src-shared/judging/quotes/days';
