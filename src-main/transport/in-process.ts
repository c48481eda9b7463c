import { createRouterClient } from '@orpc/server';
import type { DeskClient } from '../../src-shared/contract';
import { fromWire, isStream, withErrors } from '../../src-shared/kernel/wire';
import { router } from '../router';
import type { Session } from '../session';

/** A client of the contract inside this process, for the command line and for tests; same checks, same errors. */
export function clientInProcess(session: Session): DeskClient {
  return createRouterClient(router, {
    context: session,
    interceptors: [
      async ({ next, signal }) => {
        const change = (thrown: unknown) => fromWire(thrown, signal?.aborted);
        try {
          const answer = await next();
          return isStream(answer) ? withErrors(answer, change) : answer;
        } catch (thrown) {
          throw change(thrown);
        }
      },
    ],
  });
}
