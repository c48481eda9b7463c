import { useEffect, useLayoutEffect } from 'react';
import { create } from 'zustand';

/** Something a person can do, in the palette and by its keys. */
export interface Action {
  id: string;
  /** The deed: "Submit quote". */
  label: string;
  run(): void;
  /** Keys with spaces between: `Mod Enter`, `Mod Shift E`. `Mod` is Ctrl, and ⌘ on a Mac. */
  shortcut?: string;
  /** Other words it is looked for by. */
  keywords?: string;
  /** Why it cannot be done now; still found, and says so. */
  unavailable?: string | false | null;
  /** Offered on every screen, after those of the screen itself. */
  everywhere?: boolean;
}

interface ActionState {
  lists: ReadonlyMap<symbol, readonly Action[]>;
  set(owner: symbol, actions: readonly Action[] | null): void;
}

const useActionStore = create<ActionState>((set) => ({
  lists: new Map(),
  set: (owner, actions) =>
    set((state) => {
      const lists = new Map(state.lists);
      if (actions) lists.set(owner, actions);
      else lists.delete(owner);
      return { lists };
    }),
}));

/**
 * Offers actions while the component is on screen. Give a memoised list: a new one on each render registers anew.
 *
 * @example useActions(useMemo(() => [{ id: 'submit', label: 'Submit quote', shortcut: 'Mod Enter', run: submit }], [submit]));
 */
export function useActions(actions: readonly Action[]): void {
  const set = useActionStore((state) => state.set);
  // Before the screen is painted: whoever sees it may press its keys.
  useLayoutEffect(() => {
    const owner = Symbol('actions');
    set(owner, actions);
    return () => set(owner, null);
  }, [actions, set]);
}

/** All actions offered now; those of the screen before those of the application. */
export function useOfferedActions(): readonly Action[] {
  return inOrder(useActionStore((state) => state.lists));
}

function inOrder(lists: ActionState['lists']): readonly Action[] {
  const all = [...lists.values()].flat();
  return [...all.filter((action) => !action.everywhere), ...all.filter((action) => action.everywhere)];
}

const onMac = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Whether a key press is the shortcut, with exactly its modifiers. */
export function isShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const keys = shortcut.split(' ');
  const wants = (name: string) => keys.includes(name);
  const key = keys.at(-1) ?? '';
  const mod = onMac() ? event.metaKey : event.ctrlKey;
  const otherMod = onMac() ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === wants('Mod') &&
    !otherMod &&
    event.altKey === wants('Alt') &&
    // For signs such as `?` Shift is part of typing them.
    (event.shiftKey === wants('Shift') || (key.length === 1 && !/[a-z0-9]/i.test(key)))
  );
}

/** A dialog stops everything else until it is decided, also what has a key. One that is just fading away has lost the focus already. */
const dialogIsOpen = () => document.activeElement?.closest('[role="dialog"][aria-modal="true"]') != null;

/**
 * Runs offered actions by their keys. Keys without a modifier do nothing while something is being typed, and none does anything while a
 * dialog is open. Part of the shell.
 */
export function useActionKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target as HTMLElement | null;
      const typing = target?.matches?.('input, textarea, select, [contenteditable]') ?? false;
      const action = inOrder(useActionStore.getState().lists).find(
        (one) => one.shortcut && isShortcut(event, one.shortcut),
      );
      if (!action || action.unavailable || (typing && !/\b(Mod|Alt)\b/.test(action.shortcut ?? ''))) return;
      event.preventDefault();
      if (!dialogIsOpen()) action.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
