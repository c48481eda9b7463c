import { createPrivateKey, sign } from 'node:crypto';
import { sha256 } from '../../src-core/ledger/digests';
import type { ReceiptFile } from '../../src-core/ledger/exchange';
import { keyPair, signingKey } from '../../src-core/ledger/keys';
import { canonicalText } from '../../src-shared/kernel/canonical';

/** A workspace of one person with one chain, announced by the receipt that created it. */
export function exampleSigner(name: string, changes: { sample?: boolean } = {}) {
  const seed = Buffer.from(sha256(`seed of ${name}`), 'hex');
  const { publicKey } = keyPair(seed);
  const key = signingKey(seed);
  const workspace = 'workspace-1';
  const chain = sha256(`chain of ${name}`).slice(0, 16);
  const part = canonicalText({
    salt: 'c2FsdA',
    changes: [
      {
        entity: 'chain',
        schema: 1,
        id: chain,
        op: 'create',
        fields: { person: 'person-1', publicKey, letters: 'A7', countersignedBy: null, countersignature: null },
      },
    ],
  });
  const header = canonicalText({
    v: 1,
    id: '019a0000-0000-7000-8000-000000000001',
    workspace,
    chain,
    number: 1,
    previous: null,
    at: `000000000000-0000-${chain}`,
    actor: 'person-1',
    assurance: 'device',
    command: { name: 'workspace.create', version: 1 },
    policy: { set: sha256('policies'), decision: 'allow', by: [], approvals: [] },
    parts: { shared: sha256(part) },
  });
  const receipts: ReceiptFile = {
    format: 'proofdesk-receipts',
    version: 1,
    workspace,
    receipts: [{ header, signature: key.sign(Buffer.from(header)), parts: { shared: part } }],
  };
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const fingerprint = sha256(Buffer.from(publicKey, 'base64url'));
  return {
    receipts,
    fingerprint,
    publicKey,
    signer: {
      person: name,
      workspace,
      fingerprint,
      chain,
      number: 41,
      hash: sha256('last receipt'),
      publicKey,
      assurance: 'device' as const,
      sample: changes.sample ?? false,
      sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)),
    },
  };
}
