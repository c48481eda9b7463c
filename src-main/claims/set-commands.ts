import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import {
  Archetype,
  archetypeTemplates,
  archiveArchetype,
  archiveClaimSet,
  ClaimSet,
  ClaimSetVersion,
  type ClaimText,
  correctClaimSet,
  correctedClaim,
  editClaimSet,
  importClaimSet,
  saveArchetype,
  splitClaimSet,
} from '../../src-shared/claims';
import { archiveArchetypeFacts, archiveClaimSetFacts } from '../../src-shared/judging/facts/claims';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Workspace } from '../../src-shared/workspace';
import { requireSet, setVersion } from './draft-rows';

/** A version has to fit into one part of one receipt, with room for the rest. */
const MOST_BYTES = 200 * 1024;

/** The next number of a series that a house may call otherwise: `CS` of sets, `CC` of charts, `CB` of briefs. */
export function seriesOf(state: Pick<PlanState, 'where'>, key: string, usual: string): string {
  return state.where(Workspace, {})[0]?.numbering[key] ?? usual;
}

function fitting(claims: ClaimText[]): ClaimText[] {
  if (claims.length === 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'There is no claim in this text.',
      where: { field: 'text' },
      hint: 'Paste the claims with their numbers, such as “1. A method comprising: …”.',
    });
  }
  const bytes = Buffer.byteLength(JSON.stringify(claims));
  if (claims.length > 500 || bytes > MOST_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `These ${claims.length} claims are too much for one set (${Math.ceil(bytes / 1024)} KiB with what was found in them).`,
      where: { field: 'text' },
      hint: `Import them as several sets; one holds up to 500 claims and ${MOST_BYTES / 1024} KiB.`,
    });
  }
  return claims;
}

export const setCommands = [
  implementCommand(importClaimSet, ({ set: named, title, kind, reference, text, source, note }, state, tools) => {
    const { claims, left } = splitClaimSet(text);
    fitting(claims);
    const present = named === undefined ? null : requireSet(state, named);
    if (!present && (title === undefined || kind === undefined)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `A new set needs a ${title === undefined ? 'title' : 'kind'}.`,
        where: { field: title === undefined ? 'title' : 'kind' },
        hint: 'Say what it is called and whether it is a patent of our own, a pending application or what a product claims.',
      });
    }
    const id = present?.id ?? tools.newId();
    const version = (present?.version ?? 0) + 1;
    const number = present?.number ?? tools.number(seriesOf(state, 'claimSet', 'CS'));
    return {
      changes: [
        present
          ? patch(ClaimSet, id, { version, title, kind, reference }, { version: present.version })
          : create(ClaimSet, id, {
              number,
              title: title!,
              kind: kind!,
              reference: reference ?? '',
              owner: tools.actor.id,
              version,
              created: tools.now,
            }),
        create(ClaimSetVersion, tools.newId(), {
          set: id,
          version,
          claims,
          source: source ?? null,
          how: 'imported',
          note: note ?? '',
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'claimSet', id },
      result: {
        id,
        number,
        version,
        claims: claims.length,
        whole: claims.filter(({ split }) => !split).map((claim) => claim.number),
        left,
      },
    };
  }),
  implementCommand(correctClaimSet, ({ set: named, version, claims, remove = [], note }, state, tools) => {
    const set = requireSet(state, named);
    if (version !== set.version) {
      throw new ProofdeskError({
        code: 'stale',
        message: `${set.number} has version ${set.version} by now; you looked at version ${version}.`,
        hint: 'Look at the newest version and correct that.',
      });
    }
    const before = setVersion(state, set);
    const gone = new Set(remove);
    const kept = new Map(before.claims.filter(({ number }) => !gone.has(number)).map((claim) => [claim.number, claim]));
    const texts = new Map([...kept.values(), ...claims].map(({ number, text }) => [number, text]));
    for (const claim of claims) kept.set(claim.number, correctedClaim(claim, texts));
    const next = fitting([...kept.values()].sort((a, b) => a.number - b.number));
    const id = tools.newId();
    return {
      changes: [
        patch(ClaimSet, set.id, { version: version + 1 }, { version }),
        create(ClaimSetVersion, id, {
          set: set.id,
          version: version + 1,
          claims: next,
          source: before.source,
          how: 'corrected',
          note: note ?? '',
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'claimSet', id: set.id },
      result: { version: version + 1, versionId: id },
    };
  }),
  implementCommand(editClaimSet, ({ set: named, ...fields }, state) => {
    const { id } = requireSet(state, named);
    return { changes: [patch(ClaimSet, id, fields)], resource: { entity: 'claimSet', id }, result: { id } };
  }),
  implementCommand(archiveClaimSet, ({ set: named }, state, tools) => {
    const { id } = requireSet(state, named);
    return { ...judgedBy(archiveClaimSetFacts, tools, [archive(ClaimSet, id)]), result: { id } };
  }),
  implementCommand(saveArchetype, ({ archetype, template, ...fields }, state, tools) => {
    const shipped = template === undefined ? null : archetypeTemplates.find((one) => one.template === template);
    if (shipped === undefined) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `There is no shipped archetype ${template}.`,
        hint: `There are ${archetypeTemplates.map((one) => one.template).join(', ')}.`,
      });
    }
    if (archetype !== undefined) {
      state.require(Archetype, archetype);
      return {
        changes: [patch(Archetype, archetype, fields)],
        resource: { entity: 'archetype', id: archetype },
        result: { id: archetype },
      };
    }
    const title = fields.title ?? shipped?.title;
    if (title === undefined) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'An archetype needs a title.',
        where: { field: 'title' },
        hint: 'Name the class of product, not a company.',
      });
    }
    const id = tools.newId();
    return {
      changes: [
        create(Archetype, id, {
          title,
          description: fields.description ?? shipped?.description ?? '',
          traits: fields.traits ?? [...(shipped?.traits ?? [])],
          template: shipped?.template ?? null,
        }),
      ],
      resource: { entity: 'archetype', id },
      result: { id },
    };
  }),
  implementCommand(archiveArchetype, ({ archetype }, state, tools) => {
    state.require(Archetype, archetype);
    return { ...judgedBy(archiveArchetypeFacts, tools, [archive(Archetype, archetype)]), result: { id: archetype } };
  }),
];
