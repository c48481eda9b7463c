import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import {
  Bakeoff,
  missingFacts,
  recordVerdict,
  VerdictRecord,
  VerdictRun,
  verdictRulesVersion,
} from '../../src-shared/bakeoffs';
import { recordVerdictFacts } from '../../src-shared/judging/facts/bakeoffs';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { standingOf } from './standing';

/** Freezes what the runs say: the judged rows, with copies of the run-level values, the facts and everything that was accepted. */
export const verdictCommand = implementCommand(recordVerdict, ({ bakeoff: id }, state, tools) => {
  const row = state.require(Bakeoff, id);
  const { contenders, runs, compared, waivers, comparison } = standingOf(state, row);
  const contender = (side: 'ours' | 'theirs') => {
    const found = contenders.find((one) => one.side === side);
    if (!found) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `There is no contender on ${side === 'ours' ? 'our' : 'their'} side.`,
        hint: 'Name it first.',
      });
    }
    const { product, version, configuration, prices } = found;
    return { product, version, configuration, prices };
  };
  const version = state.where(VerdictRecord, { bakeoff: id }).length + 1;
  const verdict = tools.newId();
  const number = `${row.number}/${version}`;
  const judged = comparison.rows.map((compared_) => compared_.row);
  const unknown = missingFacts(compared.map(({ metadata }) => metadata));
  const acceptance = new Map(waivers.map((waiver) => [waiver.check, waiver]));
  const { headline, rest } = comparison;
  return {
    ...judgedBy(recordVerdictFacts, tools, [
      create(VerdictRecord, verdict, {
        bakeoff: id,
        version,
        number,
        headline,
        rest,
        question: row.question,
        ours: contender('ours'),
        theirs: contender('theirs'),
        metrics: row.metrics,
        band: row.band,
        errorRateLimit: row.errorRateLimit,
        oldAfterMonths: row.oldAfterMonths,
        discardSeconds: row.discardSeconds,
        runsWanted: row.runsWanted,
        mustBeEqual: row.mustBeEqual,
        mustBePresent: row.mustBePresent,
        competitorInternalOnly: row.competitorInternalOnly,
        rows: judged,
        findings: comparison.gate.findings.map(({ check, severity, sentence, waiver }) => {
          const accepted = waiver && acceptance.get(check);
          return {
            check,
            severity,
            sentence,
            ...(accepted && { waiver: { reason: accepted.reason, by: accepted.by, at: accepted.at } }),
          };
        }),
        unknown,
        rules: verdictRulesVersion,
        importers: [...new Set(runs.map(({ importer }) => importer))].sort(),
        by: tools.actor.id,
        at: tools.now,
      }),
      ...runs.map((run, index) =>
        create(VerdictRun, tools.newId(), {
          verdict,
          run: run.id,
          side: compared[index]!.side,
          place: index + 1,
          name: run.name,
          files: run.files,
          format: run.format,
          importer: run.importer,
          mapping: run.mapping,
          figures: run.figures,
          metadata: run.metadata,
          operator: run.operator,
        }),
      ),
    ]),
    result: { id: verdict, number, headline },
  };
});
