import { filesNotHere } from '../../src-core/blobs/missing-file';
import {
  type Metric,
  rowPoints,
  type VerdictRow,
  VerdictRun,
  type VerdictTableInput,
  verdictSentence,
  workloadGroups,
} from '../../src-shared/bakeoffs';
import { computeVerdicts, type DocumentOrder, type ProofDeck, pointer } from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type BuiltMaterial, documentFrame } from '../documents';
import type { Session } from '../session';
import { personName } from '../workspace';
import { environmentOf, factsOf } from './deck-facts';
import { executionsOf, methodOf, reproduceOf } from './deck-method';
import { pageOf, runValues } from './deck-part';
import { topicMaterial } from './deck-topic';
import { requireBakeoff, requireVerdict, type VerdictRecordRow } from './find';

type Recomputations = ProofDeck['recomputations'];
export type FrozenRun = RowOf<typeof VerdictRun>;

/** A recorded verdict with its runs, for documents. */
export interface FrozenVerdict {
  verdict: VerdictRecordRow;
  runs: FrozenRun[];
  bakeoff: ReturnType<typeof requireBakeoff>;
  /** Hashes of the receipts that froze it and brought in its runs. */
  sources: string[];
  /** Names of the raw files as documents carry them, by run. */
  evidence: Map<string, { name: string; sha256: string }[]>;
  table: VerdictTableInput;
}

/** The frozen verdict of this id or number with everything a document shows of it. */
export function frozenVerdict(session: Session, named: string): FrozenVerdict {
  const workspace = session.desk.workspace();
  const verdict = requireVerdict(session, named);
  const runs = workspace.reader.where(VerdictRun, { verdict: verdict.id }).sort((a, b) => a.place - b.place);
  const receipt = workspace.receiptOf('verdict', verdict.id, 'verdict.record');
  const imports = runs.map(({ run }) => workspace.receiptOf('benchmarkRun', run, 'run.import'));
  return {
    verdict,
    runs,
    bakeoff: requireBakeoff(session, verdict.bakeoff),
    sources: [...new Set([receipt, ...imports].filter((hash): hash is string => hash !== null))],
    evidence: evidenceNames(runs),
    table: tableOf(verdict),
  };
}

/** The files' own names where each is there once, else with the run's place before them. */
function evidenceNames(runs: readonly FrozenRun[]): FrozenVerdict['evidence'] {
  const plain = (name: string): string =>
    name
      .split(/[\\/]/)
      .filter((part) => !/^\.*$/.test(part))
      .join('/') || 'file';
  const all = runs.flatMap(({ files }) => files.map(({ name }) => plain(name).toLowerCase()));
  const apart = new Set(all).size === all.length;
  return new Map(
    runs.map(({ run, place, files }) => [
      run,
      files.map(({ name, sha256 }) => ({
        name: apart ? plain(name) : `${String(place).padStart(3, '0')}-${plain(name)}`,
        sha256,
      })),
    ]),
  );
}

/** What the rules judged: the frozen values under the frozen bands. */
function tableOf({ rows, band }: VerdictRecordRow): VerdictTableInput {
  return {
    band,
    rows: rows.map(({ key, label, unit, better, scale, band: own, ours, theirs, notComparable }) => ({
      ...{ key, label, better, scale, band: own, ours, theirs },
      ...(unit !== null && { unit }),
      ...(notComparable.length > 0 && { notComparable }),
    })),
  };
}

/**
 * How each run-level value is read again from its raw file. `at` says where in the document a value stands: row by row, the values of
 * each side in the order of the runs.
 */
export function runRecomputations(
  { verdict, runs, evidence }: FrozenVerdict,
  at: (row: number, side: 'ours' | 'theirs', index: number) => string,
  /** Where the figure of the whole run stands beside, if it does. */
  whole: (run: number, metric: string) => string | null = () => null,
): Recomputations {
  const sides = runs.map(({ run: id, side, figures }) => ({ id, side, figures }));
  const points = verdict.metrics.map((metric) => rowPoints(sides, metric));
  const next = verdict.metrics.map(() => ({ ours: 0, theirs: 0 }));
  return runs.map((run, place) => {
    const wanted: { metric: Metric; repetition: number | undefined; at: string }[] = [];
    verdict.metrics.forEach((metric, row) => {
      for (const { run: of, used, repetition } of points[row]!) {
        if (of !== run.run || !used) continue;
        wanted.push({ metric, repetition, at: at(row, run.side, next[row]![run.side]) });
        next[row]![run.side] += 1;
      }
    });
    const beside = verdict.metrics.flatMap((metric) => {
      const pointed = whole(place, metric.id);
      return pointed === null ? [] : [{ metric, name: `${metric.id} of the run`, at: pointed }];
    });
    const figures = new Map(
      wanted.map(({ metric, repetition }) => [metric.id, { metric, single: repetition !== undefined }]),
    );
    return {
      kind: 'run',
      version: run.importer,
      input: {
        ...(verdict.discardSeconds > 0 && { discardSeconds: verdict.discardSeconds }),
        // Whoever has only the raw file must know how it was read.
        ...(run.mapping && {
          mapping: JSON.parse(JSON.stringify({ sha256: run.mapping.sha256, content: run.mapping.content })),
        }),
        figures: [
          ...[...figures.values()].map(({ metric, single }) => ({ metric, name: metric.id, single })),
          ...beside.map(({ metric, name }) => ({ metric, name, single: false })),
        ].map(({ metric: { series, metric, measure }, name, single }) => ({
          name,
          key: series,
          metric,
          statistic: statisticOf(measure, verdict, run, single),
        })),
      },
      evidence: evidence.get(run.run)!.map(({ name }) => name),
      figures: [
        ...wanted.map(({ metric, repetition, at: stands }) => ({
          name: repetition === undefined ? pointer(metric.id) : pointer(metric.id, repetition - 1),
          at: stands,
        })),
        ...beside.map(({ name, at: stands }) => ({ name: pointer(name), at: stands })),
      ],
    };
  });
}

