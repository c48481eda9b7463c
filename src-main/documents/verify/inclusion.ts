import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256 } from '../../../src-core/ledger/digests';
import { signatureHolds } from '../../../src-core/ledger/keys';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex, namesFingerprint } from '../../../src-shared/kernel/fingerprint';
import { dayRootText, rootFromPath } from '../../../src-shared/sync/merkle';
import { decisionTextSchema } from '../../../src-shared/sync/protocol';
import { type InclusionProof, inclusionProofSchema } from '../../../src-shared/sync/server-contract';
import { type Check, Checks } from './report';

/** What became of a proof that a receipt is in the tree of its day. */
export interface InclusionReport {
  ok: boolean;
  file: string;
  workspace: string;
  day: string;
  receipt: string;
  /** Of the server's key, in words: the same stands in the workspace of whoever has it. */
  fingerprint: string;
  checks: Check[];
}

const digest = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/**
 * Checks an inclusion proof as the server gives it (`GET …/proofs/{hash}`, saved as JSON) from the file alone. `trust` are fingerprints
 * of server keys. Throws `not-found` and `bad-input`.
 */
export async function verifyInclusion(path: string, trust: readonly string[] | null): Promise<InclusionReport> {
  const file = basename(path);
  const proof = await readProof(path, file);
  const checks = new Checks(file);
  const decision = decisionTextSchema.safeParse(parsed(proof.decision.text));
  const fits =
    decision.success && decision.data.workspace === proof.workspace && sha256(proof.decision.text) === proof.leaf;
  checks.add(
    'decision',
    fits,
    fits
      ? `The leaf is the hash of decision ${decision.data.number}, which names the receipt ${decision.data.receipt}.`
      : 'The leaf is not the hash of the decision that lies beside it.',
  );
  const signed = (text: string, signature: string) => signatureHolds(proof.publicKey, Buffer.from(text), signature);
  const byServer = signed(proof.decision.text, proof.decision.signature);
  checks.add(
    'signature of the decision',
    byServer,
    byServer ? 'Made by the server’s key.' : 'Not made by the server’s key.',
  );
  const root = rootFromPath(bytesOf(proof.leaf), proof.index, proof.size, proof.path.map(bytesOf), digest);
  const leads = root !== null && Buffer.from(root).toString('hex') === proof.root;
  checks.add(
    'path',
    leads,
    leads
      ? `The leaf, number ${proof.index + 1} of ${proof.size}, leads to the root of ${proof.day}.`
      : 'The path does not lead from the leaf to the root.',
    { compared: proof.path.length },
  );
  const day = signed(dayRootText(proof.workspace, proof.day, proof.size, proof.root), proof.signature);
  checks.add('signature of the day', day, day ? 'Made by the server’s key.' : 'Not made by the server’s key.');
  const hex = sha256(Buffer.from(proof.publicKey, 'base64url'));
  if (trust) {
    const known = trust.some((one) => namesFingerprint(one, hex));
    checks.add(
      'trust',
      known,
      known ? 'The server’s key is one that you named.' : 'The server’s key is none of those that you named.',
    );
  }
  return {
    ok: checks.list.every(({ ok }) => ok),
    file,
    workspace: proof.workspace,
    day: proof.day,
    receipt: decision.success ? decision.data.receipt : '',
    fingerprint: fingerprintFromHex(hex).words.join(' '),
    checks: [...checks.list],
  };
}

async function readProof(path: string, file: string): Promise<InclusionProof> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProofdeskError(
      {
        code: error.code === 'ENOENT' ? 'not-found' : 'unavailable',
        message: error.code === 'ENOENT' ? `There is no file ${file}.` : `The file ${file} cannot be read.`,
        where: { file },
      },
      { cause: error },
    );
  });
  const proof = inclusionProofSchema.safeParse(parsed(text));
  if (proof.success && Buffer.from(proof.data.publicKey, 'base64url').length === 32) return proof.data;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${file} is no proof that a receipt is in the tree of its day.`,
    where: { file },
    hint: 'Save what the server answers under …/proofs/<hash of the receipt>.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON fits no schema, and that is said by who reads it.
    return undefined;
  }
}
