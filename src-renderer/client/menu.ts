import { type MenuItem, menuItem } from '../../src-shared/system';

/** Calls the listener when an item of the desktop window's menu is chosen; never in a browser. Returns what ends that. */
export function onMenuItem(listener: (item: MenuItem) => void): () => void {
  const heard = (event: MessageEvent) => {
    if (event.source !== window || event.data?.proofdesk !== 'menu') return;
    const item = menuItem.safeParse(event.data.item);
    if (item.success) listener(item.data);
  };
  window.addEventListener('message', heard);
  return () => window.removeEventListener('message', heard);
}
