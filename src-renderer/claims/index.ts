export { SupportsOf } from './charts/evidence/supports';
export { ClaimsOfDeal } from './releases/deal-claims';
