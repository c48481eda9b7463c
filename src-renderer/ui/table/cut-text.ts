import type { PointerEvent } from 'react';

/** Marks a title as one that only repeats what was cut off, so that it goes when there is room again. */
const CUT = 'cut';

/**
 * Text that a narrow column cuts off is shown whole to whoever points at it. Measured only then: ten thousand rows must not be.
 * For `onPointerOver` of what holds the cells.
 */
export function showCutText({ target, currentTarget }: PointerEvent<HTMLElement>): void {
  for (
    let element = target as HTMLElement | null;
    element && element !== currentTarget && !element.hasAttribute('data-column');
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
