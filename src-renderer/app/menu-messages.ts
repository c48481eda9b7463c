import { useEffect, useRef } from 'react';
import { useOfferedActions } from '../ui';

/** What the desktop's menu names, as the actions that do it. */
const ACTION_OF: Readonly<Record<string, string>> = {
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
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      const message = event.data as { proofdesk?: unknown; item?: unknown } | null;
      if (event.source !== window || message?.proofdesk !== 'menu' || typeof message.item !== 'string') return;
      const action = offered.current.find(({ id }) => id === ACTION_OF[message.item as string]);
      if (action && !action.unavailable) action.run();
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);
}
