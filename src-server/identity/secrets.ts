import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** A new secret with its kind in front, so that one found in a log or repository can be recognised: 256 random bits, base64url. */
export const newSecret = (kind: 'pda' | 'pdr' | 'pds' | 'pdi', context: Context): string =>
  `${kind}_${Buffer.from(context.randomBytes(32)).toString('base64url')}`;

/** What of a secret is kept. Secrets are random to 256 bits, so one round of SHA-256 cannot be guessed back. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const digests = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(digests[0]!, digests[1]!);
}

/** Seals secrets that the server must be able to read again (AES-256-GCM); `about` is bound to them, so that one cannot stand for another. */
export class Seal {
  readonly #key: Buffer;
  readonly #context: Context;

  constructor(key: Buffer, context: Context) {
    if (key.length !== 32) throw new ProofdeskError({ code: 'internal', message: 'A seal has 32 bytes.' });
    this.#key = key;
    this.#context = context;
  }

  seal(secret: Uint8Array, about: string): string {
    const nonce = this.#context.randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(Buffer.from(about));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  }

  /** The secret again; throws `unavailable` where the server was started with another PROOFDESK_SECRET. */
  open(sealed: string, about: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64url');
    const cipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12));
    cipher.setAAD(Buffer.from(about));
    cipher.setAuthTag(bytes.subarray(12, 28));
    try {
      return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]);
    } catch (error) {
      throw new ProofdeskError(
        {
          code: 'unavailable',
          message: 'What the server keeps sealed cannot be opened.',
          hint: 'Start it with the PROOFDESK_SECRET that its database was made with.',
        },
        { cause: error },
      );
    }
  }
}
