import type { BuiltFrom, DocumentOrder } from '../../../src-shared/documents';
import type { Session } from '../../session';
import type { DocumentAbout } from '../builders';
import { brandOf } from './material';
import { builtFromSubject, findSubject } from './subjects';

/** What a document that is made straight from its subject is built from: that subject as it was, and the brand. */
export function builtFromOf(session: Session, order: DocumentOrder, about: DocumentAbout): BuiltFrom[] {
  const { desk } = session;
  const subject = findSubject(desk.workspace().reader, { ...order, topic: undefined }, desk.context.now());
  const receipt = about.sources[0] ?? null;
  const made: BuiltFrom[] = subject
    ? [{ ...builtFromSubject(subject, receipt), version: about.version ?? subject.version }]
    : [];
  return [...made, brandOf(session)];
}
