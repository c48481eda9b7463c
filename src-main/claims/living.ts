export {
  type KeptFiles,
  LivingEvidence,
} from '../../src-shared/judging/claims/living';
