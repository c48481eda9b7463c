import type { DocumentOrder, SourceRef } from '../../../src-shared/documents';
import type { Session } from '../../session';
import { type BuiltMaterial, documentBuilder } from '../builders';

/** What a builder gave for one source, without raw files. */
export type SourceMaterial = Extract<BuiltMaterial, { document: unknown }>;

/** Most sources that are remembered for previews. */
const REMEMBERED = 48;

interface Remembered {
  material: SourceMaterial;
  /** Last receipt when it was built. */
  ordinal: number;
}

const built = new Map<string, Remembered>();

/** Acts that change how a document is put together, and nothing that it is put together from. */
const OWN_ACTS = /^(composition|snippet|approval|document)\./;

/**
 * A source's data as its builder gives them. While nothing but compositions was edited since, what was built before is taken again: a preview
 * must not read a bakeoff anew for each letter that is typed.
 */
export async function sourceForPreview(session: Session, order: DocumentOrder): Promise<SourceMaterial> {
  const workspace = session.desk.workspace();
  const key = JSON.stringify([workspace.id, session.actor, order]);
  const ordinal = workspace.journal.lastOrdinal();
  const before = built.get(key);
  if (before && untouchedSince(session, before.ordinal)) {
    before.ordinal = ordinal;
    return before.material;
  }
  const material = await buildSource(session, order);
  const light = { ...material, document: { ...material.document, evidence: [] } };
  built.delete(key);
  if (built.size >= REMEMBERED) built.delete(built.keys().next().value!);
  built.set(key, { material: light, ordinal });
  return light;
}

function untouchedSince(session: Session, ordinal: number): boolean {
  for (const { command } of session.desk.workspace().journal.each(ordinal)) {
    if (!OWN_ACTS.test(command)) return false;
  }
  return true;
}

/** A source's data as its builder gives them now. */
export async function buildSource(session: Session, order: DocumentOrder): Promise<SourceMaterial> {
  const material = await documentBuilder(order.kind)(session, order);
  if (!('document' in material)) throw new Error(`A ${order.kind} has no pages to take parts from.`);
  return material;
}

/** How a source is ordered from its builder, for a document of this disclosure and paper. */
export function orderOf(
  ref: SourceRef,
  { disclosure, paper }: { disclosure: DocumentOrder['disclosure']; paper: 'a4' | 'letter' | null },
): DocumentOrder {
  return {
    kind: ref.kind,
    subject: ref.subject,
    ...(ref.version !== undefined && { version: ref.version }),
    ...(ref.topic !== undefined && { topic: ref.topic as NonNullable<DocumentOrder['topic']> }),
    ...(disclosure && { disclosure }),
    ...(paper && { paper }),
  };
}
