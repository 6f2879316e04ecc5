import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { components } from '../../main/webui/generated/operators';
import { type Watch, watched } from './browser';
import type { LocalCloud } from './local-cloud';
import { out, writeReport } from './report';

const SLOW = 600_000;
const PATIENCE = 300_000;
const GROUP = '1';

/** One person's name, as directories write it and as somebody would who wants to be two: in Cyrillic letters, too. */
const spellings = ['Grace', 'GRACE', 'grace', '  Grace ', 'Gr\u0430\u0441\u0435', 'Grace\u200b', 'Linus'] as const;

/** An operator in a browser of their own. */
interface Desk {
  readonly user: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

/** The steps by which operators end the group of a cloud in the console, without a command line. */
export function operatorsEndTheGroup(given: () => { cloud: LocalCloud; browser: Browser }): void {
  const desks = new Map<string, Desk>();
  let pictures = 0;

  async function desk(user: string): Promise<Page> {
    const known = desks.get(user);
    if (known) return known.page;
    const { browser, cloud } = given();
    const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    const { page, watch } = await watched(context);
    desks.set(user, { user, context, page, watch });
    await page.goto(cloud.console);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answerSignIn(page, user);
    return page;
  }

  async function answerSignIn(page: Page, user: string): Promise<void> {
    await page.locator(`input[name=user][value=${user}]`).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Stop all deletions' }).waitFor();
  }

  async function atTheGroup(user: string): Promise<Page> {
    const page = await desk(user);
    await page.goto(`${given().cloud.console}/groups/${GROUP}`);
    await page.locator('ol.path').waitFor();
    return page;
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(out, `operators-${++pictures}-${name}.png`), fullPage: true });
  }

  /** Presses a button, and answers the dialog that it opens. */
  async function deed(page: Page, name: string, typed?: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    if (typed !== undefined) await dialog.getByRole('textbox').fill(typed);
    await dialog.getByRole('button', { name, exact: true }).click();
  }

  /** Looks again and again, as a person who cannot wait. That the page looks by itself, the deletion shows. */
  async function refreshedUntil(page: Page, what: Locator, timeout = PATIENCE): Promise<void> {
    const look = async (): Promise<boolean> => {
      await page.reload();
      await page.locator('ol.path').waitFor();
      return what.first().isVisible();
    };
    await expect.poll(look, { timeout, interval: 1_000 }).toBe(true);
  }

  /** What the first count finds running is waited for until 46 minutes after its end, which is within a token's hour. */
  async function drain(page: Page): Promise<void> {
    const drained = page.getByText('All transfers and archives have ended');
    const soon = (what: Locator): Promise<void> => refreshedUntil(page, what, 20_000).catch(() => undefined);
    await soon(page.getByText(/[1-9]\d* transfers?.* still runs?\./).or(drained));
    for (let moves = 0; moves < 5 && !(await drained.isVisible()); moves++) {
      await given().cloud.forward('PT50M');
      await soon(drained);
    }
    await refreshedUntil(page, drained);
  }

  /** Types what the dialog asks to type. */
  async function approveIn(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Approve the purge', exact: true }).click();
    const asked = await page.getByRole('dialog').locator('.field .small').textContent();
    await page.getByRole('dialog').getByRole('textbox').fill(asked!);
    await page.getByRole('dialog').getByRole('button', { name: 'Approve the purge', exact: true }).click();
  }

  /** Approves as somebody who signed in long ago, has to do it again, and then is still at the group. */
  async function approve(user: string): Promise<Page> {
    const page = await atTheGroup(user);
    await approveIn(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click();
    await answerSignIn(page, user);
    await page.waitForURL(/\/groups\/1$/);
    await approveIn(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return page;
  }

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { user, page } of desks.values()) await picture(page, `broken-${user}`);
  });

  afterAll(async () => {
    for (const { context } of desks.values()) await context.close();
  });

  test('an operator places a hold and releases it', { timeout: SLOW }, async () => {
    const page = await desk('mary');
    await page.getByRole('link', { name: 'Holds' }).click();
    for (const [form, says] of [
      ['Place or change a hold', 'is under hold, placed by ⁨Mary⁩'],
      ['Release a hold', 'is no longer under hold'],
    ] as const) {
      const region = page.getByRole('region', { name: form });
      await region.getByLabel('User id').fill(given().cloud.member);
      await region.getByLabel('Group').fill(GROUP);
      await region.getByLabel('Reason').fill('Order 12 of the court');
      await region.getByRole('button', { name: form }).click();
      await page.locator('.status').getByText(says).waitFor();
    }
    await picture(page, 'holds');
    // Tokens last an hour: they are renewed while the clock moves in steps below.
    for (const user of ['ada', 'grace', 'linus', 'guest']) await desk(user);
  });

  test('the group closes, and one person plans', { timeout: SLOW }, async () => {
    await given().cloud.forward('P300D');
    const page = await atTheGroup('ada');
    await drain(page);
    await deed(page, 'Make a plan');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await refreshedUntil(page, page.getByText('Nobody has approved yet'));
    await page.getByText('Report of the plan').waitFor();
    expect(await page.getByRole('button', { name: 'Approve the purge' }).count()).toBe(0);
    await picture(page, 'planned');
  });

  test('one person approves once, with however many tokens', { timeout: SLOW }, async () => {
    const page = await approve('grace');
    await page.getByText('You have approved this plan').waitFor();
    await picture(page, 'approved-once');
    const hash = (await page.locator('.hash code').textContent())!;
    for (const name of spellings) {
      expect(await approveWithAnotherToken(hash, name), name).toBe('urn:sundown:problem:by-the-same-person');
    }
  });

  test('another person approves too, and everybody can object', { timeout: SLOW }, async () => {
    const page = await approve('linus');
    await page.getByText('Anybody can object for another').waitFor();
    await picture(page, 'pausing');
    const guest = await atTheGroup('guest');
    await guest.getByRole('button', { name: 'Stop all deletions' }).click();
    await guest.getByRole('dialog').getByRole('textbox').fill('what is this?');
    await guest.getByRole('dialog').getByRole('button', { name: 'Save the reason' }).click();
    await guest.locator('.kill').getByText('what is this?').waitFor();
    await picture(guest, 'stopped');
    const mary = await atTheGroup('mary');
    await deed(mary, 'Allow deletions again', 'all is well');
    await mary.getByRole('button', { name: 'Stop all deletions' }).waitFor();
  });

  test('after the pause everything is deleted', { timeout: SLOW }, async () => {
    await given().cloud.forward('P5D');
    const page = await atTheGroup('ada');
    await page.getByText('Everything in the manifest is deleted').waitFor();
    await picture(page, 'deleted');
  });

  test('the deletion is verified and certified', { timeout: SLOW }, async () => {
    const page = await atTheGroup('ada');
    await deed(page, 'Verify and certify');
    await page.getByRole('link', { name: 'Certificate of deletion' }).click();
    await page.getByText('Nothing is left of this group: 0 objects').waitFor();
    await picture(page, 'certified');
  });

  test('a user gets the proof that the manifest lists them', { timeout: SLOW }, async () => {
    const page = await desk('mary');
    await page.goto(`${given().cloud.console}/groups/${GROUP}/certificate`);
    const region = page.getByRole('region', { name: 'Prove the deletion to a user' });
    await region.getByLabel('User id').fill(given().cloud.member);
    const download = page.waitForEvent('download');
    await region.getByRole('button', { name: 'Save the proof' }).click();
    const proof = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Proof;
    await picture(page, 'proof');
    expect(proof.line).toContain(`"${given().cloud.member}"`);
    expect(follow(proof.line, proof.inChunk)).toBe((JSON.parse(proof.chunkLine) as { sha256: string }).sha256);
    expect(follow(proof.chunkLine, proof.inRoot)).toBe(await region.locator('.hash code').textContent());
    const consoles = [...desks.values()];
    expect(consoles.flatMap(({ watch }) => watch.violations)).toEqual([]);
    expect(consoles.flatMap(({ watch }) => watch.console)).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe('{}');
    writeReport({ operatorsJourney: 'from hold to certificate' });
  });

  /** The problem that the API answers to the same person with a new token of a new sign-in, by whatever name. */
  async function approveWithAnotherToken(hash: string, name: string): Promise<string> {
    const token = await given().cloud.token(given().cloud.console, 'grace', name);
    const response = await fetch(`${given().cloud.console}/api/operators/approve-purge`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ group: GROUP, manifestHash: hash }),
    });
    return ((await response.json()) as { type: string }).type;
  }
}

type Proof = NonNullable<components['schemas']['User']['proof']>;

/** The hash to which a path leads, as a reader follows it who does not trust Sundown: docs/certificates.md. */
function follow(line: string, { index, size, path }: Proof['inRoot']): string {
  const root = (place: number, leaves: number, way: readonly string[]): Buffer => {
    if (leaves === 1) return sha(Buffer.from([0]), Buffer.from(line));
    const left = 2 ** Math.floor(Math.log2(leaves - 1));
    const other = Buffer.from(way.at(-1)!, 'hex');
    return place < left
      ? sha(Buffer.from([1]), root(place, left, way.slice(0, -1)), other)
      : sha(Buffer.from([1]), other, root(place - left, leaves - left, way.slice(0, -1)));
  };
  return root(index, size, path).toString('hex');
}

function sha(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
