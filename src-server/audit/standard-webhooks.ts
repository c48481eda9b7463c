import { createHmac } from 'node:crypto';
import type { Context } from '../../src-shared/kernel/context';
import { sameSecret } from '../identity/secrets';

/** Seconds that a delivery's time may be off where it is checked (Standard Webhooks 1.0). */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';

/** A signing secret as Standard Webhooks writes it: 32 random bytes, base64, with its kind in front. */
export const webhookSecret = (context: Context): string =>
  `${PREFIX}${Buffer.from(context.randomBytes(32)).toString('base64')}`;

const signature = (secret: string, id: string, seconds: number, body: string): string => {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
};

/** The headers of a delivery (Standard Webhooks 1.0). The id stays the same over all attempts, the time does not. */
export function webhookHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signature(secret, id, seconds, body),
  };
}

/** Whether a delivery is from whom the secret was made with, and recent. What a receiver does; it stands here so that tests hold both ends. */
export function webhookHolds(
  secret: string,
  headers: Record<string, string | undefined>,
  body: string,
  nowSeconds: number,
): boolean {
  const id = headers['webhook-id'];
  const seconds = Number(headers['webhook-timestamp']);
  if (!id || !Number.isInteger(seconds) || Math.abs(nowSeconds - seconds) > TOLERANCE_SECONDS) return false;
  const expected = signature(secret, id, seconds, body);
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => sameSecret(given, expected));
}
