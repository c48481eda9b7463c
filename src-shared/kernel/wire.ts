import { ORPCError, ValidationError } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, type ErrorRecord, errorCodes, errorRecord, ProofdeskError } from './errors';

/** The shape of an error on the wire; anything else that arrives is not one of ours. */
export const errorRecordSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  where: z
    .object({
      file: z.string().optional(),
      line: z.number().optional(),
      column: z.number().optional(),
      byte: z.number().optional(),
      field: z.string().optional(),
    })
    .optional(),
  hint: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** The HTTP status that goes with each code, for transports that have one (RFC 9110; 499 is the usual "client closed"). */
const statuses: Record<ErrorCode, number> = {
  'check-failed': 409,
  'approval-needed': 409,
  stale: 409,
  usage: 400,
  'bad-input': 422,
  'not-found': 404,
  unavailable: 503,
  cancelled: 499,
  internal: 500,
  forbidden: 403,
};

/** A list of schema issues as one `bad-input` record: the first one in words, all of them in the details. */
function inputRecord(issues: ValidationError['issues']): ErrorRecord {
  const listed = issues.map((issue) => ({
    field: (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message: issue.message,
  }));
  const first = listed[0] ?? { field: '', message: 'What was sent does not fit.' };
  const more = listed.length > 1 ? ` (and ${listed.length - 1} more)` : '';
  return {
    code: 'bad-input',
    message: `${first.field ? `${first.field}: ` : ''}${first.message}${more}`,
    ...(first.field && { where: { field: first.field } }),
    ...(listed.length > 1 && { details: { issues: listed } }),
  };
}

/** Whether a thrown value is an error that a person caused or can mend, rather than a fault of the program. */
export function isExpected(thrown: unknown): boolean {
  if (thrown instanceof ProofdeskError) return thrown.code !== 'internal';
  return thrown instanceof ORPCError && (thrown.status === 400 || errorRecordSchema.safeParse(thrown.data).success);
}

/** Any thrown value as what travels over a transport: our record as data; never a stack. */
export function toWire(thrown: unknown): ORPCError<ErrorCode, ErrorRecord> {
  if (thrown instanceof ORPCError && errorRecordSchema.safeParse(thrown.data).success) return thrown;
  const invalid = thrown instanceof ORPCError && thrown.status === 400 && thrown.cause instanceof ValidationError;
  const record = invalid ? inputRecord((thrown.cause as ValidationError).issues) : errorRecord(thrown);
  return new ORPCError(record.code, {
    status: statuses[record.code],
    message: record.message,
    data: record,
    cause: thrown,
  });
}

/**
 * What a client makes of a thrown value: a ProofdeskError for everything that the other side said and for a lost connection.
 * A call that its own caller aborted keeps its AbortError, which is no failure.
 */
export function fromWire(thrown: unknown, aborted = false): unknown {
  if (aborted || thrown instanceof ProofdeskError) return thrown;
  if (!(thrown instanceof ORPCError)) {
    return new ProofdeskError(
      {
        code: 'unavailable',
        message: 'The connection to Proofdesk was lost before it could answer.',
        hint: 'It is tried again by itself; what was saved before is safe.',
      },
      { cause: thrown },
    );
  }
  const record = errorRecordSchema.safeParse(thrown.data);
  if (record.success) return new ProofdeskError(record.data, { cause: thrown });
  if (thrown.status === 404) {
    return new ProofdeskError(
      {
        code: 'unavailable',
        message: 'The running Proofdesk does not offer this.',
        hint: 'The page and the program are of different versions: reload the page.',
      },
      { cause: thrown },
    );
  }
  const code = thrown.status === 400 ? 'bad-input' : 'internal';
  return new ProofdeskError({ code, message: thrown.message }, { cause: thrown });
}

/** Whether a procedure's answer is a stream of events. */
export function isStream(value: unknown): value is AsyncIterator<unknown> & AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

/**
 * The same stream with its errors changed. Not a generator: `return` must reach the source at once, even while a `next` waits
 * for an event that may never come.
 */
export function withErrors<T>(
  source: AsyncIterator<T>,
  change: (thrown: unknown) => unknown,
): AsyncIteratorObject<T, unknown, void> {
  const guarded = async (step: Promise<IteratorResult<T>>): Promise<IteratorResult<T>> => {
    try {
      return await step;
    } catch (thrown) {
      throw change(thrown);
    }
  };
  const close = (value?: unknown): Promise<IteratorResult<T>> =>
    source.return ? guarded(source.return(value)) : Promise.resolve({ done: true, value: undefined });
  return {
    next: () => guarded(source.next()),
    return: close,
    async [Symbol.asyncDispose]() {
      await close();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
