import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AskedExplanation } from '../explain/inspector';
import { useInspector } from '../explain/inspector-store';
import { INSPECTOR_ID } from '../explain/traceable-number';
import { ErrorStack } from '../feedback/error-stack';
import { type Job, JobTray } from '../feedback/job-tray';
import { type View, ViewProvider } from '../layout/view';
import { type Action, useActionKeys, useActions } from '../palette/actions';
import { Palette } from '../palette/palette';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { CONTENT_ID, focusContent } from './focus-content';
import { NavigationBar } from './navigation';
import styles from './shell.module.css';
import type { Crumb, NavigationGroup, PersonSwitch } from './shell-types';
import { TopBar } from './top-bar';
import { type Search, usePaletteGroups } from './use-palette-groups';

export interface ShellProps {
  product?: string;
  /** Empty in customer view, where only the page is shown. */
  navigation: readonly NavigationGroup[];
  /** Id of the navigation item that the screen belongs to. */
  current: string;
  /** From the place down to where one is; the last one names the window. */
  breadcrumbs: readonly Crumb[];
  /** Tells one screen from the next, usually its path: a new one starts at its top, with the focus on its content. */
  screenKey: string;
  person?: PersonSwitch;
  /** Whether the others see it too: a `SyncIndicator`. */
  sync?: ReactNode;
  /** Left out where there is no customer view. */
  view?: { value: View; onChange(view: View): void };
  /** Searches everything that is stored; asked while one types in the palette. */
  search?: Search;
  jobs?: readonly Job[];
  onCancelJob?(id: string): void;
  onDismissJob?(id: string): void;
  /** What stands over every screen, beside the jobs. */
  everywhere?: ReactNode;
  children: ReactNode;
}

/** From this width on the inspector stands beside the page; below, it lies over its right edge. */
const BESIDE = '(min-width: 1180px)';
const NO_JOBS: readonly Job[] = [];
const nothing = () => {};

/**
 * The frame of every screen: navigation, top bar, the page, the inspector, the palette (Ctrl K), errors and jobs. A
 * screen puts a `Page` into it, its context into `<Inspector>`, its actions into `useActions`, and reports errors with
 * `reportError`.
 */
export function Shell(props: ShellProps) {
  const { product = 'Proofdesk', navigation, breadcrumbs, screenKey, view, jobs = NO_JOBS } = props;
  const t = useText(uiText);
  const [finding, setFinding] = useState(false);
  const main = useRef<HTMLElement>(null);
  const beside = useMediaQuery(BESIDE, true, { getInitialValueInEffect: false });
  const { open, contexts, setOpen, setSlot, forget } = useInspector();
  const shown = beside ? (open ?? contexts > 0) : open === true;
  const toggle = useCallback(() => setOpen(!shown), [setOpen, shown]);
  const palette = usePaletteGroups(navigation, props.search);

  useActions(
    useMemo(
      (): Action[] => [
        { id: 'find', label: t('shell.find'), shortcut: 'Mod K', everywhere: true, run: () => setFinding(true) },
        { id: 'inspector', label: t('shell.inspector'), shortcut: 'Mod I', everywhere: true, run: toggle },
      ],
      [t, toggle],
    ),
  );
  useActionKeys();

  const seen = useRef(screenKey);
  useEffect(() => {
    if (seen.current === screenKey) return;
    seen.current = screenKey;
    forget();
    if (useInspector.getState().open) setOpen(null);
    main.current?.scrollTo?.(0, 0);
    if (!isTypedInto(main.current)) focusContent();
  }, [screenKey, forget, setOpen]);
  const here = breadcrumbs.at(-1)?.label;
  useEffect(() => {
    document.title = here ? `${here} – ${product}` : product;
  }, [here, product]);

  return (
    <ViewProvider view={view?.value ?? 'ours'}>
      <div className={styles.app} data-inspector={shown || undefined} data-bare={navigation.length === 0 || undefined}>
        <a href={`#${CONTENT_ID}`} className={styles.skip} onClick={(event) => skipTo(event, main.current)}>
          {t('shell.skip')}
        </a>
        {navigation.length > 0 && (
          <NavigationBar product={product} groups={navigation} current={props.current} person={props.person} />
        )}
        <TopBar
          breadcrumbs={breadcrumbs}
          onFind={() => setFinding(true)}
          view={view}
          sync={props.sync}
          inspector={{ shown, onToggle: toggle }}
        />
        <div className={styles.content}>
          <ErrorStack />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing else that takes the focus */}
          <main ref={main} id={CONTENT_ID} tabIndex={0} className={styles.main}>
            {props.children}
          </main>
        </div>
        <aside
          id={INSPECTOR_ID}
          aria-label={t('shell.inspector')}
          // It scrolls, and may hold nothing else that takes the focus.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
          tabIndex={0}
          className={styles.inspector}
          hidden={!shown}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !beside && !event.defaultPrevented) setOpen(false);
          }}
        >
          <AskedExplanation />
          <div ref={setSlot} className={styles.slot} />
          <p className={styles.inspectorHint}>{t('explain.hint')}</p>
        </aside>
        <JobTray jobs={jobs} onCancel={props.onCancelJob ?? nothing} onDismiss={props.onDismissJob ?? nothing} />
        {props.everywhere}
        <Palette
          open={finding}
          onClose={() => {
            setFinding(false);
            palette.onQuery('');
          }}
          {...palette}
        />
      </div>
    </ViewProvider>
  );
}

/** Whether a screen has put the focus into a field of its own already, as forms for something new do. */
const isTypedInto = (main: HTMLElement | null): boolean =>
  document.activeElement?.matches('input, textarea') === true && main?.contains(document.activeElement) === true;

/** The address is the router's: skipping moves the focus and leaves it alone. */
function skipTo(event: React.MouseEvent, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
