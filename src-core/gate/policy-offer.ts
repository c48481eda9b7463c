import { sha256 } from '../ledger/digests';
import type { PolicyTexts } from './policies';

/** Digests of policies by id: what a release shipped when a workspace last answered it. */
export type PolicyDigests = Readonly<Record<string, string>>;

/** `new` and `changed` by the release, `dropped` by it, or `both`: the house and the release each changed it, apart. */
export type PolicyNews = 'new' | 'changed' | 'dropped' | 'both';

/** A policy in which a release differs from what the workspace knows of it. */
export interface OfferedPolicy {
  id: string;
  news: PolicyNews;
  /** What is in force; null for none. */
  inForce: string | null;
  /** What the release ships; null for none. */
  shipped: string | null;
}

export function policyDigests(policies: PolicyTexts): Record<string, string> {
  return Object.fromEntries(Object.entries(policies).map(([id, text]) => [id, sha256(text)]));
}

/**
 * What a release brings that the workspace has not answered yet, by id. Compared three ways: where the release ships what it did when
 * the workspace was last asked (`known`), whatever the house made of that stands and is not asked about again.
 */
export function policyOffer(shipped: PolicyTexts, inForce: PolicyTexts, known: PolicyDigests): OfferedPolicy[] {
  const ids = [...new Set([...Object.keys(shipped), ...Object.keys(inForce), ...Object.keys(known)])].sort();
  return ids.flatMap((id): OfferedPolicy[] => {
    const [ships, holds, before] = [shipped[id] ?? null, inForce[id] ?? null, known[id] ?? null];
    const offered = ships === null ? null : sha256(ships);
    if (offered === before || ships === holds) return [];
    const own = holds === null ? null : sha256(holds);
    const untouched = own === before;
    const news = !untouched ? 'both' : before === null ? 'new' : ships === null ? 'dropped' : 'changed';
    return [{ id, news, inForce: holds, shipped: ships }];
  });
}

/** The set with the chosen offers taken over; everything else stays as it is. */
export function withOffers(
  inForce: PolicyTexts,
  offers: readonly OfferedPolicy[],
  taken: ReadonlySet<string>,
): PolicyTexts {
  const policies = { ...inForce };
  for (const { id, shipped } of offers) {
    if (!taken.has(id)) continue;
    if (shipped === null) delete policies[id];
    else policies[id] = shipped;
  }
  return policies;
}
