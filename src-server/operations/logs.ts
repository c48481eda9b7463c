import { type DestinationStream, type Logger, pino } from 'pino';
import type { ServerSettings } from '../settings';

export type { Logger };

/**
 * The server's log: one JSON object a line. Callers name what they log, field by field; whole requests, headers, addresses of people and
 * inputs are never given to it. What looks like a token is taken out all the same.
 */
export function openLog(level: ServerSettings['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'says',
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: loggable },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Tokens of this server, JWTs, and passwords in addresses of databases. */
const SECRETS = [
  /\bpd[arsi]_[\w-]+/g,
  /\beyJ[\w-]+\.[\w-]+(\.[\w-]+)?/g,
  /(?<=:\/\/[^\s/:]*:)[^\s@]+(?=@)/g,
  /\bwhsec_[\w+/=-]+/g,
];

/** A fault as it may be logged: its kind, message and stack, without what came in with the request. */
function loggable(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { message: withoutSecrets(String(thrown)) };
  const code = (thrown as { code?: unknown }).code;
  return {
    name: thrown.name,
    message: withoutSecrets(thrown.message),
    ...(typeof code === 'string' && { code }),
    // PostgreSQL puts rows into `detail`, so causes are told by name and message alone.
    stack: withoutSecrets((thrown.stack ?? '').split('\n').slice(1, 12).join('\n')),
    ...(thrown.cause instanceof Error && { cause: `${thrown.cause.name}: ${withoutSecrets(thrown.cause.message)}` }),
  };
}

/** The text with everything that looks like a secret replaced. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((clean, pattern) => clean.replace(pattern, '[secret]'), text);
}
