import { lazyRouteComponent } from '@tanstack/react-router';
import { type ComponentType, Suspense } from 'react';
import { Reading } from './reading';

/** A component whose code is a file of its own. `preload` is absent once the code is there. */
export type LazyComponent<Props extends object = object> = ComponentType<Props> & { preload?: () => Promise<void> };

type Components<Name extends string, Props extends object> = Record<Name, ComponentType<Props>>;

/**
 * A screen whose code is fetched when somebody goes there: the router keeps what is shown until it is there. When the code cannot be
 * fetched because the application was built again meanwhile, the page is loaded afresh, once.
 *
 * @example { path: '/deals', component: lazyScreen(() => import('./deals-screen'), 'DealsScreen'), title: 'Deals' }
 */
export function lazyScreen<Name extends string>(
  load: () => Promise<Components<Name, object>>,
  name: Name,
): LazyComponent {
  // The router's types know only the properties of route components, and screens have none.
  return lazyRouteComponent(load as () => Promise<Record<string, ComponentType>>, name) as LazyComponent;
}

/** A part of a screen, such as a tab of the deal room, whose code is fetched when it is shown; what is around it stays meanwhile. */
export function lazyPart<Name extends string, Props extends object>(
  load: () => Promise<Components<Name, Props>>,
  name: Name,
): LazyComponent<Props> {
  // As above, but that the properties are the part's own.
  const Part = lazyScreen(load as never, name) as unknown as LazyComponent<Props>;
  // biome-ignore lint/correctness/noComponentHookFactories: made once, where the part is registered
  const Shown: LazyComponent<Props> = (props) => (
    <Suspense fallback={<Reading />}>
      <Part {...props} />
    </Suspense>
  );
  Shown.preload = async () => Part.preload?.();
  return Shown;
}
