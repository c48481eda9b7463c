import { MantineProvider } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { mantineTheme, mantineVariables } from './mantine-theme';
import { browserThemeStorage, type ResolvedTheme, type ThemeStorage, useThemeChoice } from './theme-choice';

const DARK = '(prefers-color-scheme: dark)';

function subscribeToSystem(changed: () => void): () => void {
  const query = globalThis.matchMedia?.(DARK);
  query?.addEventListener?.('change', changed);
  return () => query?.removeEventListener?.('change', changed);
}

const systemTheme = (): ResolvedTheme => (globalThis.matchMedia?.(DARK)?.matches ? 'dark' : 'light');

/** Light or dark as it is shown now: the choice, or what the system says. */
export function useResolvedTheme(): ResolvedTheme {
  const choice = useThemeChoice((state) => state.choice);
  const system = useSyncExternalStore(subscribeToSystem, systemTheme, () => 'light' as const);
  return choice === 'system' ? system : choice;
}

export interface ThemeProviderProps {
  storage?: ThemeStorage;
  /** Tests: no transitions and no portals. */
  environment?: 'default' | 'test';
  children: ReactNode;
}

/**
 * The look for everything inside. Light or dark follows the system until one is chosen (`useThemeChoice`); the page needs
 * no script before the first paint, because the tokens follow the system by themselves.
 */
export function ThemeProvider({
  storage = browserThemeStorage,
  environment = 'default',
  children,
}: ThemeProviderProps) {
  const resolved = useResolvedTheme();
  const choice = useThemeChoice((state) => state.choice);
  useLayoutEffect(() => {
    const kept = storage.read();
    if (kept) useThemeChoice.getState().setChoice(kept);
    return useThemeChoice.subscribe((state, before) => {
      if (state.choice !== before.choice) storage.write(state.choice);
    });
  }, [storage]);
  useEffect(() => {
    if (choice === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', choice);
  }, [choice]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      forceColorScheme={resolved}
      deduplicateCssVariables={false}
      env={environment}
    >
      {children}
    </MantineProvider>
  );
}
