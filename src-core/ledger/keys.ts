import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** DER around a raw Ed25519 seed (PKCS #8, RFC 8410) and around a raw public key (SubjectPublicKeyInfo). */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const publicKeys = new Map<string, KeyObject>();

export interface KeyPair {
  /** 32 secret bytes. */
  seed: Uint8Array;
  /** Raw public key, base64url. */
  publicKey: string;
}

/** The Ed25519 pair (RFC 8032) that a 32-byte seed gives. */
export function keyPair(seed: Uint8Array): KeyPair {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return { seed, publicKey: spki.subarray(PUBLIC_PREFIX.length).toString('base64url') };
}

/** Something that signs as one chain. */
export interface SigningKey {
  publicKey: string;
  sign(bytes: Uint8Array): string;
  /** As `sign`, on libuv's thread pool, for signing many. */
  signLater(bytes: Uint8Array): Promise<string>;
}

/** A signer over a seed; signatures are base64url. */
export function signingKey(seed: Uint8Array): SigningKey {
  const key = privateKey(seed);
  return {
    publicKey: keyPair(seed).publicKey,
    sign: (bytes) => sign(null, bytes, key).toString('base64url'),
    signLater: (bytes) =>
      new Promise((resolve, reject) => {
        sign(null, bytes, key, (error, signature) =>
          error ? reject(error) : resolve(signature.toString('base64url')),
        );
      }),
  };
}

/** Whether `signature` (base64url) over `bytes` was made by `publicKey` (raw, base64url). */
export function signatureHolds(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  return verify(null, bytes, publicKeyObject(publicKey), Buffer.from(signature, 'base64url'));
}

/** As `signatureHolds`, on libuv's thread pool, for checking many. */
export function signatureHoldsLater(publicKey: string, bytes: Uint8Array, signature: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, bytes, publicKeyObject(publicKey), Buffer.from(signature, 'base64url'), (error, holds) =>
      error ? reject(error) : resolve(holds),
    );
  });
}

function publicKeyObject(publicKey: string): KeyObject {
  const known = publicKeys.get(publicKey);
  if (known) return known;
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32) {
    throw new ProofdeskError({ code: 'bad-input', message: 'A public key must be 32 bytes (Ed25519).' });
  }
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
  if (publicKeys.size > 10_000) publicKeys.clear();
  publicKeys.set(publicKey, key);
  return key;
}

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new ProofdeskError({ code: 'internal', message: 'An Ed25519 seed has 32 bytes.' });
  return createPrivateKey({ key: Buffer.concat([SEED_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}
