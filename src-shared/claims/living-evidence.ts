import type { Citation } from './citation';
import type { ElementStatus } from './schema';

/** What there is now of a thing that was cited. What was not looked up is absent. */
export interface CitedNow {
  /** The run: gone, left out with a reason, and what its figure is now. */
  run?: { gone: boolean; excluded: string | null; value: number | null };
  /** The verdict: gone, why it is out of date, and what the newest one of the bakeoff says of the same row. */
  verdict?: {
    gone: boolean;
    stale: readonly string[];
    newest: { number: string; outcome: string | null } | null;
  };
  /** A later copy of the same file or address, with another digest; `value` is what it says of the same key. */
  newer?: { name: string; on: string; value: string | null };
  /** Cited files that are not on this device, or are not what they were. */
  damaged: readonly { name: string; problem: 'missing' | 'altered' }[];
}

export interface EvidenceState {
  /** Why it no longer bears the element, as sentences; empty while it does. */
  stale: string[];
  /** It cannot be relied on: it says otherwise now, is gone, or is not what was pinned. */
  broken: boolean;
}

/** Holds what was cited against what there is now. */
export function evidenceState(citation: Citation, status: ElementStatus, now: CitedNow): EvidenceState {
  const stale: string[] = [];
  let broken = false;
  const breaks = (sentence: string): void => {
    stale.push(sentence);
    broken = true;
  };
  for (const { name, problem } of now.damaged)
    breaks(
      problem === 'missing'
        ? `${name} is not on this device.`
        : `${name} is not the file that was cited: it was altered.`,
    );
  if (now.run) {
    if (now.run.gone) breaks('The cited run is not there any more.');
    else if (now.run.excluded !== null) breaks(`The cited run was left out: ${now.run.excluded}`);
    if (citation.kind === 'metric' && citation.run && !now.run.gone && !same(citation.value, now.run.value))
      stale.push(`The run’s ${citation.label} is ${shown(now.run.value)} now; ${shown(citation.value)} was cited.`);
  }
  if (citation.kind === 'metric' && now.verdict) {
    const { gone, stale: why, newest } = now.verdict;
    if (gone) breaks('The cited verdict is not there any more.');
    stale.push(...why);
    if (newest && newest.outcome !== citation.outcome) {
      stale.push(
        `The newer verdict ${newest.number} says “${newest.outcome ?? 'nothing'}” of ${citation.label}; “${citation.outcome ?? 'nothing'}” was cited.`,
      );
    }
    const outcome = newest ? newest.outcome : citation.outcome;
    if (contradicts(status, outcome))
      breaks(`${citation.label} is judged “${outcome}”, and the element is said to be met.`);
  }
  if (now.newer) {
    const { name, on, value } = now.newer;
    if (citation.kind === 'configuration' && value !== null && value !== citation.value)
      breaks(`A newer ${name} of ${on} sets ${citation.key} to “${value}”; “${citation.value}” was cited.`);
    else stale.push(`There is a newer ${name}, of ${on}.`);
  }
  return { stale, broken };
}

/** An element that is met cannot stand on figures that say the opposite, or that must not be compared. */
const contradicts = (status: ElementStatus, outcome: string | null): boolean =>
  status === 'met' && (outcome === 'worse' || outcome === 'not comparable');

/** Figures are doubles that were computed by the same rules: only rounding may part them. */
const same = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)));

const shown = (value: number | null): string => (value === null ? 'not there' : String(value));
