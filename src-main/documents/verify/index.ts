import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { readNamedFile, readNamedText } from '../../../src-core/files/named-file';
import { sha256 } from '../../../src-core/ledger/digests';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { namesFingerprint } from '../../../src-shared/kernel/fingerprint';
import type { DocumentResources } from '../resources';
import { type OpenedBundle, openBundle, verifyBundle } from './bundle';
import { type OpenedDocument, openDocument, verifyDocument } from './document';
import { EvidenceStore } from './evidence';
import { isPdf } from './is-pdf';
import type { Check, VerifiedFile, VerifyReport } from './report';
import { isPageFile, type OpenedPage, openPage, verifyPage } from './shared-page';
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
 * @throws ProofdeskError `not-found` for a missing file, `unavailable` for one that may not be read, `bad-input` for what is no file
 * of ours, `usage` for a trust that is no fingerprint. What was altered is not thrown, but named among the checks.
 */
export async function verifyFiles(
  files: readonly FileToVerify[],
  resources: DocumentResources,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  if (files.length === 0) throw new ProofdeskError({ code: 'usage', message: 'Name at least one file to verify.' });
  const trusted = (await Promise.all((options.trust ?? []).map(readTrust))).flat();
  const store = new EvidenceStore();
  const opened: Opened[] = [];
  const digests = new Map<string, string>();
  for (const file of files) {
    stopIfCancelled(options.signal);
    const one = await open(file, store, digests);
    opened.push(one);
    if ('pdf' in one) opened.push(...(await boundIn(one, store)));
  }
  const verified: VerifiedFile[] = [];
  const checks: Check[] = [];
  for (const one of opened) {
    stopIfCancelled(options.signal);
    const result =
      'pdf' in one
        ? await verifyDocument(one, store, resources)
        : 'page' in one
          ? verifyPage(one, digests, resources)
          : await verifyBundle(one, resources);
    verified.push(result);
    if (options.trust) addTrust(one, result, trusted, resources);
    checks.push(...one.checks.list);
  }
  const consistent = checks.every((check) => check.ok || check.name === TRUST);
  const isTrusted = consistent && options.trust !== undefined && checks.every((check) => check.ok);
  return { ok: checks.every((check) => check.ok), consistent, trusted: isTrusted, files: verified, checks };
}

/** The documents that are bound into a binder, each opened as a file of its own. */
async function boundIn({ file, list, embedded }: OpenedDocument, store: EvidenceStore): Promise<OpenedDocument[]> {
  const bound: OpenedDocument[] = [];
  for (const { role, name, embedded: at } of list.inputs) {
    const bytes = role === 'document' && at ? embedded.get(at) : undefined;
    if (bytes) bound.push(await openDocument(bytes, `${file} › ${name.replace(/^documents\//, '')}`, store));
  }
  return bound;
}

type Opened = OpenedDocument | OpenedBundle | OpenedPage;

const TRUST = 'trust';

function addTrust(
  { checks }: Opened,
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

async function open(file: FileToVerify, store: EvidenceStore, digests: Map<string, string>): Promise<Opened> {
  const name = typeof file === 'string' ? basename(file) : file.name;
  const bytes = typeof file === 'string' ? await readNamedFile(file) : file.bytes;
  digests.set(name, sha256(bytes));
  if (isZip(bytes)) return openBundle(bytes, name, store);
  if (isPdf(bytes)) return openDocument(bytes, name, store);
  if (isPageFile(bytes)) return openPage(bytes, name);
  throw new ProofdeskError({
    code: 'bad-input',
    message:
      bytes.length === 0
        ? `${name} is empty.`
        : `${name} is neither a PDF, nor an evidence bundle, nor an interactive page.`,
    where: { file: name, byte: 0 },
    hint: 'Name a document, an evidence bundle or a page that Proofdesk made.',
  });
}

/** A trust as typed: a fingerprint, or a file with one on each line; lines that begin with # are comments. */
async function readTrust(text: string): Promise<string[]> {
  try {
    checkFingerprint(text);
    return [text];
  } catch (notAFingerprint) {
    if (!looksLikeFile(text) && !existsSync(text)) throw notAFingerprint;
  }
  const lines = (await readNamedText(text)).split(/\r?\n/).map((line) => line.trim());
  const trusted = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    try {
      checkFingerprint(line);
    } catch (cause) {
      const { message, hint } = cause as ProofdeskError;
      throw new ProofdeskError({ code: 'bad-input', message, hint, where: { file: text, line: index + 1 } }, { cause });
    }
    return [line];
  });
  if (trusted.length > 0) return trusted;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `“${text}” names no fingerprint.`,
    where: { file: text },
    hint: 'Write one on each line: 12 words or 64 hexadecimal digits.',
  });
}

/** Throws `usage` for a text that cannot be a fingerprint. */
const checkFingerprint = (text: string): void => void namesFingerprint(text, '0'.repeat(64));

/** Fingerprints have words with spaces between them, or digits; a name of a file has an ending, a folder before it, or is one word. */
const looksLikeFile = (text: string): boolean =>
  /[/\\]|\.\w{1,10}$/.test(text) || (!/\s/.test(text.trim()) && !/^(proofdesk:)?[0-9a-f:.-]{16,}$/i.test(text));

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'The verification was cancelled.' });
}
