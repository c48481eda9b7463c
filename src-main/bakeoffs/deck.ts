import {
  type Metric,
  measureName,
  orderOfRuns,
  type RunMetadata,
  rowPoints,
  shortDigest,
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
import { checksInEnvironment, environmentOf, factsOf } from './deck-facts';
import { requireBakeoff, requireVerdict } from './find';

type Recomputations = ProofDeck['recomputations'];
export type FrozenRun = RowOf<typeof VerdictRun>;
type VerdictRecordRow = ReturnType<typeof requireVerdict>;

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
): Recomputations {
  const sides = runs.map(({ run: id, side, figures }) => ({ id, side, figures }));
  const points = verdict.metrics.map((metric) => rowPoints(sides, metric));
  const next = verdict.metrics.map(() => ({ ours: 0, theirs: 0 }));
  return runs.map((run) => {
    const wanted: { metric: Metric; repetition: number | undefined; at: string }[] = [];
    verdict.metrics.forEach((metric, row) => {
      for (const { run: of, used, repetition } of points[row]!) {
        if (of !== run.run || !used) continue;
        wanted.push({ metric, repetition, at: at(row, run.side, next[row]![run.side]) });
        next[row]![run.side] += 1;
      }
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
        figures: [...figures.values()].map(({ metric: { id, series, metric, measure }, single }) => ({
          name: id,
          key: series,
          metric,
          statistic:
            measure.kind === 'cost'
              ? { ...measure, prices: verdict[run.side].prices, ...(single && { each: true }) }
              : single
                ? { kind: 'samples' }
                : measure,
        })),
      },
      evidence: evidence.get(run.run)!.map(({ name }) => name),
      figures: wanted.map(({ metric, repetition, at: place }) => ({
        name: repetition === undefined ? pointer(metric.id) : pointer(metric.id, repetition - 1),
        at: place,
      })),
    };
  });
}

/** The raw files of a verdict, out of the blobs. Throws `not-found` naming the file that is not on this device. */
export function rawFiles(session: Session, { evidence }: FrozenVerdict): { name: string; bytes: Uint8Array }[] {
  const { blobs } = session.desk.workspace();
  return [...evidence.values()].flat().map(({ name, sha256 }) => {
    if (blobs.has(sha256)) return { name, bytes: blobs.read(sha256) };
    throw new ProofdeskError({
      code: 'not-found',
      message: `The raw file ${name} is not on this device, so nobody could check the document.`,
      where: { file: name },
      hint: 'Import the same file again, or build the document where it was imported.',
      details: { sha256 },
    });
  });
}

