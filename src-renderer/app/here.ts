import { useLayoutEffect } from 'react';
import { create } from 'zustand';
import type { Crumb } from '../ui';

/** What a screen says about itself to the frame around it. */
export interface Here {
  /** From the place down to where one is. */
  crumbs?: readonly Crumb[];
  /** The customer whom the screen is about: the customer view opens for this account. */
  customer?: { account: string; name: string } | null;
}

interface HereState {
  stack: readonly { owner: symbol; here: Here }[];
  set(owner: symbol, here: Here | null): void;
}

const useHereStore = create<HereState>((set) => ({
  stack: [],
  set: (owner, here) =>
    set(({ stack }) => {
      const others = stack.filter((one) => one.owner !== owner);
      return { stack: here ? [...others, { owner, here }] : others };
    }),
}));

/**
 * Says where one is while the component is on screen. What is left out is taken from the screen around it.
 *
 * @example useHere({ crumbs: [{ label: 'Deals', to: '/deals' }, { label: deal.title }], customer: { account, name } });
 */
export function useHere(here: Here): void {
  const set = useHereStore((state) => state.set);
  // Compared by content: callers write the object anew on each render.
  const text = JSON.stringify(here);
  useLayoutEffect(() => {
    const owner = Symbol('here');
    set(owner, JSON.parse(text) as Here);
    return () => set(owner, null);
  }, [text, set]);
}

/** What the screen said, the innermost last. For the frame. */
export function useWhereabouts(): Here {
  const stack = useHereStore((state) => state.stack);
  return {
    crumbs: stack.findLast(({ here }) => here.crumbs)?.here.crumbs,
    customer: stack.findLast(({ here }) => here.customer !== undefined)?.here.customer,
  };
}
