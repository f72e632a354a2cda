/** What axe finds on a page, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { type Desk, expect, goTo } from './portal.ts';

/** Rules whose verdict depends on colours: in the second theme nothing else can differ, the markup is the same. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Names what is wrong. Nothing is wanted about what is right, and no page has frames that would be joined: a quarter of the
 * time, the same rules.
 */
async function found(path: string, page: Page, only: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await only(axe).analyze();
  return violations.map((v) => `${path}: ${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** All rules in the light theme, those of colour in the dark one. */
export async function check(desk: Desk, path: string): Promise<void> {
  await goTo(desk, path);
  await examine(desk, path);
}

/** What was looked at in this test: each address, or another name for how a page stood. */
export const examined: string[] = [];

/** The page as it stands. */
export async function examine(desk: Desk, path: string): Promise<void> {
  const { page } = desk;
  examined.push(path);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const inLight = await found(path, page, (axe) => axe.withTags(tags));
  const light = await colours(desk);
  // Colours fade into each other, unless a person asks for less motion.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await colours(desk), `${path} has a dark theme`).not.toBe(light);
  const inDark = await found(`${path} (dark)`, page, (axe) => axe.withRules(OF_COLOUR));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  expect([...inLight, ...inDark]).toEqual([]);
}

/** Of a page that leaves them to the browser only that of the text tells the themes apart. */
const colours = (desk: Desk): Promise<string> =>
  desk.page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return `${color} on ${backgroundColor}`;
  });
