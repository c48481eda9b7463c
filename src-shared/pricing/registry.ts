import type { Rule } from '../kernel/rule';
import { discountRules } from './calc/discount-rules';
import { moneyRules } from './calc/money-rules';
import { quoteRules } from './calc/quote-rules';
import { rateRules } from './calc/rate-rules';
import { termRules } from './calc/term-rules';

/** Every pricing rule that can be asked on its own, as `price.NAME`. */
export const pricingRules: Rule[] = [...rateRules, ...moneyRules, ...termRules, ...discountRules, ...quoteRules];
