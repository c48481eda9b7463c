import { sha256 } from '../../src-core/ledger/digests';
import type { Workspace } from '../../src-core/workspace/workspace';
import { type Fingerprint, fingerprintFromHex } from '../../src-shared/kernel/fingerprint';

/** The fingerprint of a public key (base64url). */
export function keyFingerprint(publicKey: string): Fingerprint {
  return fingerprintFromHex(sha256(Buffer.from(publicKey, 'base64url')));
}

/** The public key of the workspace's first chain, which every other key's trust leads back to. */
export function rootKey(workspace: Workspace): string | null {
  return [...workspace.chains().values()].find(({ standing }) => standing === 'root')?.publicKey ?? null;
}

/** The workspace's fingerprint in the forms people compare: words, digits, QR (SVG). */
export async function fingerprintOf(
  workspace: Workspace,
): Promise<{ publicKey: string; words: string[]; digits: string; qr: string }> {
  const publicKey = rootKey(workspace) ?? '';
  const { words, groups, hex } = keyFingerprint(publicKey);
  // Asked for on few screens: no start should load it.
  const { default: picture } = await import('qrcode');
  const qr = await picture.toString(`proofdesk:${hex}`, { type: 'svg', margin: 0 });
  return { publicKey, words, digits: groups.join(' '), qr };
}
