import { Bakeoff, BenchmarkRun, Contender, VerdictRecord } from '../../bakeoffs';
import {
  type Citation,
  type CitedNow,
  citedFiles,
  type ElementStatus,
  type EvidenceState,
  evidenceState,
} from '../../claims';
import { verdictStalenessIn } from '../bakeoffs/staleness';
import { derivedFigures } from '../bakeoffs/standing';
import { copyKey, type EvidenceCopies } from './copied-evidence';
import type { State } from './draft-rows';

/** The files that are kept here: whether one is there, and how large it is. */
export interface KeptFiles {
  has(digest: string): boolean;
  /** Bytes on disk now; null where it cannot be told. */
  size(digest: string): number | null;
  /** Never was on this device, and comes from the workspace's server when it is opened: nothing is known against it. */
  elsewhere?(digest: string): boolean;
}

interface Options {
  /** Newer copies are looked for among the evidence of drafts, for those who may read it. */
  copies?: () => EvidenceCopies;
  /** Left out by plans, which read no files. */
  files?: KeptFiles;
}

/** Holds citations against what there is now. Made for one answer: it remembers what it looked up. */
export class LivingEvidence {
  readonly #state: State;
  readonly #now: number;
  readonly #options: Options;
  readonly #stale = new Map<string, readonly string[] | null>();
  readonly #newest = new Map<string, { id: string; number: string; rows: { key: string; verdict: string }[] } | null>();
  readonly #problems = new Map<string, 'missing' | 'altered' | null>();
  readonly #runs = new Map<string, NonNullable<CitedNow['run']>>();
  #copies: EvidenceCopies | null = null;

  constructor(state: State, now: number, options: Options = {}) {
    this.#state = state;
    this.#now = now;
    this.#options = options;
  }

  /** What became of one citation. `at` is when it was attached: later copies are newer. */
  stateOf(citation: Citation, status: ElementStatus, at: number): EvidenceState {
    return evidenceState(citation, status, this.#nowOf(citation, at));
  }

  /** Cited files that are missing here and nowhere to be fetched from, or are not as large as they were. */
  damaged(citation: Citation): CitedNow['damaged'] {
    const { files } = this.#options;
    if (!files) return [];
    return citedFiles(citation).flatMap(({ name, sha256, bytes }) => {
      let problem = this.#problems.get(sha256);
      if (problem === undefined) {
        const size = files.has(sha256) ? files.size(sha256) : null;
        problem = size === null ? (files.elsewhere?.(sha256) ? null : 'missing') : size === bytes ? null : 'altered';
        this.#problems.set(sha256, problem);
      }
      return problem ? [{ name, problem }] : [];
    });
  }

  #nowOf(citation: Citation, at: number): CitedNow {
    const run = 'run' in citation && citation.run ? this.#run(citation.run, citation) : undefined;
    const verdict =
      citation.kind === 'metric' && citation.verdict ? this.#verdict(citation, citation.verdict) : undefined;
    const newer = citation.kind === 'metric' ? undefined : this.#newer(citation, at);
    return {
      damaged: this.damaged(citation),
      ...(run && { run }),
      ...(verdict && { verdict }),
      ...(newer && { newer }),
    };
  }

  #run(id: string, citation: Citation): NonNullable<CitedNow['run']> {
    const key = citation.kind === 'metric' ? `${id} ${citation.row}` : id;
    const found = this.#runs.get(key) ?? this.#lookUpRun(id, citation);
    this.#runs.set(key, found);
    return found;
  }

  #lookUpRun(id: string, citation: Citation): NonNullable<CitedNow['run']> {
    const run = this.#state.get(BenchmarkRun, id);
    if (!run) return { gone: true, excluded: null, value: null };
    const excluded = run.archived ? (run.excludedReason ?? 'it was archived.') : null;
    if (citation.kind !== 'metric') return { gone: false, excluded, value: null };
    const bakeoff = this.#state.get(Bakeoff, run.bakeoff);
    const prices = this.#state.get(Contender, run.contender)?.prices ?? [];
    const figures = bakeoff ? derivedFigures(run, bakeoff.metrics, prices) : run.figures;
    return { gone: false, excluded, value: figures.find(({ metric }) => metric === citation.row)?.value ?? null };
  }

  #verdict(citation: Extract<Citation, { kind: 'metric' }>, id: string): NonNullable<CitedNow['verdict']> {
    let stale = this.#stale.get(id);
    if (stale === undefined) {
      stale = verdictStalenessIn(this.#state, id, this.#now);
      this.#stale.set(id, stale);
    }
    const newest = this.#newestOf(citation.bakeoff);
    return {
      gone: stale === null,
      stale: stale ?? [],
      newest:
        newest && newest.id !== id
          ? { number: newest.number, outcome: newest.rows.find(({ key }) => key === citation.row)?.verdict ?? null }
          : null,
    };
  }

  #newestOf(bakeoff: string) {
    let found = this.#newest.get(bakeoff);
    if (found === undefined) {
      found = this.#state.where(VerdictRecord, { bakeoff }).at(-1) ?? null;
      this.#newest.set(bakeoff, found);
    }
    return found;
  }

  /** A copy of the same file (or address) that was cited later, with another digest. */
  #newer(citation: Exclude<Citation, { kind: 'metric' }>, at: number): CitedNow['newer'] {
    if (!this.#options.copies) return undefined;
    this.#copies ??= this.#options.copies();
    const later = this.#copies
      .get(copyKey(citation))
      ?.findLast((copy) => copy.at > at && copy.sha256 !== citation.file.sha256);
    if (!later) return undefined;
    const value = citation.kind === 'configuration' ? (later.settings.get(citation.key) ?? null) : null;
    return { name: citation.file.name, on: new Date(later.at).toISOString().slice(0, 10), value };
  }
}
