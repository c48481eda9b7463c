import { Portal } from '@mantine/core';
import type { ReactNode } from 'react';

/** Above the page, as a landmark of its own: everything that is shown can then be reached by the list of landmarks. For a `Menu` that is open and `withinPortal={false}`. */
export function MenuPlace({ label, children }: { label: string | undefined; children: ReactNode }) {
  return (
    <Portal>
      <section aria-label={label}>{children}</section>
    </Portal>
  );
}
