export { checkLanguage, type LanguageFlag, openFlags } from './check';
export {
  type ApprovedPhrase,
  type CitedVerdict,
  emptyContext,
  type LanguageContext,
  type Waiver,
} from './context';
export {
  type LanguageCategory,
  type LanguageRule,
  languageCategories,
  languageRuleSchema,
  validateLanguageRule,
} from './rule';
export { shippedLanguageRules } from './shipped-rules';
