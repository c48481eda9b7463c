export { DealProof } from './deal-proof';
