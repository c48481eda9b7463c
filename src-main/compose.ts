import { evidenceBundle, isKeptInside, proofDeckDocument, stalenessOf } from './bakeoffs';
import { registerDocumentBuilder, registerDocumentStaleness, registerKeptInside } from './documents';
import { quoteDocument } from './quotes';
import { roiDocument } from './roi';

/** Which domain puts which kind of document together. */
export function composeDocuments(): void {
  registerDocumentBuilder('quote', quoteDocument);
  registerDocumentBuilder('roi', roiDocument);
  registerDocumentBuilder('proof-deck', proofDeckDocument);
  registerDocumentBuilder('evidence-bundle', evidenceBundle);
  registerDocumentStaleness('proof-deck', stalenessOf);
  registerDocumentStaleness('evidence-bundle', stalenessOf);
  registerKeptInside('proof-deck', isKeptInside);
  registerKeptInside('evidence-bundle', isKeptInside);
}
