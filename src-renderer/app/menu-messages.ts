import { useEffect, useRef } from 'react';
import type { MenuItem } from '../../src-shared/system';
import { onMenuItem } from '../client';
import { useOfferedActions } from '../ui';

/** What the desktop's menu names, as the actions that do it. */
const ACTION_OF: Readonly<Record<MenuItem, string>> = {
  palette: 'find',
  search: 'find',
  import: 'import',
  'switch-person': 'switch-person',
  'customer-view': 'customer-view',
  receipts: 'go-receipts',
  settings: 'go-settings',
};

/** Runs actions that the desktop's menu asks for, where they are offered just now. */
export function useMenuMessages(): void {
  const actions = useOfferedActions();
  const offered = useRef(actions);
  offered.current = actions;
  useEffect(
    () =>
      onMenuItem((item) => {
        const action = offered.current.find(({ id }) => id === ACTION_OF[item]);
        if (action && !action.unavailable) action.run();
      }),
    [],
  );
}
