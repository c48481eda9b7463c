import type { Area } from './area';
import type { LazyComponent } from './lazy';

/** A component as it is registered: its code may still have to be fetched. */
const fetched = (component: unknown): Promise<void> | undefined => (component as LazyComponent).preload?.();

/** Whether a path of the router's form (`/deals/$deal`, `/receipts/{-$receipt}`) has this address. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.split('/').filter((part, index) => index === 0 || part !== '');
  if (pattern === '/') return given.length === 1;
  return (
    given.length <= parts.length &&
    parts.every((part, index) => {
      if (part.startsWith('{-$')) return true;
      return part.startsWith('$') ? given[index] !== undefined : part === given[index];
    })
  );
}

/** The components that are shown in customer view. */
const customerComponents = (areas: readonly Area[]) =>
  areas.flatMap(({ customer }) => [...(customer?.screens ?? []), ...(customer?.cards ?? [])]);

/**
 * Fetches the code of what an address shows while the page still connects, so that its first picture has everything. `path` is the
 * router's path, without what stands behind its `?`.
 */
export async function prepareScreen(
  areas: readonly Area[],
  at: { path: string; customerView: boolean },
): Promise<void> {
  const wanted = at.customerView
    ? customerComponents(areas)
    : areas.flatMap((area) => area.screens).filter(({ path }) => matches(path, at.path));
  const inside = at.path.startsWith('/deals/')
    ? areas.flatMap((area) => area.dealTabs ?? [])
    : at.path.startsWith('/approvals')
      ? areas.flatMap((area) => area.subjects ?? [])
      : [];
  await Promise.all([...wanted, ...inside].map(({ component }) => fetched(component)));
}

/** Fetches the code of all other screens, one after the other while nothing else happens: going there never waits for a file. */
export async function prepareOthers(areas: readonly Area[], customerView: boolean): Promise<void> {
  const others = customerView
    ? customerComponents(areas)
    : areas.flatMap((area) => [...area.screens, ...(area.dealTabs ?? []), ...(area.subjects ?? [])]);
  for (const { component } of others) {
    await new Promise<void>((idle) => requestIdleCallback(() => idle(), { timeout: 2_000 }));
    await fetched(component);
  }
}
