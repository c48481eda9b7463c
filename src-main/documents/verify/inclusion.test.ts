import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-core/ledger/digests';
import { signingKey } from '../../../src-core/ledger/keys';
import { dayRootText, merklePath, merkleRoot } from '../../../src-shared/sync/merkle';
import type { InclusionProof } from '../../../src-shared/sync/server-contract';
import { verifyInclusion } from './inclusion';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-inclusion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digest = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const key = signingKey(Buffer.alloc(32, 3));

/** The third of five decisions of a day. */
function proof(): InclusionProof {
  const texts = [1, 2, 3, 4, 5].map((number) =>
    JSON.stringify({
      v: 1,
      workspace: 'w',
      number,
      receipt: sha256(`r${number}`),
      outcome: 'accepted',
      arrival: 1,
      clock: 'c',
      policies: null,
      previous: null,
    }),
  );
  const leaves = texts.map((text) => Buffer.from(sha256(text), 'hex'));
  const root = hex(merkleRoot(leaves, digest));
  const day = '2026-11-12';
  return {
    workspace: 'w',
    day,
    leaf: hex(leaves[2]!),
    index: 2,
    size: 5,
    path: merklePath(leaves, 2, digest).map(hex),
    root,
    decision: { text: texts[2]!, signature: key.sign(Buffer.from(texts[2]!)) },
    publicKey: key.publicKey,
    signature: key.sign(Buffer.from(dayRootText('w', day, 5, root))),
  };
}

async function verified(value: unknown, trust: string[] | null = null) {
  const file = join(folder, 'proof.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return verifyInclusion(file, trust);
}

describe('a proof of inclusion', () => {
  it('holds as the server gave it, and is trusted by the key’s fingerprint', async () => {
    const report = await verified(proof());
    expect(report).toMatchObject({ ok: true, day: '2026-11-12', receipt: sha256('r3') });
    expect((await verified(proof(), [report.fingerprint])).ok).toBe(true);
    expect((await verified(proof(), ['0'.repeat(64)])).checks.find(({ ok }) => !ok)?.name).toBe('trust');
  });

  it.each([
    ['path', { index: 1 }],
    ['path', { root: 'a'.repeat(64) }],
    ['decision', { leaf: 'b'.repeat(64) }],
    ['signature of the day', { day: '2026-11-13' }],
    ['decision', { workspace: 'other' }],
  ])('fails at its %s when %o is another', async (name, change) => {
    const report = await verified({ ...proof(), ...change });
    expect(report.ok).toBe(false);
    expect(report.checks.filter(({ ok }) => !ok).map((check) => check.name)).toContain(name);
  });

  it('is named when it is none', async () => {
    await expect(verified('{}')).rejects.toThrow(/no proof/);
    await expect(verified('not json')).rejects.toThrow(/no proof/);
    await expect(verifyInclusion(join(folder, 'nowhere.json'), null)).rejects.toThrow(/There is no file/);
  });
});
