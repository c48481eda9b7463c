import { create } from 'zustand';
import { type ErrorRecord, errorCodes, errorRecord } from '../../../src-shared/kernel/errors';

export interface ReportedError {
  id: number;
  error: ErrorRecord;
  title?: string;
  retry?: () => void;
}

interface ErrorState {
  errors: readonly ReportedError[];
  /**
   * Puts an error where the person sees it until they deal with it. Anything thrown will do, and a record as it came over
   * the wire. The same error again replaces the one that is shown.
   */
  report(thrown: unknown, options?: { title?: string; retry?: () => void }): void;
  dismiss(id: number): void;
}

let reported = 0;

function isRecord(thrown: unknown): thrown is ErrorRecord {
  const { code, message } = (thrown ?? {}) as Partial<ErrorRecord>;
  return !(thrown instanceof Error) && errorCodes.some((known) => known === code) && typeof message === 'string';
}

/** Errors that belong to no field and no part of a screen; the shell shows them above the page. */
export const useErrors = create<ErrorState>((set) => ({
  errors: [],
  report(thrown, options = {}) {
    const error = isRecord(thrown) ? thrown : errorRecord(thrown);
    reported += 1;
    const entry: ReportedError = { id: reported, error, ...options };
    const same = (other: ReportedError) => JSON.stringify(other.error) === JSON.stringify(error);
    set(({ errors }) => ({ errors: [...errors.filter((other) => !same(other)), entry] }));
  },
  dismiss: (id) => set(({ errors }) => ({ errors: errors.filter((one) => one.id !== id) })),
}));

/** `useErrors.getState().report`, for code outside of components. */
export function reportError(thrown: unknown, options?: { title?: string; retry?: () => void }): void {
  useErrors.getState().report(thrown, options);
}
