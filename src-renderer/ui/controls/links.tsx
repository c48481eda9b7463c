import { type ComponentProps, createContext, type MouseEvent, type ReactNode, useContext, useMemo } from 'react';
import styles from './controls.module.css';
import { useTabStop } from './grid-focus';

/** How the application goes from place to place. Paths begin with `/`: `/deals/D-A7-0017`. */
export interface Navigation {
  /** Goes to a path without loading the page anew. */
  go(path: string): void;
  /** The address of a path as the browser knows it, such as `#/deals`, for links that are opened or copied. */
  address(path: string): string;
}

const plainNavigation: Navigation = {
  go: (path) => window.location.assign(path),
  address: (path) => path,
};

const NavigationContext = createContext<Navigation>(plainNavigation);

export interface NavigationProviderProps extends Navigation {
  children: ReactNode;
}

/**
 * Ties every link of the kit to the application's router.
 *
 * @example
 * <NavigationProvider go={(path) => router.history.push(path)} address={(path) => router.history.createHref(path)}>
 */
export function NavigationProvider({ go, address, children }: NavigationProviderProps) {
  const value = useMemo(() => ({ go, address }), [go, address]);
  return <NavigationContext.Provider value={value}>{children}</NavigationContext.Provider>;
}

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

export interface AnchorProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** A path inside the application. */
  to: string;
}

/** A link without a look of its own: an `<a>` that the router follows, and that still opens in a new tab when asked. */
export function Anchor({ to, onClick, tabIndex, ...rest }: AnchorProps) {
  const navigation = useNavigation();
  const stop = useTabStop(tabIndex);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    navigation.go(to);
  };
  return <a {...rest} href={navigation.address(to)} tabIndex={stop} onClick={follow} />;
}

/** A link in running text or in a cell. */
export function TextLink({ className, ...rest }: AnchorProps) {
  return <Anchor {...rest} className={[styles.link, className].filter(Boolean).join(' ')} />;
}
