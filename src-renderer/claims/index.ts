export { ClaimsOfDeal } from './releases/deal-claims';
