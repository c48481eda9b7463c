import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import {
  Bakeoff,
  BenchmarkRun,
  Contender,
  confirmationsNeeded,
  describeRun,
  excludeRun,
  type ImportedRun,
  importRun,
  refusal,
  withFacts,
} from '../../src-shared/bakeoffs';
import { changedRunsFacts, importRunFacts } from '../../src-shared/judging/facts/bakeoffs';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';

/** The run of a bakeoff that a file was imported as; left-out runs do not count. */
export function runOfDigest(
  state: Pick<PlanState, 'where'>,
  bakeoff: string,
): Map<string, { run: string; name: string }> {
  const runs = state.where(BenchmarkRun, { bakeoff });
  return new Map(
    runs.flatMap(({ id, name, files }) => files.map(({ sha256 }) => [sha256, { run: id, name }] as const)),
  );
}

export const runCommands = [
  implementCommand(importRun, ({ bakeoff, runs }, state, tools) => {
    state.require(Bakeoff, bakeoff);
    const contenders = new Set(state.where(Contender, { bakeoff }).map(({ id }) => id));
    const present = runOfDigest(state, bakeoff);
    const changes = runs.map((run) => {
      checkRun(run, contenders, present);
      const id = tools.newId();
      const [first] = run.files;
      for (const { sha256 } of run.files) present.set(sha256, { run: id, name: first!.name });
      return create(BenchmarkRun, id, {
        ...run,
        bakeoff,
        name: first!.name,
        operator: knownPerson(state, run.operator),
        importedBy: tools.actor.id,
        importedAt: tools.now,
      });
    });
    return { ...judgedBy(importRunFacts, tools, changes), result: { runs: changes.map(({ id }) => id) } };
  }),
  implementCommand(describeRun, ({ runs, facts, contender, ranBy }, state, tools) => {
    const rows = runs.map((id) => state.require(BenchmarkRun, id));
    const bakeoff = rows[0]!.bakeoff;
    if (rows.some((row) => row.bakeoff !== bakeoff)) {
      throw new ProofdeskError({ code: 'bad-input', message: 'The runs belong to different bakeoffs.' });
    }
    if (contender !== undefined) requireContender(state, bakeoff, contender);
    const writes = Object.values(facts).some((value) => value !== undefined);
    return {
      ...judgedBy(
        changedRunsFacts,
        tools,
        rows.map(({ id, metadata }) =>
          patch(BenchmarkRun, id, {
            ...(writes && { metadata: withFacts(metadata, facts) }),
            ...(contender !== undefined && { contender }),
            ...(ranBy !== undefined && whoRan(state, ranBy)),
          }),
        ),
      ),
      result: { runs },
    };
  }),
  implementCommand(excludeRun, ({ run, because }, state, tools) => {
    state.require(BenchmarkRun, run);
    return {
      ...judgedBy(changedRunsFacts, tools, [
        patch(BenchmarkRun, run, { excludedReason: because }),
        archive(BenchmarkRun, run),
      ]),
      result: { id: run },
    };
  }),
];

/** What a run must be to be stored; says which file and why not. */
function checkRun(
  run: ImportedRun,
  contenders: ReadonlySet<string>,
  present: ReadonlyMap<string, { run: string; name: string }>,
): void {
  const file = run.files[0]!.name;
  const refused = refusal(run.parse);
  if (refused) throw new ProofdeskError({ code: 'bad-input', message: refused, where: { file } });
  if (!contenders.has(run.contender)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `It is not said which contender ${file} is a run of.`,
      where: { file, field: 'contender' },
      hint: 'Choose a contender of this bakeoff for each file.',
    });
  }
  for (const { sha256, name } of run.files) {
    const former = present.get(sha256);
    if (!former) continue;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is in this bakeoff already: the same bytes were imported as ${former.name}.`,
      where: { file: name },
      hint: 'A run counts once. Leave the file out.',
      details: { run: former.run, sha256 },
    });
  }
  const missing = confirmationsNeeded(run.parse, run.warnings).filter(({ code }) => !run.confirmed.includes(code));
  if (missing.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${file} was read with warnings that nobody confirmed: ${missing.flatMap(({ messages }) => messages).join(' ')}`,
      where: { file, ...run.warnings.find(({ code }) => code === missing[0]!.code)?.where },
      hint: `Confirm by name: ${missing.map(({ code }) => code).join(', ')}.`,
      details: { unconfirmed: missing.map(({ code }) => code) },
    });
  }
}

function requireContender(state: PlanState, bakeoff: string, contender: string): void {
  if (state.require(Contender, contender).bakeoff === bakeoff) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'This contender belongs to another bakeoff.',
    where: { field: 'contender' },
  });
}

/** Somebody of the workspace is kept as that person, anybody else by name. */
function whoRan(state: PlanState, name: string | null): { operator: string | null; ranBy: string | null } {
  const operator = state.where(Person, {}).find((person) => name !== null && person.name === name)?.id ?? null;
  return { operator, ranBy: operator ? null : name || null };
}

function knownPerson(state: PlanState, person: string | null): string | null {
  if (person !== null) state.require(Person, person);
  return person;
}
