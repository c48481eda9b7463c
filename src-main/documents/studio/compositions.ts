import { Account, Deal } from '../../../src-shared/deals';
import {
  approveComposition,
  type BlockView,
  Composition,
  type CompositionRow,
  CompositionVersion,
  type CompositionView,
  DocumentRecord,
  DocumentTemplate,
  documentLocales,
  isOwn,
  labelsOf,
  partsOfKinds,
  type SourceRef,
  type StudioKindView,
  standardBlocks,
  studioKinds,
} from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { Workspace } from '../../../src-shared/workspace';
import { readableFor } from '../../desk';
import type { Session } from '../../session';
import { personName } from '../../workspace';
import { stateOfVersion } from './approval-state';
import { choosableRows } from './choosable';
import { blocksOf, requireComposition } from './composition-rows';
import { findingsInState } from './findings';
import { approvedSnippet } from './snippet-rows';
import { builtFromSubject, findSubject } from './subjects';
import { labelOfSubject, stateOfComposition } from './version-state';

/** What the studio can make, with the standard blocks of each kind. */
export function listStudioKinds(): StudioKindView[] {
  return studioKinds.map(({ kind, label, aboutOne, blocks }) => ({
    ...{ kind, label, aboutOne, blocks: [...blocks] },
    parts: [...(partsOfKinds[kind] ?? [])],
    standard: standardBlocks(kind),
  }));
}

/** Compositions, the newest first. */
export function listCompositions(
  session: Session,
  {
    text,
    ...filter
  }: { deal?: string | undefined; kind?: CompositionRow['kind'] | undefined; text?: string | undefined },
): CompositionRow[] {
  const { reader } = session.desk.workspace();
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const wanted = text?.trim().toLowerCase();
  return reader
    .where(Composition, given)
    .filter(({ number, title }) => !wanted || `${number} ${title}`.toLowerCase().includes(wanted))
    .map((row) => rowOf(session, row))
    .reverse();
}

function rowOf(session: Session, given: RowOf<typeof Composition>): CompositionRow {
  const workspace = session.desk.workspace();
  const row = readableFor(session).see(Composition, given);
  const { id, number, kind, title, deal, disclosure, version, createdAt } = row;
  return {
    ...{ id, number, kind, title, deal, disclosure, version, createdAt },
    dealTitle: workspace.reader.get(Deal, deal)?.title ?? '',
    accountName: workspace.reader.get(Account, row.account)?.name ?? '',
    state: stateOfComposition(workspace.reader, row),
    ownerName: personName(workspace, row.owner),
  };
}

/** A composition with all that its screen shows. */
export function getComposition(session: Session, named: string): CompositionView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const row = requireComposition(reader, named);
  const blocks = blocksOf(reader, row.id);
  const now = session.desk.context.now();
  const findings = findingsInState(reader, row, blocks, now);
  const template = row.template ? reader.get(DocumentTemplate, row.template) : undefined;
  const settings = reader.where(Workspace, {})[0]!;
  const locale = documentLocales.find((one) => one === settings.locale) ?? 'en-GB';
  const customer = reader.get(Account, row.account)?.name ?? settings.company;
  const refs = [row.about, ...blocks.map(({ content }) => (content.kind === 'part' ? content.of : null))];
  const builtFrom = new Map(
    refs
      .flatMap((ref) => (ref ? (findSubject(reader, ref, now) ?? []) : []))
      .map((subject) => [`${subject.entity} ${subject.id} ${subject.version}`, builtFromSubject(subject, null)]),
  );
  return {
    ...rowOf(session, row),
    about: row.about,
    aboutLabel: row.about ? labelOfSubject(reader, row.about) : null,
    account: row.account,
    confidentiality: row.confidentiality,
    confidentialityLine: row.confidentiality || labelsOf(locale).disclosure(row.disclosure, customer),
    paper: row.paper,
    template: template ? { id: template.id, name: template.name } : null,
    blocks: blocks.map((block) => blockView(session, row, block)),
    findings,
    builtFrom: [...builtFrom.values()],
    versions: reader
      .where(CompositionVersion, { composition: row.id })
      .sort((a, b) => b.version - a.version)
      .map((version) => ({
        id: version.id,
        version: version.version,
        at: version.at,
        byName: personName(workspace, version.by),
        needs: version.needs,
        ...stateOfVersion(reader, approveComposition.name, row.id, version),
        receipt: workspace.receiptOf(CompositionVersion.name, version.id, 'composition.submit'),
      })),
    wouldNeed: wouldNeed(session, row, blocks),
    documents: reader
      .where(DocumentRecord, { composition: row.id })
      .map(({ id }) => id)
      .reverse(),
  };
}

/** Whose sign-offs handing it in as it stands would ask for. */
function wouldNeed(session: Session, row: RowOf<typeof Composition>, blocks: ReturnType<typeof blocksOf>): string[] {
  const workspace = session.desk.workspace();
  if (!session.actor) return [];
  const { id, roles } = workspace.actor(session.actor);
  return workspace.gate().decide({
    actor: { id, roles },
    command: approveComposition.name,
    resource: { entity: Composition.name, id: row.id },
    facts: { ownText: blocks.filter(isOwn).length, disclosure: row.disclosure, kind: row.kind },
    approvals: [],
  }).needs;
}

function blockView(
  session: Session,
  composition: RowOf<typeof Composition>,
  block: ReturnType<typeof blocksOf>[number],
): BlockView {
  const { reader } = session.desk.workspace();
  const { id, position, width, content } = block;
  const newest = content.kind === 'snippet' ? approvedSnippet(reader, content.snippet) : null;
  return {
    ...{ id, position, width, content },
    label: labelOfBlock(session, composition.about, content),
    rows: content.kind === 'part' ? choosableRows(reader, content.of ?? composition.about, content.part) : [],
    newer: content.kind === 'snippet' && newest && newest.version > content.version ? newest.version : null,
  };
}

function labelOfBlock(session: Session, about: SourceRef | null, content: BlockView['content']): string {
  const { reader } = session.desk.workspace();
  switch (content.kind) {
    case 'part': {
      const ref = content.of ?? about;
      const part = ref && partsOfKinds[ref.kind]?.find(({ key }) => key === content.part)?.label;
      const name = part ?? content.part;
      return content.of ? `${name} of ${labelOfSubject(reader, content.of)}` : name;
    }
    case 'heading':
      return `Heading: ${content.text}`;
    case 'text':
      return content.title ? `Text: ${content.title}` : 'Text';
    case 'snippet':
      return `${content.number}, version ${content.version}: ${content.title}`;
    case 'picture':
      return `Picture: ${content.alternative}`;
    case 'evidence':
      return 'What it was built from';
    case 'page-break':
      return 'New page';
    case 'document':
      return reader.get(DocumentRecord, content.document)?.title ?? 'A document that is not there any more';
    case 'attachment':
      return `Attachment: ${content.title || content.name}`;
  }
}
