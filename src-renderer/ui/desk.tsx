import './index.css';
import { type ReactNode, useMemo } from 'react';
import { type Navigation, NavigationProvider } from './controls/links';
import type { Translation } from './text/catalogue';
import { LocaleProvider } from './text/locale-provider';
import type { ThemeStorage } from './theme/theme-choice';
import { ThemeProvider } from './theme/theme-provider';

export interface DeskProps {
  /** The application's router; left out, links load their address anew. */
  navigation?: Navigation;
  locale?: string;
  timeZone?: string;
  translations?: readonly Translation[];
  themeStorage?: ThemeStorage;
  /** Tests: no transitions, no portals. */
  environment?: 'default' | 'test';
  children: ReactNode;
}

/**
 * Everything that the kit needs around it: look, fonts, language, links. Once, at the root.
 *
 * @example createRoot(element).render(<Desk navigation={navigation}><App /></Desk>);
 */
export function Desk({ navigation, locale, timeZone, translations, themeStorage, environment, children }: DeskProps) {
  const content = useMemo(
    () => (navigation ? <NavigationProvider {...navigation}>{children}</NavigationProvider> : children),
    [navigation, children],
  );
  return (
    <ThemeProvider storage={themeStorage} environment={environment}>
      <LocaleProvider locale={locale} timeZone={timeZone} translations={translations}>
        {content}
      </LocaleProvider>
    </ThemeProvider>
  );
}