/** How a figure is taken from a raw file again; `single`: of each complete execution in it. */
function statisticOf(
  measure: Metric['measure'],
  verdict: VerdictRecordRow,
  { side, metadata }: FrozenRun,
  single: boolean,
) {
  if (measure.kind === 'cost') return { ...measure, prices: verdict[side].prices, ...(single && { each: true }) };
  if (measure.kind === 'underFault') return { ...measure, faults: metadata.faults ?? [] };
  return single ? { kind: 'samples' } : measure;
}

/** The raw files of a verdict, out of the blobs. Throws `not-found` naming the file that is not on this device. */
export function rawFiles(session: Session, { evidence }: FrozenVerdict): { name: string; bytes: Uint8Array }[] {
  const { blobs } = session.desk.workspace();
  const files = [...evidence.values()].flat();
  const missing = files.filter(({ sha256 }) => !blobs.has(sha256));
  if (missing.length > 0) {
    throw filesNotHere(missing, {
      soWhat: 'so nobody could check the document',
      hint: 'Import the same file again, or build the document where it was imported.',
    });
  }
  return files.map(({ name, sha256 }) => ({ name, bytes: blobs.read(sha256) }));
}

/** Whether the competitor must not be named outside: marked when the verdict was recorded, or since. */
export const isInternalOnly = ({ verdict, bakeoff }: Pick<FrozenVerdict, 'verdict' | 'bakeoff'>): boolean =>
  verdict.competitorInternalOnly || bakeoff.competitorInternalOnly;

/** Why nothing may be made of a verdict; throws `check-failed` for open stops, `forbidden` for a competitor that must not be named. */
export function checkReleasable(frozen: FrozenVerdict, disclosure: 'internal' | 'nda' | 'public'): void {
  const { verdict } = frozen;
  const open = verdict.findings.filter(({ severity, waiver }) => severity === 'stop' && !waiver);
  if (open.length > 0 && disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `The sides are not comparable: ${open.map(({ sentence }) => sentence).join('; ')}.`,
      hint: 'Accept each deviation with a reason, or mend it; then record the verdict again.',
      details: { checks: open.map(({ check }) => check) },
    });
  }
  if (isInternalOnly(frozen) && disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'This competitor is marked for internal use only, so nothing about it may leave the house.',
      hint: 'Build it as an internal document.',
    });
  }
}

