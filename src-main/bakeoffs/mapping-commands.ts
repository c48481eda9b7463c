import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import { archiveMapping, ResultMapping, saveMapping } from '../../src-shared/bakeoffs';
import { archiveMappingFacts, saveMappingFacts } from '../../src-shared/judging/facts/bakeoffs';
import { archive, create } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { mappingDigest } from './mapped/mapped-run';
import { linePatterns } from './mapped/patterns';

export type MappingRecord = RowOf<typeof ResultMapping>;

/** The versions of a mapping by its name or id, the newest first. Throws `not-found` where there is none. */
export function versionsOf(state: Pick<PlanState, 'where'>, named: string): MappingRecord[] {
  const byId = state.where(ResultMapping, { mapping: named });
  const found = byId.length > 0 ? byId : state.where(ResultMapping, { name: named });
  if (found.length === 0) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no mapping called “${named}”.`,
      hint: 'proofdesk mapping list shows those that there are.',
    });
  }
  return newestFirst(found);
}

/** Two people without a network may both have made a version 3: the later one is the newest. */
export function newestFirst(versions: readonly MappingRecord[]): MappingRecord[] {
  return [...versions].sort((a, b) => b.version - a.version || b.at - a.at || (a.id < b.id ? -1 : 1));
}

export const mappingCommands = [
  implementCommand(saveMapping, ({ name, content }, state, tools) => {
    if (content.kind === 'text') linePatterns(content);
    const [newest] = newestFirst(state.where(ResultMapping, { name }));
    const sha256 = mappingDigest(content);
    if (newest?.sha256 === sha256) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `“${name}” says this already, as version ${newest.version}.`,
        hint: 'There is nothing to save.',
      });
    }
    const id = tools.newId();
    const mapping = newest?.mapping ?? id;
    const version = (newest?.version ?? 0) + 1;
    return {
      ...judgedBy(saveMappingFacts, tools, [
        create(ResultMapping, id, {
          ...{ mapping, name, version, kind: content.kind, content, sha256 },
          by: tools.actor.id,
          at: tools.now,
        }),
      ]),
      result: { id, mapping, version, sha256 },
    };
  }),
  implementCommand(archiveMapping, ({ mapping: named }, state, tools) => {
    const versions = versionsOf(state, named);
    return {
      ...judgedBy(
        archiveMappingFacts,
        tools,
        versions.map(({ id }) => archive(ResultMapping, id)),
      ),
      result: { mapping: versions[0]!.mapping, versions: versions.length },
    };
  }),
];
