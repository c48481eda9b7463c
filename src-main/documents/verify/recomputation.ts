import { atPointer, type Recomputation } from '../../../src-shared/documents';
import { reasonOf } from './report';

/** A raw file that a computation asked for. */
export interface EvidenceSource {
  name: string;
  bytes: Uint8Array;
}

/**
 * Computes the figures of one kind again: from the input that lies in the file, and from raw evidence. Returns plain JSON; names of
 * figures are JSON pointers into it.
 */
export type Recompute = (input: unknown, evidence: readonly EvidenceSource[]) => unknown | Promise<unknown>;

const registry = new Map<string, Recompute>();

/** Makes a kind of figures known to `verify`. One kind has one computation: the product's own. */
export function registerRecomputation(kind: string, compute: Recompute): void {
  registry.set(kind, compute);
}

export interface RecomputationOutcome {
  kind: string;
  /** Figures that came out as they stand in the data. */
  held: number;
  /** Figures that did not, in words. */
  wrong: string[];
  /** Why nothing could be computed; null when it was. */
  impossible: string | null;
  /** Raw files that are not at hand; nothing was computed then. */
  lacking: string[];
  /** Where in the data figures were compared. */
  places: string[];
}

/** Runs one recomputation and compares each of its figures with the data. */
export async function recompute(
  recomputation: Recomputation,
  data: unknown,
  evidence: (name: string) => Uint8Array | undefined,
): Promise<RecomputationOutcome> {
  const outcome: RecomputationOutcome = {
    kind: recomputation.kind,
    held: 0,
    wrong: [],
    impossible: null,
    lacking: [],
    places: [],
  };
  const compute = registry.get(recomputation.kind);
  if (!compute)
    return { ...outcome, impossible: `this Proofdesk does not know figures of the kind “${recomputation.kind}”` };
  const files: EvidenceSource[] = [];
  for (const name of recomputation.evidence ?? []) {
    const bytes = evidence(name);
    if (bytes) files.push({ name, bytes });
    else outcome.lacking.push(name);
  }
  if (outcome.lacking.length > 0) return outcome;
  let computed: unknown;
  try {
    computed = await compute(recomputation.input, files);
  } catch (error) {
    return { ...outcome, impossible: reasonOf(error) };
  }
  for (const { name, at } of recomputation.figures) {
    const expected = atPointer(computed, name);
    const stands = atPointer(data, at);
    outcome.places.push(at);
    if (sameFigure(expected, stands)) outcome.held += 1;
    else outcome.wrong.push(`${at} says ${shown(stands)}, computed again it is ${shown(expected)}`);
  }
  return outcome;
}

/**
 * Figures are equal as they are: text by character, numbers as the same double. A number may stand as exact decimal text, so that it
 * can be printed; a figure with a unit is compared by its number.
 */
function sameFigure(expected: unknown, stands: unknown): boolean {
  const plain = typeof stands === 'object' && stands !== null && 'number' in stands ? stands.number : stands;
  if (expected === undefined || plain === undefined) return false;
  if (typeof expected === 'number' && typeof plain === 'string') return plain !== '' && Number(plain) === expected;
  return Object.is(expected, plain) || (expected === 0 && plain === 0);
}

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)).slice(0, 120);