/** The proof deck of a recorded verdict: pages, raw files, and how each figure is computed again. */
export function proofDeckDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const frozen = frozenVerdict(session, order.subject);
  const { verdict, runs, bakeoff, sources, table } = frozen;
  const disclosure = order.disclosure ?? (isInternalOnly(frozen) ? 'internal' : 'nda');
  checkReleasable(frozen, disclosure);
  const { frame, brandFiles } = documentFrame(session, {
    number: bakeoff.number,
    version: verdict.version,
    title: bakeoff.title,
    account: bakeoff.account ?? '',
    preparedBy: verdict.by,
    approved: true,
    disclosure,
    ...(order.paper && { paper: order.paper }),
  });
  const page = pageOf(verdict, order.topic);
  const { topic, rows, metrics, shown } = page;
  const groups = workloadGroups(metrics);
  const { headline, rest, across } = computeVerdicts({ ...table, groups, shown });
  const of = (side: 'ours' | 'theirs') => runs.filter((run) => run.side === side).map(({ metadata }) => metadata);
  const [ours, theirs] = [of('ours'), of('theirs')];
  const { facts, places } = factsOf(rows, executionsOf(rows, ours.length, theirs.length));
  const rawBytes = runs.reduce((sum, { files }) => sum + files.reduce((all, { bytes }) => all + bytes, 0), 0);
  const ratios = rows.filter(({ scale }) => scale === 'ratio');
  const material = topicMaterial(session, frozen, page);
  return {
    about: {
      title: `${bakeoff.title}, ${topic === 'speed' ? '' : `${topic}, `}verdict ${verdict.version}`,
      deal: bakeoff.deal ?? '',
      account: bakeoff.account ?? '',
      entity: 'verdict',
      subject: verdict.id,
      version: verdict.version,
      final: true,
      disclosure,
      sources,
    },
    document: {
      brandFiles,
      evidence: rawFiles(session, frozen),
      data: {
        ...frame,
        kind: 'proof-deck',
        topic,
        bakeoff: bakeoff.number,
        contenders: { ours: contender(verdict.ours), theirs: contender(verdict.theirs) },
        headline,
        ...(rest && { lead: rest }),
        facts,
        rows: rows.map((row) => deckRow(row, metrics)),
        measured: true,
        // One axis has one scale: rates and other differences stand in the table.
        plotted: (ratios.length > 0 ? ratios : rows).slice(0, 40).map(({ key }) => key),
        ...material.data,
        method: methodOf({ verdict, runs, rows, metrics, across, topic: material.method }, ours, theirs),
        environment: environmentOf(ours, theirs, namedFindings(session, verdict)),
        waivers: namedFindings(session, verdict).flatMap(({ sentence, waiver }) =>
          waiver ? [{ check: sentence, reason: waiver.reason, person: waiver.by }] : [],
        ),
        reproduce: reproduceOf(ours, theirs),
        runs: runs.map(({ run, side, place, name, metadata, figures }) => ({
          side,
          name: name.slice(0, 400),
          order: place,
          ...(metadata.startedAt && { started: inUtc(metadata.startedAt) }),
          files: frozen.evidence.get(run)!.map(({ name: file, sha256 }) => ({ name: file, sha256 })),
          ...(topic !== 'speed' && { values: runValues(metrics, figures) }),
        })),
        // Beyond what a document carries inside, the logs are in the bundle beside it.
        ...(rawBytes > insideBytes && { bundle: bundleFileName(verdict.number) }),
        recomputations: [
          {
            kind: 'verdicts',
            version: verdict.rules,
            input: JSON.parse(
              JSON.stringify({ ...table, ...(across.length > 0 && { groups }), ...(shown && { shown }) }),
            ),
            figures: [
              { name: '/headline', at: '/headline' },
              ...(rest ? [{ name: '/rest', at: '/lead' }] : []),
              ...rows.flatMap((row, index) => rowPlaces(row, index)),
              ...places,
              // The first line of the method says what was done; these follow it.
              ...across.map((_, index) => ({ name: pointer('across', index), at: pointer('method', index + 1) })),
            ],
          },
          ...runRecomputations(
            frozen,
            (row, side, index) => pointer('recomputations', 0, 'input', 'rows', row, side, index),
            (run, metric) => {
              const at = topic === 'speed' ? -1 : metrics.findIndex(({ id }) => id === metric);
              const known = runs[run]!.figures.find((figure) => figure.metric === metric);
              return at < 0 || known?.value == null ? null : pointer('runs', run, 'values', at, 'value');
            },
          ),
          ...material.recomputations,
        ],
      },
    },
  };
}

/** Raw logs up to this size lie inside the document whatever they compress to. */
const insideBytes = 20 * 1024 * 1024;

/** The file name of the bundle that belongs to a verdict, as the bundle itself is named. */
const bundleFileName = (number: string): string =>
  `${number.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}-evidence.zip`;

const contender = ({ product, version }: { product: string; version: string }) => ({
  name: product,
  ...(version && { version }),
});

/** ISO with any zone as an instant in UTC. */
const inUtc = (zoned: string): string => `${new Date(Date.parse(zoned)).toISOString().slice(0, 19)}Z`;

function deckRow(row: VerdictRow, metrics: readonly Metric[]): ProofDeck['rows'][number] {
  const metric = metrics.find(({ id }) => id === row.key);
  return {
    key: row.key,
    metric: metric?.label ?? row.label,
    unit: row.unit ?? '',
    better: row.better,
    scale: row.scale,
    verdict: row.verdict,
    sentence: verdictSentence(row),
    estimate: row.estimate,
    low: row.lower,
    high: row.upper,
    band: row.band,
    pAdjusted: row.pHolm,
    runs: { ours: row.ours.length, theirs: row.theirs.length },
    medians: { ours: row.oursMedian, theirs: row.theirsMedian },
  };
}

function rowPlaces(row: VerdictRow, index: number): { name: string; at: string }[] {
  const from = (name: string) => pointer('rows', row.key, name);
  const to = (...steps: (string | number)[]) => pointer('rows', index, ...steps);
  return [
    { name: from('verdict'), at: to('verdict') },
    { name: from('sentence'), at: to('sentence') },
    { name: from('estimate'), at: to('estimate') },
    { name: from('lower'), at: to('low') },
    { name: from('upper'), at: to('high') },
    { name: from('band'), at: to('band') },
    { name: from('pHolm'), at: to('pAdjusted') },
    { name: from('oursMedian'), at: to('medians', 'ours') },
    { name: from('theirsMedian'), at: to('medians', 'theirs') },
  ];
}

/** Findings with the names of those who accepted them, as they are known at this moment. */
function namedFindings(session: Session, { findings }: VerdictRecordRow) {
  const workspace = session.desk.workspace();
  return findings.map((finding) => ({
    ...finding,
    ...(finding.waiver && {
      waiver: { ...finding.waiver, by: personName(workspace, finding.waiver.by) ?? 'a person who was erased' },
    }),
  }));
}
