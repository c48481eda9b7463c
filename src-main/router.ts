import { implement } from '@orpc/server';
import { contract } from '../src-shared/contract';
import { isExpected, isStream, toWire, withErrors } from '../src-shared/kernel/wire';
import type { Session } from './session';
import { systemRouter } from './system/router';
import { reportUnexpected } from './unexpected';

const root = implement(contract).$context<Session>();

/**
 * Turns whatever a procedure throws, at once or in the middle of a stream, into our error record; a fault of the program is
 * written to this machine's log with its stack. It stands before input validation, so it sees those errors too.
 */
const typedErrors = root.middleware(async ({ next, path }, _input, output) => {
  const change = (thrown: unknown) => {
    if (!isExpected(thrown)) reportUnexpected(thrown, path.join('.'));
    return toWire(thrown);
  };
  try {
    const result = await next();
    return isStream(result.output) ? output(withErrors(result.output, change)) : result;
  } catch (thrown) {
    throw change(thrown);
  }
});

/** The answers to the whole contract, for every transport. */
export const router = root.use(typedErrors).router({
  system: systemRouter,
});
