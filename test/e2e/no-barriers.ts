import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './expect';

const resolver = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axeSource = readFileSync(resolver.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds by looking at colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe offers in a page, as far as colours need it. */
interface Axe {
  run(
    context: { include: Element[] },
    options: object,
  ): Promise<Record<'violations' | 'passes', { id: string; nodes: { element: HTMLElement }[] }[]>>;
}

/** Texts whose colours axe has found to be good, in this process: each is known by what is described at `judgeColours`. */
const good = new Set<string>();

/** Nothing that axe knows to be a barrier, in light and in dark. */
export async function expectNoBarriers(desk: Page, where: string): Promise<void> {
  // What is looked at is the whole screen, not the moment before it is there.
  await expect(desk.locator('[data-reading]')).toHaveCount(0);
  await expect(desk.locator('h1')).not.toHaveCount(0);
  await desk.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  // Structure is the same in both themes; colours are not.
  expect(await structure(desk), where).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations, passed } = await desk.evaluate(judgeColours, { rules: COLOURS, good: [...good] });
    expect(violations, `${where}, ${colorScheme}`).toEqual([]);
    for (const text of passed) good.add(text);
  }
  await desk.emulateMedia({ colorScheme: 'light' });
}

async function structure(desk: Page): Promise<string[]> {
  // The application has no frames, so that axe can give its answer in the page itself and needs no second one for it; what passes is not asked for.
  // It is put into each page once.
  const source = (await desk.evaluate(() => 'axe' in window)) ? 'void 0' : axeSource;
  const axe = new AxeBuilder({ page: desk, axeSource: source })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .disableRules(COLOURS);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/**
 * Lets axe judge the colours of every text of a page, but for those whose like it has found good before: at the same place of the structure
 * (elements and classes down to it) with the same colours, backgrounds, opacities and letters. Most of a page is the like of something.
 * Runs in the page.
 */
async function judgeColours(given: { rules: string[]; good: string[] }): Promise<{
  violations: string[];
  passed: string[];
}> {
  const known = new Set(given.good);
  /** 53 bits of a text (cyrb53). */
  const digest = (text: string): string => {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
  };
  const digests = new Map<Element, string>();
  const likeOf = (element: Element): string => {
    const found = digests.get(element);
    if (found !== undefined) return found;
    const style = getComputedStyle(element);
    const { parentElement } = element;
    const like = digest(
      [
        parentElement ? likeOf(parentElement) : '',
        element.tagName,
        element.getAttribute('class'),
        style.color,
        style.backgroundColor,
        style.backgroundImage,
        style.opacity,
        style.filter,
        style.position,
        style.fontSize,
        style.fontWeight,
        style.textShadow,
      ].join('|'),
    );
    digests.set(element, like);
    return like;
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  const texts = [...document.body.querySelectorAll('*')].filter(
    (element) => (hasText(element) || element.matches('input, select, textarea')) && element.checkVisibility(),
  );
  const include = texts.filter((element) => !known.has(likeOf(element)));
  if (include.length === 0) return { violations: [], passed: [] };
  const { axe } = window as unknown as { axe: Axe };
  const { violations, passes } = await axe.run(
    { include },
    { runOnly: given.rules, resultTypes: ['violations', 'passes'], elementRef: true, selectors: false },
  );
  return {
    violations: violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ element }) => element.outerHTML.slice(0, 200)).join(', ')}`,
    ),
    // What axe could not judge, or left out, is looked at again next time.
    passed: passes
      .filter(({ id }) => id === 'color-contrast')
      .flatMap(({ nodes }) => nodes.map(({ element }) => likeOf(element))),
  };
}
