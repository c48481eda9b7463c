import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { Router } from '@orpc/server';
import { ORPCError } from '@orpc/server';
import { errorRecordSchema } from '../../src-shared/kernel/wire';
import type { Call } from './call';
import { refusalOf } from './refusals';

// biome-ignore lint/suspicious/noExplicitAny: oRPC's own type for a router of any shape.
type AnyRouter = Router<any, Call>;

/** What a procedure answered, as bytes. */
export interface Answer {
  status: number;
  body: Buffer;
}

/** Answers the contract's routes: a whole request in, a whole answer out. Errors come out in the one shape of all errors. */
export function contractHandler(router: AnyRouter): (request: Request, call: Call) => Promise<Answer | null> {
  const handler = new OpenAPIHandler<Call>(router, {
    customErrorResponseBodyEncoder: (error) =>
      errorRecordSchema.safeParse(error.data).success ? error.data : refusalOf(error).record,
  });
  return async (request, call) => {
    const { matched, response } = await handler.handle(request, { context: call });
    if (!matched) return null;
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };
}

/** What a procedure threw, as it goes over HTTP; faults of the program are reported first. */
export function wireError(thrown: unknown, call: Call): ORPCError<string, unknown> {
  const { status, headers, record } = refusalOf(thrown);
  if (record.code === 'internal') call.report(thrown);
  Object.assign(call.answerHeaders, headers);
  return new ORPCError(record.code, { status, message: record.message, data: record, cause: thrown });
}
