import {
  type MappingChoice,
  type MappingRow,
  type MappingView,
  ResultMapping,
  type RunMapping,
} from '../../src-shared/bakeoffs';
import { type MappingRecord, newestFirst } from '../../src-shared/judging/bakeoffs/mapping-versions';
import type { Session } from '../session';
import { personName } from '../workspace';
import type { FileHead } from './mapped/fits';
import { mappingFits } from './mapped/fits';
import { mappingDigest } from './mapped/mapped-run';
import { linePatterns } from './mapped/patterns';
import { versionsOf } from './mapping-commands';

/** The newest version of every mapping that is not archived, by name. */
function newestMappings(session: Session): MappingRecord[] {
  const byMapping = new Map<string, MappingRecord[]>();
  for (const row of session.desk.workspace().reader.where(ResultMapping, {})) {
    byMapping.set(row.mapping, [...(byMapping.get(row.mapping) ?? []), row]);
  }
  return [...byMapping.values()]
    .map((versions) => newestFirst(versions)[0]!)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Saved mappings, by name. */
export function listMappings(session: Session): MappingRow[] {
  return newestMappings(session).map((row) => mappingRow(session, row));
}

/** A mapping by its name or id with all its versions. Throws `not-found`. */
export function getMapping(session: Session, named: string): MappingView {
  const workspace = session.desk.workspace();
  const versions = versionsOf(workspace.reader, named);
  return {
    ...mappingRow(session, versions[0]!),
    content: versions[0]!.content,
    versions: versions.map(({ id, version, sha256, by, at }) => ({
      ...{ id, version, sha256, at },
      byName: personName(workspace, by),
      receipt: workspace.receiptOf(ResultMapping.name, id, 'mapping.save'),
    })),
  };
}

function mappingRow(
  session: Session,
  { mapping, name, kind, content, version, sha256, by, at }: MappingRecord,
): MappingRow {
  const byName = personName(session.desk.workspace(), by);
  return { id: mapping, name, kind, tool: content.tool, version, sha256, byName, at };
}

/** The mapping that was chosen for reading, as a run keeps it. Throws `not-found`, or `bad-input` for patterns that cannot be used. */
export function chosenMapping(session: Session, choice: MappingChoice): RunMapping {
  if ('saved' in choice) return runMapping(versionsOf(session.desk.workspace().reader, choice.saved)[0]!);
  const { name, content } = choice;
  if (content.kind === 'text') linePatterns(content);
  const sha256 = mappingDigest(content);
  const known = newestMappings(session).find((row) => row.name === name && row.sha256 === sha256);
  return known ? runMapping(known) : { name, saved: null, sha256, content };
}

function runMapping({ mapping, version, name, sha256, content }: MappingRecord): RunMapping {
  return { name, saved: { mapping, version }, sha256, content };
}

/** Saved mappings that were made for files such as this. */
export function fittingMappings(session: Session, head: FileHead): { id: string; name: string }[] {
  return newestMappings(session)
    .filter(({ content }) => mappingFits(content, head))
    .map(({ mapping, name }) => ({ id: mapping, name }));
}
