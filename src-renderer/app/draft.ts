import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk, useDeskQueries } from '../client';
import { reportError } from '../ui';

/** A pause in typing after which the draft is written. Milliseconds. */
const PAUSE = 400;

export interface Draft<T> {
  /** What is being edited: the draft of before, or the initial value. */
  value: T;
  /** Takes the new value, or how it follows from the present one: for what several may change before it is shown again. */
  set(value: T | ((present: T) => T)): void;
  /** Whether there is an edit that has not been saved. */
  dirty: boolean;
  /** When the draft was written that was found; null where none was. Say so: "unfinished edit of 10:12". */
  found: number | null;
  /** Takes the draft away: after it was saved, or when it is given up. The initial value holds again. */
  drop(): void;
}

/**
 * An unfinished edit of the acting person, kept on this device until it is saved or given up; it survives a crash. Name it by the path of
 * its screen, so that Today can lead back to it: `/quotes/0198…#terms`.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const desk = useDesk();
  const queries = useQueryClient();
  const listKey = useDeskQueries().workspace.drafts.list.key();
  const [draft, setDraft] = useState<{ key: string; body: T; found: number | null } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unwritten = useRef<(() => void) | null>(null);
  const listChanged = useRef(() => {});
  listChanged.current = () => void queries.invalidateQueries({ queryKey: listKey });

  useEffect(() => {
    let left = false;
    desk.workspace.drafts
      .get({ key })
      .then(({ body, updated }) => {
        // What was typed meanwhile is newer than what was found.
        if (!left && body !== null) setDraft((typed) => typed ?? { key, body: body as T, found: updated });
      })
      .catch(reportError);
    return () => {
      left = true;
      clearTimeout(timer.current);
      unwritten.current?.();
      setDraft(null);
    };
  }, [desk, key]);

  const present = draft?.key === key ? draft : null;
  const latest = useRef(initial);
  latest.current = present ? present.body : initial;
  const set = useCallback(
    (next: T | ((present: T) => T)) => {
      const body = next instanceof Function ? next(latest.current) : next;
      latest.current = body;
      setDraft((before) => ({ key, body, found: before?.found ?? null }));
      clearTimeout(timer.current);
      const write = () => {
        unwritten.current = null;
        void desk.workspace.drafts.put({ key, body }).then(() => listChanged.current(), reportError);
      };
      unwritten.current = write;
      timer.current = setTimeout(write, PAUSE);
    },
    [desk, key],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    unwritten.current = null;
    setDraft(null);
    void desk.workspace.drafts.drop({ key }).then(() => listChanged.current(), reportError);
  }, [desk, key]);
  return {
    value: present ? present.body : initial,
    set,
    dirty: present !== null,
    found: present?.found ?? null,
    drop,
  };
}
