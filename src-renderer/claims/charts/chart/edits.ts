import { useMemo, useRef } from 'react';
import { type Draft, useDraft } from '../../../app';

/** What somebody typed and did not save yet, and what stood there when it was begun. */
export interface Edit {
  text: string;
  base: string;
}

export type EditsByPlace = Readonly<Record<string, Edit>>;

/** Unsaved typing of a chart, by place: `<element>/mapping`, `chart/summary`, `<element>/comment`. */
export interface Edits {
  set(place: string, text: string, base: string): void;
  clear(place: string): void;
}

const none: EditsByPlace = {};

/** All unsaved typing of a chart, kept on this device until each piece is saved or given up. */
export function useEdits(chart: string): { typed: EditsByPlace; edits: Edits } {
  const draft = useDraft<EditsByPlace>(`/claims/charts/${chart}#edits`, none);
  const latest = useRef<Draft<EditsByPlace>>(draft);
  latest.current = draft;
  const edits = useMemo((): Edits => {
    // Two changes before the next drawing build on each other.
    const keep = (value: EditsByPlace) => {
      latest.current = { ...latest.current, value };
      if (Object.keys(value).length === 0) latest.current.drop();
      else latest.current.set(value);
    };
    return {
      set(place, text, base) {
        const before = latest.current.value[place];
        keep({ ...latest.current.value, [place]: { text, base: before?.base ?? base } });
      },
      clear(place) {
        const { [place]: cleared, ...rest } = latest.current.value;
        if (cleared) keep(rest);
      },
    };
  }, []);
  return { typed: draft.value, edits };
}
