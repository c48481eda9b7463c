import {
  Bakeoff,
  judge,
  type Metric,
  missingFacts,
  VerdictRecord,
  type VerdictRow,
  VerdictRun,
  verdictHeadline,
  verdictRulesVersion,
} from '../../bakeoffs';
import { changeOf, changesOf } from '../../kernel/judged';
import { standingOf } from '../bakeoffs/standing';
import { FaultsOf, type FrozenRule } from '../frozen-fault';

/** The rows judged again from their copied values and the agreed bands. */
function judgedAgain(rows: readonly VerdictRow[], metrics: readonly Metric[], band: number): VerdictRow[] {
  return judge({
    band,
    rows: rows.map(({ key, label, unit, better, ours, theirs, notComparable }) => {
      const metric = metrics.find(({ id }) => id === key);
      return {
        ...{ key, label, better, ours, theirs },
        ...(unit !== null && { unit }),
        ...(metric?.scale && { scale: metric.scale }),
        ...(metric?.band !== undefined && { band: metric.band }),
        ...(notComparable.length > 0 && { notComparable }),
      };
    }),
  });
}

/**
 * A recorded verdict: its rows are judged again from the copied values, and everything that it copies is held against the bakeoff, its
 * contenders, its runs and what the gate finds of them now.
 */
export const recordVerdictFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, VerdictRecord, 'create');
  const found = new FaultsOf(VerdictRecord.name, id, 'verdict');
  const bakeoff = known.require(Bakeoff, String(fields.bakeoff));
  // Asked before anything is computed: a reading begins anew with each answer.
  const version = known.where(VerdictRecord, { bakeoff: bakeoff.id }).length + 1;
  const { contenders, runs, compared, waivers, comparison } = standingOf(known, bakeoff);
  if (found.rules(fields.rules, verdictRulesVersion)) {
    const rows = judgedAgain(fields.rows ?? [], fields.metrics ?? [], fields.band ?? 0);
    const { headline, rest } = verdictHeadline(rows);
    found.follows('rows', fields.rows, rows);
    found.follows('headline', fields.headline, headline);
    found.follows('rest', fields.rest, rest);
  }

  const side = (wanted: 'ours' | 'theirs') => {
    const one = contenders.find((contender) => contender.side === wanted);
    return one && { product: one.product, version: one.version, configuration: one.configuration, prices: one.prices };
  };
  const acceptance = new Map(waivers.map((waiver) => [waiver.check, waiver]));
  found.copies('version', fields.version, version);
  found.copies('number', fields.number, `${bakeoff.number}/${version}`);
  found.copies('ours', fields.ours, side('ours'));
  found.copies('theirs', fields.theirs, side('theirs'));
  for (const name of [
    'question',
    'metrics',
    'band',
    'errorRateLimit',
    'oldAfterMonths',
    'discardSeconds',
    'runsWanted',
    'mustBeEqual',
    'mustBePresent',
    'competitorInternalOnly',
  ] as const) {
    found.copies(name, fields[name], bakeoff[name]);
  }
  found.copies(
    'rows',
    fields.rows,
    comparison.rows.map(({ row }) => row),
  );
  found.copies(
    'findings',
    fields.findings,
    comparison.gate.findings.map(({ check, severity, sentence, waiver }) => {
      const accepted = waiver && acceptance.get(check);
      return {
        ...{ check, severity, sentence },
        ...(accepted && { waiver: { reason: accepted.reason, by: accepted.by, at: accepted.at } }),
      };
    }),
  );
  found.copies('unknown', fields.unknown, missingFacts(compared.map(({ metadata }) => metadata)));
  found.copies('importers', fields.importers, [...new Set(runs.map(({ importer }) => importer))].sort());
  const copied = changesOf(act, VerdictRun, 'create').map((change) => change.fields);
  found.copies(
    'runs',
    [...copied].sort((a, b) => (a.place ?? 0) - (b.place ?? 0)),
    runs.map((run, index) => ({
      ...{ verdict: id, run: run.id, side: compared[index]!.side, place: index + 1, name: run.name, files: run.files },
      ...{ format: run.format, importer: run.importer, mapping: run.mapping, figures: run.figures },
      ...{ metadata: run.metadata, operator: run.operator },
    })),
  );
  return found.faults;
};
