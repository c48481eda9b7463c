import { resolve } from 'node:path';
import { z } from 'zod';
import { ProofdeskError } from '../src-shared/kernel/errors';

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const httpAddress = z.url({ protocol: /^https?$/ });

/** Every variable of the environment that the server reads, what it may be, and what it is when it is not set. */
const variables = z.object({
  PROOFDESK_HOST: z.string().min(1).default('127.0.0.1'),
  PROOFDESK_PORT: whole(0, 65_535).default(8420),
  /** Where people reach the server, as a proxy in front of it shows it. */
  PROOFDESK_ADDRESS: httpAddress.optional(),
  PROOFDESK_FOLDER: z.string().min(1).default('proofdesk-server'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PROOFDESK_DATABASE_CONNECTIONS: whole(2, 500).default(10),
  PROOFDESK_OIDC_ISSUER: httpAddress.optional(),
  PROOFDESK_OIDC_CLIENT_ID: z.string().min(1).optional(),
  PROOFDESK_BLOBS_S3_ENDPOINT: httpAddress.optional(),
  PROOFDESK_BLOBS_S3_BUCKET: z.string().min(3).max(63).optional(),
  PROOFDESK_BLOBS_S3_REGION: z.string().min(1).default('us-east-1'),
  PROOFDESK_BLOBS_S3_KEY_ID: z.string().min(1).optional(),
  PROOFDESK_BLOBS_S3_SECRET: z.string().min(1).optional(),
  /** Gigabytes (10^9 bytes) of files that one workspace may hold. */
  PROOFDESK_BLOBS_QUOTA_GB: z.coerce.number().positive().max(1_000_000).default(50),
  /** Requests a minute of one token, and of one address without a token. */
  PROOFDESK_RATE_PER_TOKEN: whole(1, 1_000_000).default(1_200),
  PROOFDESK_RATE_PER_ADDRESS: whole(1, 1_000_000).default(120),
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  PROOFDESK_TRUSTED_PROXIES: z.string().default(''),
  /** Bearer that /metrics wants; without it metrics are served to loopback only. */
  PROOFDESK_METRICS_TOKEN: z.string().min(16).optional(),
  /** Base64 of 32 bytes that seal signing keys and webhook secrets in the database. */
  PROOFDESK_SECRET: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes as base64')
    .optional(),
  /** Lets webhooks go to private addresses and plain http: for trying out alone. */
  PROOFDESK_WEBHOOKS_PRIVATE: flag.default(false),
  PROOFDESK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Seconds that a stopping server gives to requests that are under way. */
  PROOFDESK_SHUTDOWN_SECONDS: whole(0, 600).default(20),
});

/** Names of all settings. */
export const settingNames: readonly string[] = Object.keys(variables.shape);

export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
}

export interface ServerSettings {
  host: string;
  port: number;
  address: string | null;
  folder: string;
  databaseUrl: string | null;
  databaseConnections: number;
  identity: { issuer: string; clientId: string } | null;
  s3: S3Settings | null;
  quotaBytes: number;
  ratePerToken: number;
  ratePerAddress: number;
  trustedProxies: readonly string[];
  metricsToken: string | null;
  secret: Buffer | null;
  privateWebhooks: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  shutdownSeconds: number;
}

const wrong = (message: string, hint: string): ProofdeskError => new ProofdeskError({ code: 'usage', message, hint });

/** Variables that only mean something together. */
function together(values: Record<string, string | undefined>, names: readonly string[]): boolean {
  const given = names.filter((name) => values[name]);
  if (given.length === 0) return false;
  if (given.length < names.length) {
    const missing = names.filter((name) => !values[name]);
    throw wrong(`${missing.join(' and ')} must be set where ${given.join(' and ')} is.`, 'Set all of them or none.');
  }
  return true;
}

/** Settings from an environment; throws `usage` that names the variable, what is wrong with it and how to mend it. */
export function readSettings(environment: Record<string, string | undefined>): ServerSettings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const misspelt = Object.keys(given).filter((name) => name.startsWith('PROOFDESK_') && isOfServer(name));
  if (misspelt.length > 0) {
    throw wrong(`There is no setting ${misspelt.join(', ')}.`, `Settings are: ${settingNames.join(', ')}.`);
  }
  const read = variables.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    throw wrong(`${String(issue.path[0])}: ${issue.message}.`, 'docs/operate.md lists what each setting may be.');
  }
  const values = read.data;
  const identity = together(given, ['PROOFDESK_OIDC_ISSUER', 'PROOFDESK_OIDC_CLIENT_ID']);
  const s3 = together(given, [
    'PROOFDESK_BLOBS_S3_ENDPOINT',
    'PROOFDESK_BLOBS_S3_BUCKET',
    'PROOFDESK_BLOBS_S3_KEY_ID',
    'PROOFDESK_BLOBS_S3_SECRET',
  ]);
  return {
    host: values.PROOFDESK_HOST,
    port: values.PROOFDESK_PORT,
    address: values.PROOFDESK_ADDRESS?.replace(/\/+$/, '') ?? null,
    folder: resolve(values.PROOFDESK_FOLDER),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseConnections: values.PROOFDESK_DATABASE_CONNECTIONS,
    identity: identity ? { issuer: values.PROOFDESK_OIDC_ISSUER!, clientId: values.PROOFDESK_OIDC_CLIENT_ID! } : null,
    s3: s3
      ? {
          endpoint: values.PROOFDESK_BLOBS_S3_ENDPOINT!.replace(/\/+$/, ''),
          bucket: values.PROOFDESK_BLOBS_S3_BUCKET!,
          region: values.PROOFDESK_BLOBS_S3_REGION,
          keyId: values.PROOFDESK_BLOBS_S3_KEY_ID!,
          secret: values.PROOFDESK_BLOBS_S3_SECRET!,
        }
      : null,
    quotaBytes: Math.round(values.PROOFDESK_BLOBS_QUOTA_GB * 1e9),
    ratePerToken: values.PROOFDESK_RATE_PER_TOKEN,
    ratePerAddress: values.PROOFDESK_RATE_PER_ADDRESS,
    trustedProxies: values.PROOFDESK_TRUSTED_PROXIES.split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
    metricsToken: values.PROOFDESK_METRICS_TOKEN ?? null,
    secret: values.PROOFDESK_SECRET ? Buffer.from(values.PROOFDESK_SECRET, 'base64') : null,
    privateWebhooks: values.PROOFDESK_WEBHOOKS_PRIVATE,
    logLevel: values.PROOFDESK_LOG_LEVEL,
    shutdownSeconds: values.PROOFDESK_SHUTDOWN_SECONDS,
  };
}

/** Names that look like settings of the server and are none; those of the desk (its own folder, its build) are not the server's. */
function isOfServer(name: string): boolean {
  if (name in variables.shape) return false;
  return /^PROOFDESK_(HOST|PORT|ADDRESS|FOLDER|OIDC|BLOBS|RATE|TRUSTED|METRICS|WEBHOOK|SECRET|LOG|SHUTDOWN|DATABASE)/.test(
    name,
  );
}
