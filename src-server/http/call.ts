import type { Access, Bound, InWorkspace, SessionAccess } from '../identity/access';
import { notAllowed } from './refusals';

/** One request as its procedure sees it. */
export interface Call {
  access: Access;
  /** Headers that a refusal wants on the answer. */
  answerHeaders: Record<string, string>;
  /** A fault of the program, for the log; what it says never reaches the asker. */
  report(thrown: unknown): void;
  /** Somebody sent forgeries: their session is logged, and so many requests are taken from what is left of its limit. */
  penalise(requests: number): void;
}

/** The signed-in account. */
export function signedIn(call: Call): SessionAccess {
  if (call.access.who.kind !== 'session') throw notAllowed('Only a person may do this.');
  return call.access.who;
}

/** Who stands in the path's workspace, person or machine. */
export function standsIn(call: Call): InWorkspace {
  if (!call.access.within) throw notAllowed('This needs a workspace.');
  return call.access.within;
}

/** The person of the path's workspace who asks; machines are refused. */
export function personIn(call: Call): InWorkspace & { person: string; account: string } {
  return asPerson(standsIn(call));
}

/** The same where the work itself asks how the person stands. */
export function boundPersonIn(call: Call): Bound & { person: string; account: string } {
  if (!call.access.bound) throw notAllowed('This needs a workspace.');
  return asPerson(call.access.bound);
}

function asPerson<B extends Bound>(bound: B): B & { person: string; account: string } {
  const { person, account } = bound;
  if (person === null || account === null) throw notAllowed('Only a person may do this.');
  return { ...bound, person, account };
}
