import {
  Bakeoff,
  Contender,
  confirmationsNeeded,
  type ReadFile,
  type ReadingView,
  type RunMapping,
  refusal,
  type SeriesSummary,
  type SideName,
} from '../../src-shared/bakeoffs';
import type { ErrorRecord } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import { type StoredMetadata, stemOf } from './facts-in-file';
import type { FileHead } from './mapped/fits';
import { fittingMappings } from './mapping-queries';
import { parseWith, type ReadingFile, warningsOf } from './reading-files';
import { openReadings, type Reading } from './readings';
import { runOfDigest } from './run-commands';
import type { ContenderRecord } from './standing';

/** A reading as the page sees it. */
export function readingView(session: Session, reading: Reading): ReadingView {
  const { desk } = session;
  const { reader } = desk.workspace();
  const { id, job, state, names, error } = reading;
  const bakeoff = reading.bakeoff === null ? undefined : reader.get(Bakeoff, reading.bakeoff);
  const contenders = bakeoff ? reader.where(Contender, { bakeoff: bakeoff.id }) : [];
  const known: Known = {
    contenders,
    sides: reading.sides,
    present: bakeoff ? runOfDigest(reader, bakeoff.id) : runsAnywhere(session, reading),
    waiting: firstOfDigest(desk),
    mappings: reading.mappings,
    mappingsFor: (head) => fittingMappings(session, head),
  };
  return {
    id,
    bakeoff: bakeoff ? { id: bakeoff.id, number: bakeoff.number, title: bakeoff.title } : null,
    job,
    state,
    names,
    error,
    files: reading.files.map((one) => readFileView(one, known)),
  };
}

interface Known {
  contenders: readonly ContenderRecord[];
  sides: Reading['sides'];
  /** Runs by the digests of their files. */
  present: ReadonlyMap<string, { run: string; name: string; bakeoff?: string | null }>;
  /** By digest, the first of the files that wait. */
  waiting: ReadonlyMap<string, ReadingFile>;
  mappings: Reading['mappings'];
  mappingsFor(head: FileHead): { id: string; name: string }[];
}

/** Which of the files of a reading are runs of any bakeoff already. */
function runsAnywhere(session: Session, { files }: Reading): Known['present'] {
  const workspace = session.desk.workspace();
  const found = new Map<string, { run: string; name: string; bakeoff: string }>();
  const digests = files.flatMap(({ run }) => run?.files.map(({ sha256 }) => sha256) ?? []);
  // A digest that no blob has was never imported, so that the runs are looked through for few files or none.
  for (const digest of digests.filter((one) => workspace.blobs.has(one))) {
    const query = tables
      .selectFrom('benchmarkRun')
      .innerJoin('bakeoff', 'bakeoff.id', 'benchmarkRun.bakeoff')
      .select(['benchmarkRun.id', 'benchmarkRun.name', 'bakeoff.number'])
      .where('benchmarkRun.archived', '=', 0)
      .where('benchmarkRun.files', 'like', `%${digest}%` as never)
      .limit(1);
    const row = workspace.runner.first(query);
    if (row) found.set(digest, { run: row.id, name: row.name, bakeoff: row.number });
  }
  return found;
}

/** The first waiting file of each digest: what comes after it is the same file once more. */
function firstOfDigest(desk: Desk): Known['waiting'] {
  const first = new Map<string, ReadingFile>();
  for (const { files } of openReadings(desk)) {
    for (const file of files) if (file.run && !first.has(file.run.sha256)) first.set(file.run.sha256, file);
  }
  return first;
}

function readFileView(
  one: ReadingFile,
  { contenders, sides, present, waiting, mappings, mappingsFor }: Known,
): ReadFile {
  const { file, name, bytes, run, metadata, ranBy, described } = one;
  const refused = run && refusal(run.parse);
  const problem: ErrorRecord | null =
    one.problem ?? (refused ? { code: 'bad-input', message: refused, where: { file: name } } : null);
  const warnings = warningsOf(one);
  const former = run?.files.map(({ sha256 }) => present.get(sha256)).find((found) => found !== undefined);
  const first = run && waiting.get(run.sha256);
  const side = sides[file] ?? sideOfName(name);
  return {
    file,
    name,
    bytes,
    sha256: run?.sha256 ?? null,
    problem,
    duplicateOf: former ? { run: former.run, name: former.name, bakeoff: former.bakeoff ?? null } : null,
    sameAs: first && first !== one ? first.name : null,
    beside: one.beside.map(({ name: other }) => other),
    run: run && {
      tool: run.tool,
      format: run.format,
      parse: parseWith(run, warnings.length),
      series: run.series as SeriesSummary[],
      seriesCount: run.seriesCount,
      figures: run.figures,
      warnings,
      confirmations: confirmationsNeeded(run.parse, warnings),
    },
    unrecognised: one.unrecognised !== null,
    mapping: through(mappings[file] ?? run?.mapping ?? null),
    mappings: one.unrecognised ? mappingsFor(one.unrecognised) : [],
    metadata,
    ranBy,
    described,
    side,
    suggested: suggestedContender(metadata, contenders, side, sides[file] !== undefined),
  };
}

const through = (mapping: RunMapping | null): ReadFile['mapping'] =>
  mapping && { name: mapping.name, version: mapping.saved?.version ?? null, content: mapping.content };

const sideMarks: Record<SideName, RegExp> = {
  ours: /(^|[^a-z])(ours|our|a)($|[^a-z])/i,
  theirs: /(^|[^a-z])(theirs|their|b)($|[^a-z])/i,
};

/** The side that a mark in a name tells. */
function sideOfName(name: string): SideName | null {
  const stem = stemOf(name);
  const marked = (['ours', 'theirs'] as const).filter((side) => sideMarks[side].test(stem));
  return marked.length === 1 ? marked[0]! : null;
}

/** Which contender a file seems to be of: as a person said, by the product that its description names, else by a mark in its name. */
function suggestedContender(
  { product }: StoredMetadata,
  contenders: readonly ContenderRecord[],
  side: SideName | null,
  said: boolean,
): ReadFile['suggested'] {
  const ofSide = contenders.filter((one) => one.side === side);
  if (said && ofSide.length === 1) return { contender: ofSide[0]!.id, because: 'you said so' };
  const named = contenders.filter(
    (one) => product && one.product.trim().toLowerCase() === product.trim().toLowerCase(),
  );
  if (named.length === 1) return { contender: named[0]!.id, because: `its description names ${named[0]!.product}` };
  return ofSide.length === 1 ? { contender: ofSide[0]!.id, because: 'its name says so' } : null;
}