/** Why nothing may be made of a verdict; throws `check-failed` for open stops, `forbidden` for a competitor that must not be named. */
export function checkReleasable({ verdict }: FrozenVerdict, disclosure: 'internal' | 'nda' | 'public'): void {
  const open = verdict.findings.filter(({ severity, waiver }) => severity === 'stop' && !waiver);
  if (open.length > 0 && disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `The sides are not comparable: ${open.map(({ sentence }) => sentence).join('; ')}.`,
      hint: 'Accept each deviation with a reason, or mend it; then record the verdict again.',
      details: { checks: open.map(({ check }) => check) },
    });
  }
  if (verdict.competitorInternalOnly && disclosure !== 'internal') {
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
  const disclosure = order.disclosure ?? (verdict.competitorInternalOnly ? 'internal' : 'nda');
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
  const groups = workloadGroups(verdict.metrics);
  const { headline, rest, across } = computeVerdicts({ ...table, groups });
  const of = (side: 'ours' | 'theirs') => runs.filter((run) => run.side === side).map(({ metadata }) => metadata);
  const [ours, theirs] = [of('ours'), of('theirs')];
  const { facts, places } = factsOf(verdict.rows, executionsOf(verdict.rows, ours.length, theirs.length));
  const rawBytes = runs.reduce((sum, { files }) => sum + files.reduce((all, { bytes }) => all + bytes, 0), 0);
  const ratios = verdict.rows.filter(({ scale }) => scale === 'ratio');
  return {
    about: {
      title: `${bakeoff.title}, verdict ${verdict.version}`,
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
        topic: 'speed',
        bakeoff: bakeoff.number,
        contenders: { ours: contender(verdict.ours), theirs: contender(verdict.theirs) },
        headline,
        ...(rest && { lead: rest }),
        facts,
        rows: verdict.rows.map((row) => deckRow(row, verdict.metrics)),
        // One axis has one scale: rates and other differences stand in the table.
        plotted: (ratios.length > 0 ? ratios : verdict.rows).slice(0, 40).map(({ key }) => key),
        method: methodOf({ ...frozen, across }, ours, theirs),
        environment: environmentOf(ours, theirs, namedFindings(session, verdict)),
        waivers: namedFindings(session, verdict).flatMap(({ sentence, waiver }) =>
          waiver ? [{ check: sentence, reason: waiver.reason, person: waiver.by }] : [],
        ),
        reproduce: reproduceOf(ours, theirs),
        runs: runs.map(({ run, side, place, name, metadata }) => ({
          side,
          name: name.slice(0, 400),
          order: place,
          ...(metadata.startedAt && { started: inUtc(metadata.startedAt) }),
          files: frozen.evidence.get(run)!.map(({ name: file, sha256 }) => ({ name: file, sha256 })),
        })),
        // Beyond what a document carries inside, the logs are in the bundle beside it.
        ...(rawBytes > insideBytes && { bundle: bundleFileName(verdict.number) }),
        recomputations: [
          {
            kind: 'verdicts',
            version: verdict.rules,
            input: JSON.parse(JSON.stringify({ ...table, ...(across.length > 0 && { groups }) })),
            figures: [
              { name: '/headline', at: '/headline' },
              ...(rest ? [{ name: '/rest', at: '/lead' }] : []),
              ...verdict.rows.flatMap((row, index) => rowPlaces(row, index)),
              ...places,
              // The first line of the method says what was done; these follow it.
              ...across.map((_, index) => ({ name: pointer('across', index), at: pointer('method', index + 1) })),
            ],
          },
          ...runRecomputations(frozen, (row, side, index) =>
            pointer('recomputations', 0, 'input', 'rows', row, side, index),
          ),
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

/** How it was measured and judged, and what speaks against it. */
function methodOf(
  { verdict, runs, across }: FrozenVerdict & { across: string[] },
  ours: RunMetadata[],
  theirs: RunMetadata[],
): string[] {
  const measures = [...new Set(verdict.metrics.map(({ measure }) => measureName(measure)))].join(', ');
  const order = orderOfRuns(ours, theirs);
  const pairs = verdict.rows.flatMap(({ label, verdict: said, oursBetterShare: share }) =>
    (said === 'better' || said === 'worse') && share !== null ? [`${label} ${Math.round(share * 100)}`] : [],
  );
  const warnings = verdict.findings
    .filter(({ check, waiver }) => !waiver && !checksInEnvironment.has(check))
    .map(({ sentence }) => sentence);
  return [
    `${unitSentence(verdict.rows, ours.length, theirs.length)} (${measures}). Hodges–Lehmann ${verdict.rows.every(({ scale }) => scale === 'ratio') ? 'ratio' : 'ratio or shift'} with its 95 % interval, Mann–Whitney test, p corrected by Holm over all rows, equivalence by Welch’s TOST within the band.`,
    ...across,
    ...(verdict.discardSeconds > 0
      ? [
          `The first ${verdict.discardSeconds} s of each run are warm-up and are left out of every figure, as was agreed before the runs.`,
        ]
      : []),
    ...mappingSentences(runs),
    ...(order ? [`${order.sentence}.`] : ['The order of the runs was not recorded.']),
    ...(pairs.length > 0 ? [`Of 100 pairs of runs, ours was the better in: ${pairs.join(', ')}.`] : []),
    ...(warnings.length > 0 ? [`To be kept in mind: ${warnings.join('; ')}.`] : []),
    ...(verdict.unknown.length > 0 ? [`Not recorded of every run: ${verdict.unknown.join(', ')}.`] : []),
  ];
}

/** That results were read through mappings of our own making, and which; nothing for results of known harnesses. */
function mappingSentences(runs: readonly FrozenRun[]): string[] {
  const sentences = runs.flatMap(({ mapping }) =>
    mapping
      ? [
          `Results of ${mapping.content.tool} were read through the mapping “${mapping.name}” (SHA-256 ${shortDigest(mapping.sha256)}), which lies beside the figures.`,
        ]
      : [],
  );
  return [...new Set(sentences)];
}

/** How many runs a side the verdicts rest on: files, or the repetitions inside them. */
function executionsOf(rows: readonly VerdictRow[], ours: number, theirs: number): { ours: number; theirs: number } {
  return {
    ours: Math.max(ours, ...rows.map((row) => row.ours.length)),
    theirs: Math.max(theirs, ...rows.map((row) => row.theirs.length)),
  };
}

function unitSentence(rows: readonly VerdictRow[], ours: number, theirs: number): string {
  const runs = executionsOf(rows, ours, theirs);
  return runs.ours > ours || runs.theirs > theirs
    ? `The complete execution is the unit: the ${ours} + ${theirs} files hold up to ${runs.ours} + ${runs.theirs} repetitions, made one after the other, and each counts as a run`
    : `The run is the unit: each of the ${ours} + ${theirs} runs gives one figure a row`;
}

function reproduceOf(ours: readonly RunMetadata[], theirs: readonly RunMetadata[]): ProofDeck['reproduce'] | undefined {
  const first = (runs: readonly RunMetadata[]) => runs.find(({ command }) => command)?.command;
  const commands = [first(ours), first(theirs)];
  if (!commands[0] && !commands[1]) return undefined;
  const lines = [
    ...(commands[0] ? [`# ours, first of ${ours.length}`, commands[0]] : []),
    ...(commands[1] && commands[1] !== commands[0] ? [`# theirs, first of ${theirs.length}`, commands[1]] : []),
  ];
  return { commands: lines.join('\n') };
}
