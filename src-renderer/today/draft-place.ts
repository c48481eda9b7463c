import type { Area } from '../app';

/**
 * The screen that a draft's key names: its path, and what the screen is called. Null where no screen has the path (a draft of an earlier
 * version).
 */
export function draftPlace(key: string, areas: readonly Area[]): { path: string; title: string } | null {
  const [path = ''] = key.split('#');
  const parts = path.split('?')[0]?.split('/') ?? [];
  const fits = (pattern: string) => {
    const wanted = pattern.split('/');
    const needed = wanted.filter((part) => !part.startsWith('{-')).length;
    return (
      parts.length >= needed &&
      parts.length <= wanted.length &&
      parts.every((part, index) => /^(\$|\{-)/.test(wanted[index] ?? '') || part === wanted[index])
    );
  };
  const screens = areas.flatMap((area) => area.screens);
  const screen = screens.find((one) => one.path === path) ?? screens.find((one) => fits(one.path));
  return screen ? { path, title: screen.title } : null;
}
