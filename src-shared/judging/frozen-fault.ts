import { canonicalText } from '../kernel/canonical';
import type { Act } from '../kernel/judged';
import type { Known } from '../kernel/reading';

/** Something that an act freezes and that does not hold. */
export interface FrozenFault {
  /** `figures`: it does not follow from the inputs that are copied beside it. `stale`: an input is not what stands in the workspace. */
  kind: 'figures' | 'stale';
  /** In a sentence. */
  message: string;
  entity: string;
  id: string;
  /** Where in the row, as a path such as `figures.totals.netMinor`. */
  field: string;
  /** For what is stale: the value that stands. */
  present?: unknown;
}

/**
 * Holds what an act freezes against the inputs that it copies, and those against what stands in the workspace. Pure; no faults where all
 * is well. Throws a `ProofdeskError` where a row that it is about is not there.
 */
export type FrozenRule = (act: Act, known: Known) => FrozenFault[];

/** As many differences as a person reads. */
const MOST = 10;

/** One difference between what is said and what is right. */
interface Difference {
  path: string;
  said: unknown;
  right: unknown;
}

/** Where two values of plain data differ, at most ten places. Fields that are undefined or absent are the same. */
export function differences(said: unknown, right: unknown, path = ''): Difference[] {
  const [one, other] = [plain(said), plain(right)];
  return canonicalText(one) === canonicalText(other) ? [] : walk(one, other, path).slice(0, MOST);
}

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

function walk(said: unknown, right: unknown, path: string): Difference[] {
  if (Array.isArray(said) && Array.isArray(right) && said.length === right.length) {
    return said.flatMap((one, index) => below(one, right[index], `${path}.${index}`));
  }
  if (isObject(said) && isObject(right)) {
    const names = [...new Set([...Object.keys(said), ...Object.keys(right)])].sort();
    return names.flatMap((name) => below(said[name], right[name], path === '' ? name : `${path}.${name}`));
  }
  return [{ path, said, right }];
}

const below = (said: unknown, right: unknown, path: string): Difference[] =>
  canonicalText(said ?? null) === canonicalText(right ?? null) ? [] : walk(said ?? null, right ?? null, path);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A path as a person reads it: `input.lines.0.unitPrice` is “Unit price (lines 1)”. */
function inWords(path: string): string {
  const words = path
    .split('.')
    .filter((part) => part !== 'input')
    .map((part) =>
      /^\d+$/.test(part) ? String(Number(part) + 1) : part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase(),
    );
  const name = words.at(-1) ?? path;
  const where = words.slice(0, -1).join(' ');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${where && ` (${where})`}`;
}

/** Faults of one row, gathered. */
export class FaultsOf {
  readonly faults: FrozenFault[] = [];

  /** @param label what the row is called: "version" */
  constructor(
    readonly entity: string,
    readonly id: string,
    readonly label: string,
  ) {}

  /** What has to follow from copied inputs. */
  follows(field: string, said: unknown, right: unknown): void {
    for (const { path } of differences(said, right, field)) {
      this.add(
        'figures',
        path,
        `${inWords(path)} of this ${this.label} does not follow from the inputs that it copies.`,
      );
    }
  }

  /** What has to be a copy of what stands. */
  copies(field: string, said: unknown, present: unknown): void {
    for (const { path, right } of differences(said, present, field)) {
      this.add('stale', path, `${inWords(path)} of this ${this.label} is not what stands now.`, right);
    }
  }

  /** Figures of other rules cannot be computed again here. True where they are of these. */
  rules(said: unknown, own: string): boolean {
    if (said === own) return true;
    this.add('figures', 'rules', `This ${this.label} follows the rules ${String(said)}, and here they are ${own}.`);
    return false;
  }

  add(kind: FrozenFault['kind'], field: string, message: string, present?: unknown): void {
    const { entity, id } = this;
    this.faults.push({ kind, message, entity, id, field, ...(kind === 'stale' && { present: present ?? null }) });
  }
}
