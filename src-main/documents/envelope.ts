import { z } from 'zod';
import { sha256 } from '../../src-core/ledger/digests';
import { signatureHolds } from '../../src-core/ledger/keys';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** The media type of an in-toto statement inside an envelope. */
export const STATEMENT_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A DSSE envelope (Dead Simple Signing Envelope, secure-systems-lab, v1.0.2). */
export const envelopeSchema = z.object({
  payload: z.base64(),
  payloadType: z.literal(STATEMENT_PAYLOAD_TYPE),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.base64() })).length(1),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** The bytes that are signed: DSSE's pre-authentication encoding of type and payload. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `),
    payload,
  ]);
}

/** The id of a key in an envelope: SHA-256 of its raw bytes. */
export const keyId = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64url'));

/**
 * Puts a statement into a signed envelope. The text is canonical, so that the same statement and key give the same bytes.
 *
 * @param signer.sign Ed25519 over the bytes given, 64 raw bytes.
 */
export function sealStatement(
  statement: unknown,
  signer: { publicKey: string; sign(bytes: Uint8Array): Uint8Array },
): string {
  const payload = Buffer.from(canonicalText(statement));
  const signature = signer.sign(preAuthenticationEncoding(STATEMENT_PAYLOAD_TYPE, payload));
  const envelope: Envelope = {
    payload: payload.toString('base64'),
    payloadType: STATEMENT_PAYLOAD_TYPE,
    signatures: [{ keyid: keyId(signer.publicKey), sig: Buffer.from(signature).toString('base64') }],
  };
  return canonicalText(envelope);
}

/** Reads an envelope and its payload as JSON. Nothing is checked yet; throws `bad-input` for what is no envelope. */
export function openEnvelope(text: string, name: string): { envelope: Envelope; statement: unknown } {
  try {
    const envelope = envelopeSchema.parse(JSON.parse(text));
    return { envelope, statement: JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) };
  } catch (cause) {
    throw new ProofdeskError(
      { code: 'bad-input', message: `${name} is not a signed statement.`, where: { file: name } },
      { cause },
    );
  }
}

/** Whether the envelope's signature is by this key (raw, base64url). */
export function envelopeHolds(envelope: Envelope, publicKey: string): boolean {
  const [signature] = envelope.signatures;
  if (!signature || signature.keyid !== keyId(publicKey)) return false;
  const bytes = preAuthenticationEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  return signatureHolds(publicKey, bytes, Buffer.from(signature.sig, 'base64').toString('base64url'));
}
