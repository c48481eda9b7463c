import type { PlanState } from '../../../src-core/commands/implementation';
import {
  approveSnippet,
  type BlockContent,
  type Composition,
  DocumentRecord,
  type Finding,
  partsOfKinds,
  type SourceRef,
} from '../../../src-shared/documents';
import { type Disclosure, disclosures } from '../../../src-shared/kernel/disclosure';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { Workspace } from '../../../src-shared/workspace';
import { stateOfVersion } from './approval-state';
import { approvedSnippet, findSnippetVersion } from './snippet-rows';
import { findSubject } from './subjects';

type Reading = Pick<PlanState, 'get' | 'where'>;
type Told = Pick<Finding, 'level' | 'message' | 'hint'>;

/** Whether what may go to one circle is enough for another: what is public may go anywhere. */
export const reaches = (allowed: Disclosure, wanted: Disclosure): boolean =>
  disclosures.indexOf(allowed) <= disclosures.indexOf(wanted);

const refused = (message: string, hint: string | null = null): Told => ({ level: 'refused', message, hint });
const whom: Record<Disclosure, string> = {
  public: 'anybody',
  nda: 'the customer',
  internal: 'the house',
};

/** A composition as findings look at it. */
export type LookedAt = Pick<RowOf<typeof Composition>, 'kind' | 'about' | 'disclosure' | 'account'>;

/** What stands in the way of a document, and what one should know of it, told from its rows alone. */
export function findingsInState(
  state: Reading,
  composition: LookedAt,
  blocks: readonly { id?: string; content: BlockContent }[],
  now = 0,
): Finding[] {
  const found: Finding[] = [];
  const tell = (block: string | null, list: readonly Told[]) => found.push(...list.map((one) => ({ block, ...one })));
  if (composition.about) tell(null, ofSource(state, composition, composition.about, now));
  blocks.forEach(({ id, content }, at) => {
    tell(id ?? String(at), ofBlock(state, composition, content, now));
  });
  return found;
}

function ofBlock(state: Reading, composition: LookedAt, content: BlockContent, now: number): Told[] {
  switch (content.kind) {
    case 'part':
      return ofPart(state, composition, content, now);
    case 'snippet':
      return ofSnippet(state, composition, content);
    case 'document':
      return ofDocument(state, composition, content.document);
    case 'text':
      return content.text.trim() === ''
        ? [{ level: 'left-out', message: 'A text block is empty and is left out.', hint: null }]
        : [];
    default:
      return [];
  }
}

function ofPart(
  state: Reading,
  composition: LookedAt,
  { part, of }: Extract<BlockContent, { kind: 'part' }>,
  now: number,
): Told[] {
  const ref = of ?? composition.about;
  if (!ref) return [refused('A block does not say what it is taken from.', 'Choose a source for it.')];
  const known = partsOfKinds[ref.kind];
  if (!known?.some(({ key }) => key === part)) {
    return [
      refused(
        `A ${ref.kind} has no part called “${part}”.`,
        known ? `It has ${known.map(({ key }) => key).join(', ')}.` : 'Documents of this kind are made in one piece.',
      ),
    ];
  }
  return of ? ofSource(state, composition, of, now) : [];
}

function ofSource(state: Reading, { disclosure, account }: LookedAt, ref: SourceRef, now: number): Told[] {
  const subject = findSubject(state, ref, now);
  if (!subject) return [refused('What a block is taken from is not there any more.', 'Take the block out.')];
  if (subject.account && account && subject.account !== account) {
    return [
      refused(
        `${subject.number} belongs to another customer, so nothing of it may stand in this document.`,
        'Take the block out.',
      ),
    ];
  }
  if (subject.inside && disclosure !== 'internal') {
    return [
      refused(
        `${subject.inside}, so nothing of it may go to ${whom[disclosure]}.`,
        'Take the block out, or make the document for the house only.',
      ),
    ];
  }
  if (subject.disclosure && !reaches(subject.disclosure, disclosure)) {
    return [
      refused(
        `${subject.number} may go to ${whom[subject.disclosure]} only, and the document is for ${whom[disclosure]}.`,
        'Narrow the document’s disclosure, or take the block out.',
      ),
    ];
  }
  if (subject.version === null && subject.entity !== 'defensibilityBrief') {
    return [refused(`${subject.number} has no frozen version yet.`, 'Documents are made of frozen versions.')];
  }
  return [];
}

function ofSnippet(
  state: Reading,
  { disclosure }: LookedAt,
  content: Extract<BlockContent, { kind: 'snippet' }>,
): Told[] {
  const version = findSnippetVersion(state, content.snippet, content.version);
  if (!version) return [refused(`${content.number} has no version ${content.version}.`, 'Take the block out.')];
  const told: Told[] = [];
  const { state: standing } = stateOfVersion(state, approveSnippet.name, content.snippet, version);
  if (standing !== 'approved' && disclosure !== 'internal') {
    told.push(
      refused(
        `${content.number}, version ${content.version}, is not approved, so it may not go to ${whom[disclosure]}.`,
        'Wait for its approval, or put an approved version in.',
      ),
    );
  }
  if (!reaches(version.disclosure, disclosure)) {
    told.push(
      refused(
        `${content.number} may go to ${whom[version.disclosure]} only, and the document is for ${whom[disclosure]}.`,
        'Narrow the document’s disclosure, or take the snippet out.',
      ),
    );
  }
  const newest = approvedSnippet(state, content.snippet);
  if (newest && newest.version > content.version) {
    told.push({
      level: 'outdated',
      message: `${content.number} has a newer approved version ${newest.version}; the document shows version ${content.version}.`,
      hint: 'Put the newer version in.',
    });
  }
  const language = state.where(Workspace, {})[0]?.locale.slice(0, 2);
  if (language && version.locale.slice(0, 2) !== language) {
    told.push({
      level: 'note',
      message: `${content.number} is written in ${version.locale}, and documents of this workspace are in ${language}.`,
      hint: null,
    });
  }
  return told;
}

function ofDocument(state: Reading, { disclosure, account }: LookedAt, id: string): Told[] {
  const row = state.get(DocumentRecord, id);
  if (!row) return [refused('A document of this binder is not there any more.', 'Take the block out.')];
  if (row.account && account && row.account !== account) {
    return [refused(`“${row.title}” was made for another customer.`, 'Take it out of the binder.')];
  }
  if (disclosure === 'internal') return [];
  if (row.disclosure === 'internal' || !row.file) {
    return [
      refused(`“${row.title}” is for the house only, and the binder is for ${whom[disclosure]}.`, 'Take it out.'),
    ];
  }
  if (!reaches(row.disclosure, disclosure)) {
    return [refused(`“${row.title}” may go to the customer only, and the binder is for anybody.`, 'Take it out.')];
  }
  if (!row.final) {
    return [refused(`“${row.title}” is not approved, so it may not leave the house.`, 'Make it again once it is.')];
  }
  return [];
}
