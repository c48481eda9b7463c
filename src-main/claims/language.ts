export {
  type ChartLanguage,
  chartLanguage,
  flagsOf,
  mappingPlace,
  type PlacedFlag,
  rulesInForce,
  summaryPlace,
} from '../../src-shared/judging/claims/language';
