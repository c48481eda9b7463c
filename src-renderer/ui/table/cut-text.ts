import { type PointerEvent, useCallback, useEffect, useRef } from 'react';

/** Marks a title as one that only repeats what was cut off, so that it goes when there is room again. */
const CUT = 'cut';

/** A pointer that rows pass below while they scroll asks nothing: measuring then would lay the page out anew. Milliseconds. */
const RESTING = 120;

/**
 * Text that a narrow column cuts off is shown whole to whoever rests a pointer on it. Measured only then: ten thousand rows must not
 * be, nor those that scroll by. The handler is for `onPointerOver` of what holds the cells.
 */
export function useCutText(): (event: PointerEvent<HTMLElement>) => void {
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);
  return useCallback(({ target, currentTarget }: PointerEvent<HTMLElement>) => {
    clearTimeout(resting.current);
    resting.current = setTimeout(() => showCutText(target as HTMLElement, currentTarget), RESTING);
  }, []);
}

function showCutText(target: HTMLElement, grid: HTMLElement): void {
  for (
    let element: HTMLElement | null = target;
    element && element !== grid && !element.hasAttribute('data-column');
    element = element.parentElement
  ) {
    if (element.title && element.dataset[CUT] === undefined) return;
    // A pixel may be lost to rounding.
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).textOverflow === 'ellipsis') {
      element.title = element.textContent;
      element.dataset[CUT] = '';
    } else if (element.dataset[CUT] !== undefined) {
      element.removeAttribute('title');
      delete element.dataset[CUT];
    }
  }
}
