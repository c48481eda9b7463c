import { create } from 'zustand';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type ResolvedTheme = 'light' | 'dark';

/** Where the choice of light or dark outlives the window: a file on the desktop, the browser's storage elsewhere. */
export interface ThemeStorage {
  read(): ThemeChoice | undefined;
  write(choice: ThemeChoice): void;
}

const KEY = 'proofdesk.theme';

/** Keeps the choice in the browser's storage; where that is refused, the choice holds until the page is closed. */
export const browserThemeStorage: ThemeStorage = {
  read() {
    try {
      const kept = globalThis.localStorage?.getItem(KEY);
      return kept === 'light' || kept === 'dark' || kept === 'system' ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  write(choice) {
    try {
      globalThis.localStorage?.setItem(KEY, choice);
    } catch {
      // A preference that cannot be kept is not worth an error: it still holds for this page.
    }
  },
};

interface ThemeState {
  choice: ThemeChoice;
  setChoice(choice: ThemeChoice): void;
}

/** The chosen theme. `ThemeProvider` reads it from its storage and writes it back. */
export const useThemeChoice = create<ThemeState>((set) => ({
  choice: 'system',
  setChoice: (choice) => set({ choice }),
}));
