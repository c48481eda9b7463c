import { ProofdeskError } from '../../src-shared/kernel/errors';

/** The error for a workspace that this server does not have. */
export function unknownWorkspace(): ProofdeskError {
  return new ProofdeskError({
    code: 'not-found',
    message: 'There is no such workspace on this server.',
    hint: 'Check the address, or ask for an invitation.',
  });
}
