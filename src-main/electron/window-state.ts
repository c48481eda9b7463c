import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number().min(200), height: z.number().min(150) });
const windowState = z.object({ bounds: rectangle, maximized: z.boolean() });

/** Where a window was, in screen coordinates. */
export type WindowState = z.infer<typeof windowState>;
type Rectangle = z.infer<typeof rectangle>;

/** How much of a window must lie on a screen for it to be found there, in pixels. */
const findable = 80;

/**
 * Where the window was when it was last closed, if it still lies on a screen.
 * @param screens the work areas of the present screens
 */
export function rememberedState(file: string, screens: readonly Rectangle[]): WindowState | null {
  let state: WindowState;
  try {
    state = windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Absent at the first start; a damaged one is worth no more than that.
    return null;
  }
  const { bounds } = state;
  const shown = screens.some(
    (screen) =>
      Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= findable &&
      Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y) >= findable,
  );
  return shown ? state : null;
}

/** Remembers where a window is; whole or not at all. */
export function rememberState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
