import { useEffect, useRef, useState } from 'react';
import type { BlockDraft, Finding, PreviewView, SettingProblem } from '../../../src-shared/documents';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';

export interface ShownPage {
  number: number;
  digest: string;
  width: number;
  height: number;
  /** The picture as this page may show it. */
  address: string;
}

export interface Preview {
  pages: readonly ShownPage[];
  places: Readonly<Record<string, number>>;
  findings: readonly Finding[];
  problem: SettingProblem | null;
  /** Milliseconds the last setting took; null before the first. */
  took: number | null;
  busy: boolean;
}

/** What is to be set: what is typed, what is kept, or a version that was handed in. */
export interface PreviewWish {
  composition: string;
  blocks?: readonly BlockDraft[];
  version?: number;
}

const NOTHING: Preview = { pages: [], places: {}, findings: [], problem: null, took: null, busy: true };

/**
 * The pages of a composition as they will look, set anew at each change of what is typed or kept. One setting runs at a time and the last
 * wish wins; a page that has not changed is kept and does not travel again.
 */
export function usePreview(asked: PreviewWish, kept: unknown): Preview {
  const desk = useDesk();
  const [preview, setPreview] = useState<Preview>(NOTHING);
  const pictures = useRef(new Map<string, string>());
  const wish = useRef<PreviewWish | null>(null);
  const running = useRef(false);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    const addresses = pictures.current;
    return () => {
      alive.current = false;
      for (const address of addresses.values()) URL.revokeObjectURL(address);
      addresses.clear();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `kept` stands for what is kept elsewhere and is drawn too
  useEffect(() => {
    wish.current = asked;
    if (running.current) return;
    running.current = true;
    const run = async () => {
      while (wish.current && alive.current) {
        const wanted = wish.current;
        wish.current = null;
        setPreview((before) => ({ ...before, busy: true }));
        try {
          const answer = await desk.documents.compositions.preview({
            composition: wanted.composition,
            ...(wanted.version !== undefined && { version: wanted.version }),
            ...(wanted.blocks && { blocks: [...wanted.blocks] }),
            have: [...pictures.current.keys()],
          });
          if (alive.current) setPreview(shown(answer, pictures.current));
        } catch (thrown) {
          const { message, hint } = errorRecord(thrown);
          const problem = { message, hint: hint ?? null, file: null, line: null, column: null };
          if (alive.current) setPreview((before) => ({ ...before, busy: false, problem }));
        }
      }
      running.current = false;
    };
    void run();
  }, [desk, asked, kept]);
  return preview;
}

/** Keeps the pictures of pages that are shown, and lets go of those that are not. */
function shown({ pages, places, findings, problem, took }: PreviewView, kept: Map<string, string>): Preview {
  for (const { digest, svg } of pages) {
    if (svg === null || kept.has(digest)) continue;
    kept.set(digest, URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
  }
  const used = new Set(pages.map(({ digest }) => digest));
  // Pages of just now come back when a change is taken back; beyond that they are let go.
  for (const [digest, address] of kept) {
    if (kept.size <= 40 || used.has(digest)) continue;
    URL.revokeObjectURL(address);
    kept.delete(digest);
  }
  return {
    pages: pages.flatMap(({ number, digest, width, height }) => {
      const address = kept.get(digest);
      return address ? [{ number, digest, width, height, address }] : [];
    }),
    places,
    findings,
    problem,
    took,
    busy: false,
  };
}
