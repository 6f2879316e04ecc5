import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerApi, SignIn } from './answers';
import { launch, signIn, watched } from './browser';
import { enums, valuesIn } from './document';
import { completeLanguages, out, writeReport } from './report';
import { archives, built, google, issuer, serve, servePictured, type Site, thumbnails } from './server';
import { now, type Reply, type State, states } from './states';
import { checkDark, checkFold, checkView, figures, portray } from './views';

const messages = join(import.meta.dirname, '../../main/webui/messages');
const languages = ['en', 'ar'].filter((tag) => existsSync(join(messages, `${tag}.json`)));
const widths = [320, 1280];
const windows = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];
/** States that stand for the others: docs/pictures/page has them. */
const portraits = [
  'phase-announced',
  'exports-open',
  'transfer-running',
  'wait-room-offer',
  'wait-quota',
  'transfer-finished',
  'transfer-finished-some-failed',
  'archive-ready',
  'moved-and-downloaded',
  'closed',
  'refund-refunded',
  'receipt',
];
/** For one state, or those that match: `STATE=room make test-page`. */
const only = process.env['STATE'];

const visited = new Set<string>();
const report = {
  states: new Set<string>(),
  consoleErrors: 0,
  policyViolations: 0,
  foreignHosts: new Set<string>(),
  requests: 0,
};

let browser: Browser;
let site: Site;
let pictured: Site;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  [browser, site, pictured] = await Promise.all([launch(), serve(languages), servePictured(languages)]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close(), pictured?.close()]);
  writeReport({
    ...report,
    ...figures,
    states: [...report.states],
    foreignHosts: [...report.foreignHosts],
    values: [...visited].sort(),
    languages: completeLanguages(),
  });
});

describe.concurrent.each(languages)('in %s', (language) => {
  test.each(states.filter(({ name }) => only === undefined || new RegExp(only).test(name)))('$name', async (state) => {
    const context = await browser.newContext({
      viewport: { width: widths[0]!, height: 640 },
      locale: language,
      timezoneId: 'Asia/Kolkata',
      reducedMotion: 'reduce',
    });
    try {
      const { page, watch } = await watched(context);
      await show(page, state);
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 640 : 900 });
        await checkView(page, `${state.name}-${language}-${width}`);
      }
      if (language === 'en') await checkDark(page, `${state.name}-dark`);
      for (const window of windows) {
        await page.setViewportSize(window);
        await checkFold(page);
        if (portraits.includes(state.name)) await portray(page, `portrait-${state.name}-${language}-${window.width}`);
      }
      // Some seconds later it is still there: the next answer has not taken it away.
      if (state.shows) expect(await page.locator(state.shows).first().isVisible()).toBe(true);
      report.states.add(state.name);
      report.consoleErrors += watch.console.length;
      report.policyViolations += watch.violations.length;
      report.requests += watch.requests.length;
      const foreign = watch.foreign([site.origin, issuer, archives, google, ...(state.pictured ? [pictured.origin, thumbnails] : [])]);
      for (const host of foreign) report.foreignHosts.add(host);
      expect(watch.console).toEqual([]);
      expect(watch.violations).toEqual([]);
      expect(foreign).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe('the document', () => {
  test('has a screen for each value of each enum, and for each code of a problem', () => {
    if (only) return;
    const all = [...enums()].flatMap(([place, values]) => values.map((value) => `${place}=${value}`));
    expect(all.filter((value) => !visited.has(value))).toEqual([]);
    expect(all).toContain('Problem.type=urn:sundown:problem:already-confirmed');
    expect(all.length).toBeGreaterThanOrEqual(40);
  });
});

test('the first load has at most 75 KB of script', async () => {
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
  });
  await signIn(page);
  await answer(page, { name: 'budget', replies: { 'GET /me': states.find(({ name }) => name === 'transfer-running')!.replies['GET /me']! } });
  await page.goto(site.origin);
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path)), { level: 9 }).length, 0);
  writeReport({ scriptBytes: bytes, scriptBudget: 75 * 1024 });
  expect(bytes).toBeLessThanOrEqual(75 * 1024);
  await context.close();
});

async function show(page: Page, state: State): Promise<void> {
  await page.clock.install({ time: now });
  if (!state.signedOut) await signIn(page);
  await answer(page, state);
  if (state.pictured) await answerPictures(page);
  await page.goto((state.pictured ? pictured : site).origin + (state.path ?? '/'));
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('main progress:not([value])') === null);
  await state.act?.(page);
  if (state.shows) await page.locator(state.shows).first().waitFor();
}

/** Answers each small picture with one of its own colour, but for the third, which is broken. */
async function answerPictures(page: Page): Promise<void> {
  await page.route(`${thumbnails}/small/*`, (route) => {
    const number = Number(route.request().url().split('-').at(-1));
    const body = number === 2 ? 'broken' : pictureOf(number * 47);
    return route.fulfill({ contentType: 'image/svg+xml', body });
  });
}

function pictureOf(hue: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path fill="hsl(${hue} 60% 75%)" d="M0 0h3v2H0z"/>
    <path fill="hsl(${hue} 45% 45%)" d="M0 2l1-1 .6.5L2.2.7 3 1.6V2z"/></svg>`;
}

/** Answers the page's calls as the state says, and the sign-in as one that renews nothing. */
async function answer(page: Page, state: State): Promise<void> {
  const door = new SignIn();
  door.renews = false;
  await door.at(page);
  await answerApi(page, (call) => {
    const reply = state.replies[call];
    if (reply !== undefined) note(reply);
    return reply;
  });
}

function note(reply: Reply): void {
  if (reply === 'no connection' || reply === 'no answer') return;
  if ('body' in reply && reply.schema) for (const value of valuesIn(reply.body, reply.schema)) visited.add(value);
  if ('problem' in reply) {
    const problem = { type: `urn:sundown:problem:${reply.problem}`, ...reply.more };
    for (const value of valuesIn(problem, 'Problem')) visited.add(value);
  }
}
