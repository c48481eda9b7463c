import { evidenceBundle, proofDeckDocument } from './bakeoffs';
import { registerDocumentBuilder } from './documents';
import { quoteDocument } from './quotes';
import { roiDocument } from './roi';

/** Which domain puts which kind of document together. */
export function composeDocuments(): void {
  registerDocumentBuilder('quote', quoteDocument);
  registerDocumentBuilder('roi', roiDocument);
  registerDocumentBuilder('proof-deck', proofDeckDocument);
  registerDocumentBuilder('evidence-bundle', evidenceBundle);
}
