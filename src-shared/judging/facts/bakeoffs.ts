import {
  Bakeoff,
  BakeoffWaiver,
  BenchmarkRun,
  Contender,
  enoughRuns,
  missingFacts,
  ResultMapping,
  VerdictRecord,
} from '../../bakeoffs';
import { ProofdeskError } from '../../kernel/errors';
import { changeOf, changesOf, type FactRule, sameOf } from '../../kernel/judged';
import type { Known, Rows } from '../../kernel/reading';
import { newestFirst } from '../bakeoffs/mapping-versions';
import { standingOf } from '../bakeoffs/standing';

const isClosed = (known: Known, bakeoff: string): boolean => known.require(Bakeoff, bakeoff).status === 'closed';

const about = (id: string) => ({ entity: Bakeoff.name, id });

/** What is agreed on before the runs: rows, band, limits and conditions. */
const agreement = [
  'metrics',
  'band',
  'errorRateLimit',
  'oldAfterMonths',
  'discardSeconds',
  'runsWanted',
  'mustBeEqual',
  'mustBePresent',
] as const;

/** Runs that count and runs that were left out: leaving all out does not open the rows again. */
export function runsEver(rows: Pick<Rows, 'where'>, bakeoff: string): number {
  const left = rows
    .where(BenchmarkRun, { bakeoff, archived: true })
    .filter(({ excludedReason }) => excludedReason !== null);
  return rows.where(BenchmarkRun, { bakeoff }).length + left.length;
}

export const reviseBakeoffFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, Bakeoff, 'patch');
  const row = known.require(Bakeoff, id);
  return {
    resource: about(id),
    facts: {
      changesAgreement: agreement.some(
        (name) => fields[name] !== undefined && JSON.stringify(fields[name]) !== JSON.stringify(row[name]),
      ),
      runs: runsEver(known, id),
      closed: row.status === 'closed',
    },
  };
};

export const addContenderFacts: FactRule = (act, known) => {
  const bakeoff = String(changeOf(act, Contender, 'create').fields.bakeoff);
  return { resource: about(bakeoff), facts: { closed: isClosed(known, bakeoff) } };
};

export const reviseContenderFacts: FactRule = (act, known) => {
  const { bakeoff } = known.require(Contender, changeOf(act, Contender, 'patch').id);
  return { resource: about(bakeoff), facts: { closed: isClosed(known, bakeoff) } };
};

export const setBakeoffStatusFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, Bakeoff, 'patch');
  return { resource: about(id), facts: { reopens: isClosed(known, id) && fields.status === 'open' } };
};

export const archiveBakeoffFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Bakeoff, 'archive');
  return { resource: about(id), facts: { verdicts: known.where(VerdictRecord, { bakeoff: id }).length } };
};

export const importRunFacts: FactRule = (act, known) => {
  const runs = changesOf(act, BenchmarkRun, 'create');
  const bakeoff = sameOf(
    runs.map(({ fields }) => fields.bakeoff),
    'bakeoff',
  )!;
  return {
    resource: about(bakeoff),
    facts: {
      runs: runs.length,
      closed: isClosed(known, bakeoff),
      warnings: runs.reduce((sum, { fields }) => sum + (fields.warnings?.length ?? 0), 0),
    },
  };
};

/** Of changes to runs that are there: facts recorded, or a run left out. */
export const changedRunsFacts: FactRule = (act, known) => {
  const runs = changesOf(act, BenchmarkRun).map(({ id }) => known.require(BenchmarkRun, id));
  const bakeoff = sameOf(
    runs.map((run) => run.bakeoff),
    'bakeoff',
  );
  return { resource: about(bakeoff), facts: { closed: isClosed(known, bakeoff) } };
};

/** How much is accepted is what the gate finds, not what the acceptance says of it. */
export const waiveCheckFacts: FactRule = (act, known) => {
  const { bakeoff = '', check, severity } = changeOf(act, BakeoffWaiver, 'create').fields;
  const row = known.require(Bakeoff, bakeoff);
  const finding = standingOf(known, row).comparison.gate.findings.find((one) => one.check === check);
  for (const { id } of changesOf(act, BakeoffWaiver, 'archive')) {
    const lapsed = known.require(BakeoffWaiver, id);
    if (lapsed.check === check && lapsed.bakeoff === bakeoff) continue;
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'An acceptance makes room only for another of the same deviation.',
    });
  }
  return {
    resource: about(bakeoff),
    facts: { stop: (finding?.severity ?? severity) === 'stop', closed: row.status === 'closed' },
  };
};

export const withdrawWaiverFacts: FactRule = (act, known) => {
  const { bakeoff, by } = known.require(BakeoffWaiver, changeOf(act, BakeoffWaiver, 'archive').id);
  return { resource: about(bakeoff), facts: { own: by === act.actor.id } };
};

export const recordVerdictFacts: FactRule = (act, known) => {
  const bakeoff = String(changeOf(act, VerdictRecord, 'create').fields.bakeoff);
  const { compared, comparison } = standingOf(known, known.require(Bakeoff, bakeoff));
  const measured = comparison.rows
    .map(({ row }) => row)
    .filter(({ ours, theirs }) => ours.length > 0 && theirs.length > 0);
  return {
    resource: about(bakeoff),
    facts: {
      measured: measured.length,
      enoughRuns: measured.every(({ ours, theirs, family }) => enoughRuns(ours.length, theirs.length, family)),
      openStops: comparison.gate.open.length,
      unknownFacts: missingFacts(compared.map(({ metadata }) => metadata)).length,
    },
  };
};

export const saveMappingFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, ResultMapping, 'create');
  const [newest] = newestFirst(known.where(ResultMapping, { name: String(fields.name) }));
  return { resource: { entity: ResultMapping.name, id }, facts: { version: (newest?.version ?? 0) + 1 } };
};

export const archiveMappingFacts: FactRule = (act) => {
  const versions = changesOf(act, ResultMapping, 'archive');
  return {
    resource: { entity: ResultMapping.name, id: versions[0]?.id ?? '' },
    facts: { versions: versions.length },
  };
};
