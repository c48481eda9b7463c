import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { namesFingerprint } from '../../../src-shared/kernel/fingerprint';
import type { DocumentResources } from '../resources';
import { type OpenedBundle, openBundle, verifyBundle } from './bundle';
import { type OpenedDocument, openDocument, verifyDocument } from './document';
import { EvidenceStore } from './evidence';
import { isPdf } from './pdf-file';
import type { Check, VerifiedFile, VerifyReport } from './report';
import { isZip } from './zip-file';
import './computations';

export { computeRun, type RunInput, runInputSchema } from './computations';
export { type EvidenceSource, type Recompute, registerRecomputation } from './recomputation';
export type { Check, VerifiedFile, VerifyReport } from './report';

/** A file to check: by its path, or with its bytes. */
export type FileToVerify = string | { name: string; bytes: Uint8Array };

export interface VerifyOptions {
  /** Fingerprints of workspaces that the caller trusts: words, digits, or the name of a file with one on a line. */
  trust?: readonly string[];
  signal?: AbortSignal;
}

/**
 * Checks documents and evidence bundles of Proofdesk from the files alone: structure, digests, signatures, the announcement of the
 * key, every figure computed again from the raw files, and the page set again. Raw files of one file serve the others, so a deck whose
 * logs were too large is given together with its bundle.
 *
 * @throws ProofdeskError `not-found` for a missing file, `bad-input` for what is no file of ours or cannot be read, `usage` for a
 * trust that is no fingerprint. What was altered is not thrown, but named among the checks.
 */
export async function verifyFiles(
  files: readonly FileToVerify[],
  resources: DocumentResources,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  if (files.length === 0) throw new ProofdeskError({ code: 'usage', message: 'Name at least one file to verify.' });
  const trusted = (await Promise.all((options.trust ?? []).map(readTrust))).flat();
  const store = new EvidenceStore();
  const opened: (OpenedDocument | OpenedBundle)[] = [];
  for (const file of files) {
    stopIfCancelled(options.signal);
    opened.push(await open(file, store));
  }
  const verified: VerifiedFile[] = [];
  const checks: Check[] = [];
  for (const one of opened) {
    stopIfCancelled(options.signal);
    const result = 'pdf' in one ? await verifyDocument(one, store, resources) : await verifyBundle(one, resources);
    verified.push(result);
    if (options.trust) addTrust(one, result, trusted, resources);
    checks.push(...one.checks.list);
  }
  const consistent = checks.every((check) => check.ok || check.name === TRUST);
  const isTrusted = consistent && options.trust !== undefined && checks.every((check) => check.ok);
  return { ok: checks.every((check) => check.ok), consistent, trusted: isTrusted, files: verified, checks };
}

const TRUST = 'trust';

function addTrust(
  { checks }: OpenedDocument | OpenedBundle,
  { signer, fingerprint }: VerifiedFile,
  trusted: readonly string[],
  resources: DocumentResources,
): void {
  if (resources.sampleKeys.has(signer.publicKey) || signer.sample) {
    checks.add(TRUST, false, 'Signed with a sample key, which everybody has: never trusted.');
  } else if (trusted.some((fingerprintText) => namesFingerprint(fingerprintText, signer.fingerprint))) {
    checks.add(TRUST, true, `The signing workspace is one that you trust: ${fingerprint}.`);
  } else checks.add(TRUST, false, `The signing workspace is not one that you named: ${fingerprint}.`);
}

async function open(file: FileToVerify, store: EvidenceStore): Promise<OpenedDocument | OpenedBundle> {
  const name = typeof file === 'string' ? basename(file) : file.name;
  const bytes = typeof file === 'string' ? await readBytes(file) : file.bytes;
  if (isZip(bytes)) return openBundle(bytes, name, store);
  if (isPdf(bytes)) return openDocument(bytes, name, store);
  throw new ProofdeskError({
    code: 'bad-input',
    message: bytes.length === 0 ? `${name} is empty.` : `${name} is neither a PDF nor an evidence bundle.`,
    where: { file: name, byte: 0 },
  });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ProofdeskError(
      {
        code: missing ? 'not-found' : 'unavailable',
        message: missing
          ? `There is no file “${path}”.`
          : `“${path}” cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
        where: { file: path },
      },
      { cause },
    );
  }
}

/** A trust as typed: a fingerprint, or a file with one on each line; lines that begin with # are comments. */
async function readTrust(text: string): Promise<string[]> {
  const probe = '0'.repeat(64);
  try {
    namesFingerprint(text, probe);
    return [text];
  } catch (notAFingerprint) {
    const content = await readFile(text, 'utf8').catch(() => null);
    if (content === null) throw notAFingerprint;
    const lines = content
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) namesFingerprint(line, probe);
    return lines;
  }
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'The verification was cancelled.' });
}
