import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { out } from './report';

/** How many views were looked at, and how much axe has found in them. */
export const figures = { views: 0, axeViolations: 0 };

/** The small one, which is read twice as fast. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WCAG: axe.RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const COLOURS: axe.RunOnly = { type: 'rule', values: ['color-contrast'] };

/** Takes a picture of a page as it is, and checks that people can read it: WCAG 2.2 AA, and nothing wider than the window. */
export async function checkView(page: Page, name: string): Promise<void> {
  await checkWith(WCAG, page, name);
  figures.views += 1;
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await page.locator('h1').count()).toBe(1);
}

/** The same in the dark, where only the colours are others. */
export async function checkDark(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkWith(COLOURS, page, name);
}

/** The answer and its one action are seen without scrolling. */
export async function checkFold(page: Page): Promise<void> {
  const folds = await page.evaluate(() => {
    scrollTo(0, 0);
    return [...document.querySelectorAll('.answer .first')].map((action) => action.getBoundingClientRect().bottom - innerHeight);
  });
  expect(folds.length).toBeLessThanOrEqual(1);
  expect(Math.max(0, ...folds)).toBe(0);
}

/** Takes pictures of a window, in the light and in the dark. */
export async function portray(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await checkWith(COLOURS, page, `${name}-${colorScheme}`, false);
  }
}

async function checkWith(rules: axe.RunOnly, page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`), fullPage });
  // It is half a megabyte of script: once a page is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (runOnly) => (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], runOnly }),
    rules,
  );
  figures.axeViolations += violations.length;
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
