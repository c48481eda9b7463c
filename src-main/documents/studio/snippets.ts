import {
  approveSnippet,
  Composition,
  CompositionBlock,
  type DocumentSnippetView,
  Snippet,
  type SnippetRow,
  SnippetVersion,
} from '../../../src-shared/documents';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import type { RowOf } from '../../../src-shared/kernel/entity';
import type { Session } from '../../session';
import { personName } from '../../workspace';
import { stateOfVersion } from './approval-state';
import { reaches } from './findings';
import { approvedSnippet, requireSnippet } from './snippet-rows';
import { stateOfSnippet } from './version-state';

type Uses = Map<string, { block: RowOf<typeof CompositionBlock>; version: number }[]>;

/** Snippets, by number. */
export function listSnippets(
  session: Session,
  {
    text,
    locale,
    usableFor,
  }: { text?: string | undefined; locale?: string | undefined; usableFor?: Disclosure | undefined },
): SnippetRow[] {
  const { reader } = session.desk.workspace();
  const wanted = text?.trim().toLowerCase();
  const uses = usesOf(session);
  return reader
    .where(Snippet, {})
    .filter((row) => !locale || row.locale.slice(0, 2) === locale.slice(0, 2))
    .filter((row) => !wanted || `${row.number} ${row.title} ${row.text}`.toLowerCase().includes(wanted))
    .flatMap((row) => {
      const approved = approvedSnippet(reader, row.id);
      if (usableFor && (!approved || !reaches(approved.disclosure, usableFor))) return [];
      return [rowOf(session, row, approved?.version ?? null, uses)];
    });
}

function rowOf(session: Session, row: RowOf<typeof Snippet>, approved: number | null, uses: Uses): SnippetRow {
  const { id, number, title, locale, disclosure } = row;
  return {
    ...{ id, number, title, locale, disclosure, approved },
    state: stateOfSnippet(session.desk.workspace().reader, row),
    uses: new Set(uses.get(id)?.map(({ block }) => block.composition)).size,
  };
}

/** Blocks that show each snippet. */
function usesOf(session: Session): Uses {
  const uses: Uses = new Map();
  for (const block of session.desk.workspace().reader.where(CompositionBlock, {})) {
    if (block.content.kind !== 'snippet') continue;
    const { snippet, version } = block.content;
    uses.set(snippet, [...(uses.get(snippet) ?? []), { block, version }]);
  }
  return uses;
}

/** A snippet with its versions and where it is used. */
export function getSnippet(session: Session, named: string): DocumentSnippetView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const row = requireSnippet(reader, named);
  const approved = approvedSnippet(reader, row.id)?.version ?? null;
  const uses = usesOf(session);
  const person = session.actor ? workspace.actor(session.actor) : null;
  return {
    ...rowOf(session, row, approved, uses),
    text: row.text,
    wouldNeed: person
      ? workspace.gate().decide({
          actor: { id: person.id, roles: person.roles },
          command: approveSnippet.name,
          resource: { entity: Snippet.name, id: row.id },
          facts: { disclosure: row.disclosure },
          approvals: [],
        }).needs
      : [],
    versions: reader
      .where(SnippetVersion, { snippet: row.id })
      .sort((a, b) => b.version - a.version)
      .map((version) => ({
        id: version.id,
        version: version.version,
        title: version.title,
        text: version.text,
        locale: version.locale,
        disclosure: version.disclosure,
        at: version.at,
        byName: personName(workspace, version.by),
        ...stateOfVersion(reader, approveSnippet.name, row.id, version),
        receipt: workspace.receiptOf(SnippetVersion.name, version.id, 'snippet.submit'),
      })),
    usedIn: (uses.get(row.id) ?? []).flatMap(({ block, version }) => {
      const composition = reader.get(Composition, block.composition);
      if (!composition || composition.archived) return [];
      const { id, number, title } = composition;
      return [{ composition: id, number, title, version, newer: approved !== null && approved > version }];
    }),
  };
}
