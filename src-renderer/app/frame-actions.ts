import { useMemo } from 'react';
import { type Action, useActions, useNavigation, useText, useThemeChoice } from '../ui';
import { useAreas } from './areas';
import { useDeskState } from './desk-state';
import { rolesText } from './person-roles';
import { useOnlyPerson } from './sync-status';
import { appText } from './text';

export interface FrameActions {
  onPerson(): void;
  onHelp(): void;
  onCustomerView(): void;
  onActAs(person: string): void;
  onUndo(): void;
}

/** What can be done anywhere: what areas registered, who acts, the theme, the customer view, help. */
export function useFrameActions({ onPerson, onHelp, onCustomerView, onActAs, onUndo }: FrameActions): void {
  const t = useText(appText);
  const areas = useAreas();
  const { go } = useNavigation();
  const { people, person } = useDeskState();
  const only = useOnlyPerson();
  const setChoice = useThemeChoice((state) => state.setChoice);
  useActions(
    useMemo((): Action[] => {
      const registered = areas
        .flatMap((area) => area.commands ?? [])
        .filter(({ roles }) => !roles || person?.roles.some((role) => roles.includes(role)))
        .map(({ id, label, to, keywords, shortcut }) => ({
          id,
          label,
          keywords,
          shortcut,
          everywhere: true,
          run: () => go(to),
        }));
      const others = people.filter(
        ({ archived, id }) => !archived && id !== person?.id && (only === null || id === only),
      );
      const everywhere = (action: Omit<Action, 'everywhere'>): Action => ({ ...action, everywhere: true });
      return [
        ...registered,
        everywhere({ id: 'customer-view', label: t('customer.open'), shortcut: 'Mod Shift U', run: onCustomerView }),
        everywhere({ id: 'undo', label: t('undo.last'), shortcut: 'Mod Alt Z', run: onUndo }),
        everywhere({
          id: 'switch-person',
          label: t('person.switch'),
          shortcut: 'Mod Shift P',
          unavailable: only === null ? undefined : t('person.only'),
          run: onPerson,
        }),
        ...others.map(({ id, name, roles }) =>
          everywhere({
            id: `act-as-${id}`,
            label: t('person.switch-to', { name: name ?? t('person.none') }),
            keywords: rolesText(roles),
            run: () => onActAs(id),
          }),
        ),
        everywhere({ id: 'theme-light', label: t('theme.light'), run: () => setChoice('light') }),
        everywhere({ id: 'theme-dark', label: t('theme.dark'), run: () => setChoice('dark') }),
        everywhere({ id: 'theme-system', label: t('theme.system'), run: () => setChoice('system') }),
        everywhere({ id: 'help', label: t('help.open'), shortcut: '?', run: onHelp }),
      ];
    }, [areas, go, people, person, only, setChoice, t, onPerson, onHelp, onCustomerView, onActAs, onUndo]),
  );
}
