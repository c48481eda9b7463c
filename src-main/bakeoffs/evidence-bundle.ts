import { workloadGroups } from '../../src-shared/bakeoffs';
import { computeVerdicts, type DocumentOrder, pointer } from '../../src-shared/documents';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { checkReleasable, frozenVerdict, isInternalOnly, rawFiles, runRecomputations } from './deck';
import { isoOf } from './standing';

/** The evidence bundle of a recorded verdict: raw files, recorded facts, run-level figures, verdicts, and how each is computed. */
export function evidenceBundle(session: Session, order: DocumentOrder): BuiltMaterial {
  const frozen = frozenVerdict(session, order.subject);
  const { verdict, runs, bakeoff, sources, table, evidence } = frozen;
  const disclosure = order.disclosure ?? (isInternalOnly(frozen) ? 'internal' : 'nda');
  checkReleasable(frozen, disclosure);
  const groups = workloadGroups(verdict.metrics);
  const { headline, rest, rows, across } = computeVerdicts({ ...table, groups });
  const values = Object.fromEntries(verdict.rows.map(({ key, ours, theirs }) => [key, { ours, theirs }]));
  const places = [
    'verdict',
    'sentence',
    'estimate',
    'lower',
    'upper',
    'p',
    'pHolm',
    'equivalenceP',
    'oursMedian',
    'theirsMedian',
  ];
  return {
    about: {
      title: `Evidence of ${bakeoff.title}, verdict ${verdict.version}`,
      deal: bakeoff.deal ?? '',
      account: bakeoff.account ?? '',
      entity: 'verdict',
      subject: verdict.id,
      version: verdict.version,
      final: true,
      disclosure,
      sources,
    },
    bundle: {
      raw: rawFiles(session, frozen),
      content: {
        format: 1,
        number: verdict.number,
        title: bakeoff.title,
        created: isoOf(session.desk.context.now()),
        metadata: plainJson({
          // Said inside, because a bundle has no page whose foot could say it.
          ...(disclosure === 'internal' && { disclosure: 'Internal, not to be passed on' }),
          question: verdict.question,
          contenders: { ours: verdict.ours, theirs: verdict.theirs },
          runs: runs.map(({ run, side, place, name, format, importer, mapping, metadata }) => ({
            ...{ side, place, name, format, importer },
            ...(mapping && { mapping: { name: mapping.name, sha256: mapping.sha256 } }),
            files: evidence.get(run)!,
            facts: metadata,
          })),
          unknown: verdict.unknown,
        }),
        figures: plainJson(values),
        analysis: plainJson({
          rules: verdict.rules,
          band: verdict.band,
          discardSeconds: verdict.discardSeconds,
          runsWanted: verdict.runsWanted,
          mustBeEqual: verdict.mustBeEqual,
          mustBePresent: verdict.mustBePresent,
          metrics: verdict.metrics,
          findings: verdict.findings.map(({ waiver, ...finding }) => ({
            ...finding,
            ...(waiver && { accepted: waiver.reason }),
          })),
          headline,
          rest,
          ...(across.length > 0 && { across }),
          rows,
        }),
        recomputations: [
          ...runRecomputations(frozen, (row, side, index) => pointer('figures', verdict.rows[row]!.key, side, index)),
          {
            kind: 'verdicts',
            version: verdict.rules,
            input: plainJson({ ...table, ...(across.length > 0 && { groups }) }),
            figures: [
              { name: '/headline', at: '/analysis/headline' },
              { name: '/rest', at: '/analysis/rest' },
              ...across.map((_, index) => ({
                name: pointer('across', index),
                at: pointer('analysis', 'across', index),
              })),
              ...verdict.rows.flatMap(({ key }) => [
                ...places.map((name) => ({
                  name: pointer('rows', key, name),
                  at: pointer('analysis', 'rows', key, name),
                })),
                ...(['ours', 'theirs'] as const).flatMap((side) =>
                  values[key]![side].map((_, index) => ({
                    name: pointer('rows', key, side, index),
                    at: pointer('figures', key, side, index),
                  })),
                ),
              ]),
            ],
          },
        ],
      },
    },
  };
}

/** As JSON carries it: without what is undefined. */
function plainJson(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}
