import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerApi, SignIn } from './answers';
import { launch, signIn, thorough, watched, widths } from './browser';
import { enums, valuesIn } from './document';
import { completeLanguages, out, writeReport } from './report';
import { archives, built, google, issuer, serve } from './server';
import { now, type Reply, type State, states } from './states';
import { checkDark, checkView, figures } from './views';

const messages = join(import.meta.dirname, '../../main/webui/messages');
const languages = (thorough ? ['en', 'ar'] : ['en']).filter((tag) => existsSync(join(messages, `${tag}.json`)));

const visited = new Set<string>();
const report = {
  states: new Set<string>(),
  consoleErrors: 0,
  policyViolations: 0,
  foreignHosts: new Set<string>(),
  requests: 0,
};

let browser: Browser;
let site: { origin: string; close: () => Promise<void> };

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  [browser, site] = await Promise.all([launch(), serve(languages)]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
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
  test.each(states)('$name', async (state) => {
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
      if (thorough && language === 'en') await checkDark(page, `${state.name}-dark`);
      // Some seconds later it is still there: the next answer has not taken it away.
      if (state.shows) expect(await page.locator(state.shows).first().isVisible()).toBe(true);
      report.states.add(state.name);
      report.consoleErrors += watch.console.length;
      report.policyViolations += watch.violations.length;
      report.requests += watch.requests.length;
      const foreign = watch.foreign([site.origin, issuer, archives, google]);
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
    const all = [...enums()].flatMap(([place, values]) => values.map((value) => `${place}=${value}`));
    expect(all.filter((value) => !visited.has(value))).toEqual([]);
    expect(all).toContain('Problem.type=urn:sundown:problem:already-confirmed');
    expect(all.length).toBeGreaterThanOrEqual(40);
  });
});

test('the first load has at most 80 KB of script', async () => {
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
  writeReport({ scriptBytes: bytes, scriptBudget: 80 * 1024 });
  expect(bytes).toBeLessThanOrEqual(80 * 1024);
  await context.close();
});

async function show(page: Page, state: State): Promise<void> {
  await page.clock.install({ time: now });
  if (!state.signedOut) await signIn(page);
  await answer(page, state);
  await page.goto(site.origin + (state.path ?? '/'));
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('main progress:not([value])') === null);
  await state.act?.(page);
  if (state.shows) await page.locator(state.shows).first().waitFor();
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
  if (reply === 'no connection') return;
  if ('body' in reply && reply.schema) for (const value of valuesIn(reply.body, reply.schema)) visited.add(value);
  if ('problem' in reply) {
    const problem = { type: `urn:sundown:problem:${reply.problem}`, ...reply.more };
    for (const value of valuesIn(problem, 'Problem')) visited.add(value);
  }
}
