import { create } from 'zustand';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { Explain, Explanation } from './explanation';

/** The number that was asked last, and what it answered. */
export interface AskedNumber {
  /** Which number on the page. */
  id: string;
  value: string;
  explanation: Explanation | null;
  error: ErrorRecord | null;
}

interface InspectorState {
  /** Where screens put their own context; set by the shell. */
  slot: HTMLElement | null;
  asked: AskedNumber | null;
  /** How many parts of the screen have something to say there. */
  contexts: number;
  /** Whether the person wants it in sight; `null` leaves it to the screen: there if it has something to say. */
  open: boolean | null;
  setSlot(slot: HTMLElement | null): void;
  addContext(change: 1 | -1): void;
  setOpen(open: boolean | null): void;
  /** Shows where a number comes from. What comes late for a number no longer asked is dropped. */
  ask(id: string, value: string, explain: Explain): void;
  /** Takes the explanation away; the screen's own context remains. */
  forget(): void;
}

export const useInspector = create<InspectorState>((set, get) => ({
  slot: null,
  asked: null,
  contexts: 0,
  open: null,
  setSlot: (slot) => set({ slot }),
  addContext: (change) => set(({ contexts }) => ({ contexts: contexts + change })),
  setOpen: (open) => set({ open }),
  ask(id, value, explain) {
    const current = { id, value };
    const settle = (answer: Pick<AskedNumber, 'explanation' | 'error'>) => {
      const asked = get().asked;
      if (asked?.id === id && asked.value === value) set({ asked: { ...current, ...answer } });
    };
    try {
      const answer = explain();
      if (!(answer instanceof Promise)) {
        set({ asked: { ...current, explanation: answer, error: null } });
        return;
      }
      set({ asked: { ...current, explanation: null, error: null } });
      answer.then(
        (explanation) => settle({ explanation, error: null }),
        (thrown) => settle({ explanation: null, error: errorRecord(thrown) }),
      );
    } catch (thrown) {
      set({ asked: { ...current, explanation: null, error: errorRecord(thrown) } });
    }
  },
  forget: () => set({ asked: null }),
}));
