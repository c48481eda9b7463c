import { sha256 } from '../../../src-core/ledger/digests';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { type BundleContent, bundleContentSchema, CONTENT_FILE, MANIFEST_FILE, RAW_FOLDER } from '../bundle';
import { RECEIPTS_FILE } from '../compile';
import { openEnvelope } from '../envelope';
import type { DocumentResources } from '../resources';
import { bundleStatementSchema } from '../statement';
import { addFigureChecks } from './document';
import type { EvidenceStore } from './evidence';
import { type RecomputationOutcome, recompute } from './recomputation';
import { Checks, reasonOf, type VerifiedFile } from './report';
import { checkSigner } from './signature';
import { readZip } from './zip-file';

/** A bundle whose entries were read and whose raw files are at hand. */
export interface OpenedBundle {
  file: string;
  checks: Checks;
  entries: Map<string, Uint8Array>;
}

/** Reads a bundle's entries after its directory was checked; raw files go to the store. */
export function openBundle(zip: Uint8Array, file: string, store: EvidenceStore): OpenedBundle {
  const checks = new Checks(file);
  const entries = readZip(zip, file);
  if (!entries.has(MANIFEST_FILE)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${file} holds no signed manifest: it is no evidence bundle, or the manifest was taken out.`,
      where: { file },
    });
  }
  for (const [name, bytes] of entries) if (name.startsWith(RAW_FOLDER)) store.add(bytes);
  checks.add(
    'file structure',
    true,
    `An archive with ${entries.size} entries; paths, number and sizes were checked before reading.`,
    {
      compared: entries.size,
    },
  );
  return { file, checks, entries };
}

/** Checks an opened bundle: manifest, every file, and every figure from the raw files. */
export async function verifyBundle(
  { file, checks, entries }: OpenedBundle,
  resources: DocumentResources,
): Promise<VerifiedFile> {
  const text = (name: string) => Buffer.from(entries.get(name) ?? []).toString('utf8');
  const { envelope, statement: raw } = openEnvelope(text(MANIFEST_FILE), `${file} · ${MANIFEST_FILE}`);
  const parsed = bundleStatementSchema.safeParse(raw);
  if (!parsed.success) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The manifest in ${file} is not one of an evidence bundle.`,
      where: { file },
    });
  }
  const { subject, predicate } = parsed.data;
  checkSigner(checks, resources, { envelope, signer: predicate.signer, receipts: text(RECEIPTS_FILE) });
  const stated = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  const found = new Map(
    [...entries].filter(([name]) => name !== MANIFEST_FILE).map(([name, bytes]) => [name, sha256(bytes)]),
  );
  const differences = Checks.differences(stated, found);
  checks.add(
    'files',
    differences === '',
    differences === ''
      ? 'Each is the file that the manifest names.'
      : `Not as the manifest names them: ${differences}.`,
    {
      compared: stated.size,
    },
  );
  const content = readContent(checks, text(CONTENT_FILE), predicate.number, text);
  if (content) {
    const outcomes: RecomputationOutcome[] = [];
    for (const recomputation of content.recomputations) {
      outcomes.push(await recompute(recomputation, content, (name) => entries.get(RAW_FOLDER + name)));
    }
    addFigureChecks(checks, outcomes);
    if (outcomes.length === 0) {
      checks.add(
        'figures',
        true,
        'The bundle names no computation, so no figure was computed again; the signer alone vouches for them.',
        {
          skipped: true,
          vouchedBySigner: true,
        },
      );
    }
  }
  return {
    file,
    kind: 'bundle',
    number: predicate.number,
    title: predicate.title,
    signer: predicate.signer,
    fingerprint: fingerprintFromHex(predicate.signer.fingerprint).words.join(' '),
  };
}

function readContent(
  checks: Checks,
  text: string,
  number: string,
  part: (name: string) => string,
): BundleContent | null {
  try {
    const content = bundleContentSchema.parse(JSON.parse(text));
    const parts = { metadata: content.metadata, figures: content.figures, analysis: content.analysis };
    const differing = Object.entries(parts)
      .filter(([name, value]) => `${JSON.stringify(value, null, 2)}\n` !== part(`${name}.json`))
      .map(([name]) => `${name}.json`);
    const same = content.number === number && differing.length === 0;
    checks.add(
      'content',
      same,
      same
        ? `The figures and analysis of ${number}.`
        : differing.length > 0
          ? `Not what content.json says: ${differing.join(', ')}.`
          : 'The content is of another bakeoff than the manifest.',
    );
    return content;
  } catch (error) {
    checks.add('content', false, `The content cannot be read: ${reasonOf(error)}`);
    return null;
  }
}
