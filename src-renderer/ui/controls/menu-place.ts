import { useLayoutEffect, useState } from 'react';

/**
 * Where a menu is drawn above the page: a landmark of its own while it is open, so that everything that is shown can be reached by the
 * list of landmarks. For `portalProps={{ target }}` of a `Menu`.
 */
export function useMenuPlace(label: string, open: boolean): HTMLElement {
  const [place] = useState(() => document.createElement('section'));
  useLayoutEffect(() => {
    if (!open) return;
    place.setAttribute('aria-label', label);
    document.body.append(place);
    return () => place.remove();
  }, [place, label, open]);
  return place;
}
