/** What kind of thing went wrong. Each code has one exit code of the command line and one way it is shown. */
export const errorCodes = [
  'check-failed',
  'approval-needed',
  'usage',
  'bad-input',
  'not-found',
  'unavailable',
  'stale',
  'forbidden',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where in a file or form the problem lies; only the parts that are known. Lines and columns count from 1, bytes from 0. */
export interface ErrorPlace {
  file?: string;
  line?: number;
  column?: number;
  byte?: number;
  /** Path into an input, such as `lines.3.quantity`. */
  field?: string;
}

/** An error as it travels over the wire and as `--json` prints it. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  where?: ErrorPlace;
  hint?: string;
  /** Facts a program may act on, such as the present values of a stale field. */
  details?: Record<string, unknown>;
}

/** The one error type of the domain: a code, a sentence for a person, where it is and how to mend it. */
export class ProofdeskError extends Error {
  readonly code: ErrorCode;
  readonly where: ErrorPlace | undefined;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(record: ErrorRecord, options?: { cause?: unknown }) {
    super(record.message, options);
    this.name = 'ProofdeskError';
    this.code = record.code;
    this.where = record.where;
    this.hint = record.hint;
    this.details = record.details;
  }

  /** The error as plain data, without absent parts. */
  toRecord(): ErrorRecord {
    return {
      code: this.code,
      message: this.message,
      ...(this.where && { where: this.where }),
      ...(this.hint && { hint: this.hint }),
      ...(this.details && { details: this.details }),
    };
  }
}

/** Exit codes of the command line, by error code (docs/use.md lists them). */
export const exitCodes: Record<ErrorCode, number> = {
  'check-failed': 1,
  'approval-needed': 1,
  stale: 1,
  usage: 2,
  'bad-input': 65,
  'not-found': 66,
  unavailable: 69,
  cancelled: 1,
  internal: 70,
  forbidden: 77,
};

/** Any thrown value as a record: ours as it is, anything else as `internal` with its own message kept. */
export function errorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof ProofdeskError) return thrown.toRecord();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: `Something failed inside Proofdesk: ${message}` };
}

/** What went wrong and how to mend it, as one text; where there is no hint, the message alone as it is. */
export function messageWithHint({ message, hint }: { message: string; hint?: string | undefined }): string {
  if (!hint) return message;
  return `${/[.!?…]$/.test(message) ? message : `${message}.`} ${hint}`;
}
