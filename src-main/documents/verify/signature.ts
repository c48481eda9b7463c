import { sha256 } from '../../../src-core/ledger/digests';
import { type ReceiptFile, receiptFileSchema } from '../../../src-core/ledger/exchange';
import { signatureHolds } from '../../../src-core/ledger/keys';
import { type KnownChain, readChains } from '../../../src-core/ledger/trust';
import { receiptHeaderSchema } from '../../../src-shared/kernel/receipt';
import { type Envelope, envelopeHolds } from '../envelope';
import type { DocumentResources } from '../resources';
import type { SignerRecord } from '../statement';
import { type Checks, reasonOf } from './report';

/**
 * Checks who signed: the envelope's signature by the signer's key, and from the receipts in the file that this key was announced in
 * the workspace whose fingerprint is claimed. What this shows is that the file agrees with itself; whose workspace it is, a
 * person tells by comparing the fingerprint.
 */
export function checkSigner(
  checks: Checks,
  resources: DocumentResources,
  { envelope, signer, receipts }: { envelope: Envelope; signer: SignerRecord; receipts: string },
): void {
  const isSample = resources.sampleKeys.has(signer.publicKey);
  const says = isSample || signer.sample ? ' This is a sample key: anybody can sign with it.' : '';
  const holds = attempt(() => envelopeHolds(envelope, signer.publicKey));
  checks.add(
    'statement signature',
    holds === true,
    holds === true
      ? `Signed with the key of ${signer.person}, chain ${signer.chain.slice(0, 8)}, after receipt ${signer.number}.${says}`
      : 'The statement was altered, or is not signed with the key it names.',
  );
  checkReceipts(checks, signer, receipts);
}

function checkReceipts(checks: Checks, signer: SignerRecord, text: string): void {
  const name = 'receipts of the key';
  let file: ReceiptFile;
  try {
    file = receiptFileSchema.parse(JSON.parse(text));
  } catch {
    checks.add(name, false, 'The receipts that announce the signer’s key cannot be read.');
    return;
  }
  const fault = attempt(() => receiptsFault(file, signer));
  const count = file.receipts.length;
  if (typeof fault === 'string') checks.add(name, false, fault);
  else {
    checks.add(
      name,
      true,
      `${count} ${count === 1 ? 'receipt leads' : 'receipts lead'} from the workspace’s root key to the signer’s.`,
      {
        compared: count,
      },
    );
  }
}

/** What is wrong with the receipts, in a sentence; null if nothing. */
function receiptsFault(file: ReceiptFile, signer: SignerRecord): string | null {
  if (file.workspace !== signer.workspace) return 'The receipts are of another workspace than the statement.';
  const chains = readChains(
    file.receipts.map(({ header, signature, parts }) => ({ header, signature, shared: parts['shared'] ?? null })),
  );
  for (const receipt of file.receipts) {
    const header = receiptHeaderSchema.parse(JSON.parse(receipt.header));
    const place = `Receipt ${header.number} of chain ${header.chain.slice(0, 8)}`;
    if (header.workspace !== file.workspace) return `${place} is of another workspace.`;
    for (const [readers, body] of Object.entries(receipt.parts)) {
      if (header.parts[readers] !== sha256(body)) return `${place} has an altered part “${readers}”.`;
    }
    const chain = chains.get(header.chain);
    if (!chain) return `${place} is of a chain whose key is not among the receipts.`;
    if (!signatureHolds(chain.publicKey, Buffer.from(receipt.header), receipt.signature))
      return `${place} is not signed by its chain’s key.`;
    if (header.chain !== signer.chain) continue;
    if (header.number > signer.number) return `${place} is later than the moment of signing that the statement names.`;
    if (header.number === signer.number && sha256(receipt.header) !== signer.hash)
      return `${place} is not the one that the statement names.`;
  }
  return rootFault([...chains.values()], signer) ?? chainFault(chains.get(signer.chain), signer);
}

function rootFault(chains: readonly KnownChain[], signer: SignerRecord): string | null {
  const root = chains.find(({ standing }) => standing === 'root');
  if (!root) return 'The receipt that founded the workspace is not among them.';
  const fingerprint = sha256(Buffer.from(root.publicKey, 'base64url'));
  return fingerprint === signer.fingerprint
    ? null
    : 'The workspace’s root key is not the one whose fingerprint is claimed.';
}

function chainFault(chain: KnownChain | undefined, signer: SignerRecord): string | null {
  if (!chain) return 'The signer’s chain is not among them.';
  if (chain.publicKey !== signer.publicKey) return 'The signer’s chain has another key.';
  if (chain.standing === 'unannounced') return 'Nobody whom the workspace trusts has announced the signer’s key.';
  if (chain.revokedAfter !== null && signer.number > chain.revokedAfter)
    return `The signer’s chain was revoked after receipt ${chain.revokedAfter}.`;
  return null;
}

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return reasonOf(error);
  }
}
