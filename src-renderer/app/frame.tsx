import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { useDesk, useDeskQueries } from '../client';
import { Shell, useNavigation, useText, type View } from '../ui';
import type { Area } from './area';
import { useAreas } from './areas';
import { ConnectionNotice } from './connection-notice';
import { CrashBoundary } from './crash';
import { enterCustomerView } from './customer-address';
import { CustomerChooser } from './customer-chooser';
import { useActor, useDeskState, useHasRole, useWorkspace } from './desk-state';
import { useFrameActions } from './frame-actions';
import { useWhereabouts } from './here';
import { useJobs } from './jobs';
import { useMenuMessages } from './menu-messages';
import {
  currentItem,
  type NavigationScreen,
  navigationGroups,
  navigationScreens,
  placeOf,
  plainCrumbs,
} from './navigation';
import { PersonChooser } from './person-chooser';
import { rolesText } from './person-roles';
import { Reading } from './reading';
import { useShownScreen } from './router';
import { useSearch } from './search';
import { Shortcuts } from './shortcuts';
import { useOnlyPerson } from './sync-status';
import { appText } from './text';
import { useUndoLast } from './undo-last';
import { useActAs } from './use-act-as';

/** The frame around our own screens: where one can go, who acts, whose eyes one sees with. */
export function Frame() {
  const t = useText(appText);
  const areas = useAreas();
  const actor = useActor();
  const { name: workspaceName } = useWorkspace();
  const { people } = useDeskState();
  const admin = useHasRole('admin');
  const only = useOnlyPerson();
  const navigation = useNavigation();
  const { pattern, path } = useShownScreen();
  const { crumbs, customer } = useWhereabouts();
  const [dialog, setDialog] = useState<'person' | 'customer' | 'help' | null>(null);
  const actAs = useActAs();
  const undo = useUndoLast();
  const close = useCloseWorkspace();
  const jobs = useJobs();
  const search = useSearch();

  const screens = useMemo(() => navigationScreens(areas), [areas]);
  const counts = useCounts(screens);
  const shown = useShownPlaces(screens);
  const groups = useMemo(
    () =>
      navigationGroups(
        screens.filter((one) => shown.includes(placeOf(one))),
        counts,
        { catalogue: t('nav.catalogue'), trust: t('nav.trust'), foot: t('nav.foot') },
      ),
    [screens, shown, counts, t],
  );
  const screen = useMemo(() => screenAt(areas, pattern), [areas, pattern]);
  const current = currentItem(screens, screen, path);
  const screenKey = screen?.steady ? pattern : path;
  const openCustomerView = useCallback(
    () => (customer ? enterCustomerView(customer.account) : setDialog('customer')),
    [customer],
  );
  useFrameActions({
    onPerson: useCallback(() => setDialog('person'), []),
    onHelp: useCallback(() => setDialog('help'), []),
    onCustomerView: openCustomerView,
    onActAs: actAs,
    onUndo: undo.undoLast,
  });
  useMenuMessages();

  return (
    <Shell
      navigation={groups}
      current={current}
      breadcrumbs={crumbs ?? plainCrumbs(screens, screen, current, t('missing.title'))}
      screenKey={screenKey}
      sync={<Everywhere key={actor.id} areas={areas} part="indicator" />}
      view={{ value: 'ours', onChange: (view: View) => view === 'customer' && openCustomerView() }}
      search={search}
      {...jobs}
      everywhere={<Everywhere key={actor.id} areas={areas} part="everywhere" />}
      person={{
        current: { id: actor.id, name: actor.name ?? t('person.none'), role: rolesText(actor.roles) },
        workspace: workspaceName,
        people: people
          .filter(({ archived, id }) => !archived && (only === null || id === only))
          .map(({ id, name, roles }) => ({ id, name: name ?? t('person.none'), role: rolesText(roles) })),
        onSwitch: actAs,
        note: only === null ? undefined : t('person.only'),
        items: [
          ...(admin ? [{ id: 'add', label: t('person.add'), run: () => navigation.go('/settings/people?add=1') }] : []),
          { id: 'settings', label: t('person.settings'), run: () => navigation.go('/settings') },
          { id: 'help', label: t('help.open'), run: () => setDialog('help') },
          { id: 'close', label: t('person.close'), section: true as const, run: close },
        ],
      }}
    >
      <ConnectionNotice />
      <CrashBoundary screenKey={`${actor.id} ${screenKey}`}>
        <Suspense fallback={<Reading />}>
          <Outlet key={actor.id} />
        </Suspense>
      </CrashBoundary>
      <PersonChooser open={dialog === 'person'} onClose={() => setDialog(null)} onChoose={actAs} />
      <CustomerChooser open={dialog === 'customer'} onClose={() => setDialog(null)} />
      {undo.dialog}
      <Shortcuts open={dialog === 'help'} onClose={() => setDialog(null)} />
    </Shell>
  );
}

/** What areas put over every screen, or into the top bar. */
function Everywhere({ areas, part }: { areas: readonly Area[]; part: 'everywhere' | 'indicator' }) {
  return areas.map(({ name, [part]: Part }) => Part && <Part key={name} />);
}

function screenAt(areas: readonly Area[], pattern: string) {
  return areas.flatMap((area) => area.screens).find(({ path }) => path === pattern);
}

/** How many wait in each place, by its path. */
function useCounts(screens: readonly NavigationScreen[]): Readonly<Record<string, number | undefined>> {
  const counts: Record<string, number | undefined> = {};
  for (const screen of screens) {
    // biome-ignore lint/correctness/useHookAtTopLevel: the registered screens never change while the page is open
    counts[placeOf(screen)] = screen.nav.useCount?.();
  }
  const text = JSON.stringify(counts);
  return useMemo(() => JSON.parse(text) as typeof counts, [text]);
}

/** The places that are there in this workspace. */
function useShownPlaces(screens: readonly NavigationScreen[]): readonly string[] {
  // biome-ignore lint/correctness/useHookAtTopLevel: the registered screens never change while the page is open
  const shown = screens.filter(({ nav }) => nav.useShown?.() ?? true).map(placeOf);
  const text = JSON.stringify(shown);
  return useMemo(() => JSON.parse(text) as string[], [text]);
}

function useCloseWorkspace(): () => void {
  const desk = useDesk();
  const queries = useQueryClient();
  const state = useDeskQueries().workspace.state.key();
  return async () => {
    await desk.workspace.close();
    await queries.invalidateQueries({ queryKey: state });
  };
}
