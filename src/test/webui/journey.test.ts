import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, type Watch, watched } from './browser';
import { operatorsEndTheGroup } from './console-journey';
import { LocalCloud } from './local-cloud';
import { out, writeReport } from './report';
import { type Asked, Between, everything, flippedBit, otherRange, refusal, silence } from './storage';

const SLOW = 600_000;
/** Less than a test has, so that what is missing is named. */
const PATIENCE = 300_000;

/** The account of the stand-in for Google that has too little room, and one that has enough. */
const small = 'meera@example.com';
const large = 'rohan@example.com';

const always = { type: 'every', n: 1 };
const refused = { type: 'refuseElement', code: 9, message: 'The file name is not taken.' };

let folder: string;
let cloud: LocalCloud;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const watches: Watch[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sundown-page-'));
  fill(folder);
  [cloud, browser] = await Promise.all([LocalCloud.start(folder), launch()]);
  context = await browser.newContext({ locale: 'en', viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(PATIENCE);
  // The browser's own folder stands for the one that a person chooses.
  await context.addInitScript(() => {
    Object.assign(window, {
      showDirectoryPicker: () =>
        navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('Photos', { create: true })),
    });
  });
  await openTab();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  cloud?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** Each step begins where the one before has ended. */
let broken = false;

beforeEach(({ skip }) => skip(broken, 'a step before has failed'));

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  broken = true;
  await picture('broken');
});

test('the smoke test accepts this cloud, and no console that is something else', { timeout: SLOW }, async () => {
  const { said, status } = await cloud.smoke();
  expect(said).not.toContain('failed');
  expect(status).toBe(0);
  const other = await cloud.smoke(cloud.google);
  expect(other.said).toMatch(/^failed {2}the console: /m);
  expect(other.status).toBe(1);
});

test('a person signs in, and sees what they have', { timeout: SLOW }, async () => {
  await signIn();
  // A page that is still counting asks about a private album.
  await refreshedUntil(page.getByText(/^9 photos and videos, /));
  await picture('overview');
});

test('a box that is not ticked is named', { timeout: SLOW }, async () => {
  await press('Start the move');
  await press('Choose a Google account');
  await page.getByLabel('Add to your Google Photos library').check();
  await page.locator('button[name=account]').first().click();
  await page.getByText('A box was not ticked').waitFor();
  await page.getByText('See, create, and delete its own configuration data in your Google Drive').waitFor();
  await picture('box');
});

test('too little room is told, and the person goes on without', { timeout: SLOW }, async () => {
  await press('Choose a Google account again');
  await press('Choose a Google account');
  await allowAll(small);
  await page.getByText('Your Google account does not have enough storage').first().waitFor();
  await picture('room');
  await cloud.storage(small, 15_000_000_000);
  // The photos take their time, then Google is in trouble once, and in the end it refuses one of them.
  await cloud.faults([
    { call: 'UPLOAD', when: always, times: 8, effect: { type: 'delay', milliseconds: 8_000 } },
    { call: 'BATCH_CREATE', when: always, times: 1, effect: { type: 'answer', status: 503 } },
    { call: 'ELEMENT', when: { type: 'nth', n: 1 }, effect: refused },
  ]);
  await press('Continue without enough storage');
  await agree('Continue without enough storage');
});

test('a move that runs is stopped, and goes on', { timeout: SLOW }, async () => {
  await says('Your photos are on their way to Google Photos');
  await press('Stop the move');
  await agree('Stop the move');
  await says('You stopped the move');
  await picture('stopped');
  await expect.poll(() => cloud.refusals(503), { timeout: PATIENCE }).toBe(1);
  expect(await cloud.holdings(small)).toEqual([]);
  await page.reload();
  await says('You stopped the move');
  await press('Continue the move');
  await heading('You stopped the move').waitFor({ state: 'detached' });
});

test('what failed has its reason, and the advice to try again a day later', { timeout: SLOW }, async () => {
  await refreshedUntil(heading('2 files did not arrive in Google Photos'));
  await press('See the 2 files that failed');
  await unfold('Google Photos does not accept this type of file.');
  await page.getByText('notes.txt').waitFor();
  await page.getByText('Google Photos does not accept this type of file.').waitFor();
  await page.getByText('Google Photos refused this file and gave no reason.').waitFor();
  await page.getByText(/Google often accepts such files a day later. Try again from/).waitFor();
  await picture('failures');
  const table = page.waitForEvent('download');
  await press('Save the list as a table (CSV)');
  const rows = readFileSync((await (await table).path())!, 'utf8');
  expect(rows).toContain('"notes.txt"');
  expect(rows.trim().split('\r\n')).toHaveLength(3);
  await press('Back to your photos');
});

test('what arrived is listed, with a link to each photo that Google holds', { timeout: SLOW }, async () => {
  await press('See what arrived');
  const links = page.getByRole('link', { name: /^Open in Google Photos/ });
  await links.first().waitFor();
  expect(await links.count()).toBe((await cloud.holdings(small)).length);
  await page.getByLabel('Search by name or album').fill('notes');
  await page.getByText('Did not arrive').waitFor();
  expect(await page.locator('.arrived li').count()).toBe(1);
  await picture('arrived');
  const table = page.waitForEvent('download');
  await press('Save the list as a table (CSV)');
  const rows = readFileSync((await (await table).path())!, 'utf8').trim().split('\r\n');
  expect(rows.filter((row) => row.includes('"https://photos.google.com/lr/photo/'))).toHaveLength((await cloud.holdings(small)).length);
  await press('Back to your photos');
});

test('who tries again at once has to wait for an hour', { timeout: SLOW }, async () => {
  await cloud.faults([{ call: 'ELEMENT', when: always, effect: refused }]);
  await press('Try again now (a day later works better)');
  await agree('Try the failed files again');
  await refreshedUntil(page.getByText(/You tried again a short time ago/));
  expect(await button(/^Try/).count()).toBe(0);
  await picture('tried-again');
});

test('a download is packed', { timeout: SLOW }, async () => {
  await unfold('Download');
  await press('Request a download');
  await refreshedUntil(button(/^Download by /));
});

/** The first range with photos, which was saved before the tab was closed. */
let before: Asked;

test('saving is interrupted in the middle, and the tab is closed', { timeout: SLOW }, async () => {
  const { isList } = await openDownload();
  const between = await Between.of(context, (asked) => (isList(asked) || asked.from === 0 ? undefined : silence));
  await press('Choose a folder and start');
  await expect.poll(areWhole, { timeout: PATIENCE }).toBe(true);
  await press('Pause');
  await page.getByText('Paused. Saved files stay saved.').first().waitFor();
  await picture('paused');
  before = between.asked.find((asked) => !isList(asked))!;
  between.stepAside();
  await page.close();
});

test('another tab goes on, gets a new link, and takes neither a wrong range nor a flipped bit', { timeout: SLOW }, async () => {
  await openTab();
  await signIn();
  const { isList, link: ended } = await openDownload();
  const faults = [everything, otherRange, flippedBit];
  let spoilt: Asked | undefined;
  const between = await Between.of(context, (asked) => {
    if (asked.link === ended) return refusal;
    if (isList(asked)) return undefined;
    spoilt ??= asked;
    return asked.from === spoilt.from ? faults.shift() : undefined;
  });
  await press(/^Continue with the folder/);
  await page.getByText('1 file could not be saved.').first().waitFor();
  const named = await page.locator('.saving li bdi').textContent();
  await page.getByText('It did not arrive as we packed it.', { exact: false }).first().waitFor();
  await page.getByText('Not downloaded yet').waitFor();
  await picture('damaged');
  expect(faults).toEqual([]);
  expect(between.asked.map(({ from }) => from)).not.toContain(before.from);
  expect(between.asked.filter(({ link }) => link === ended).length).toBeGreaterThan(0);
  const { [named!]: damaged, ...others } = hashes(folder);
  expect(damaged).toBeDefined();
  expect(await saved()).toEqual(others);
  between.stepAside();
});

test('the rest is fetched, each byte equals the gallery, and the page confirms the download', { timeout: SLOW }, async () => {
  await press(/^Continue with the folder/);
  await page.getByText(/All \d+ files are saved and checked/).first().waitFor();
  expect(await saved()).toEqual(hashes(folder));
  await page.getByText('You have all files. Your download is complete.').first().waitFor();
  await picture('saved');
});

test('an hour later what failed is tried again, and arrives', { timeout: SLOW }, async () => {
  await cloud.faults([]);
  await comeBackAfter('PT1H');
  await unfold('Move to Google Photos');
  await press('Try again now (a day later works better)');
  await agree('Try the failed files again');
  await expect.poll(async () => (await cloud.holdings(small)).sort(), { timeout: PATIENCE }).toEqual(photos());
  await refreshedUntil(button(/^Use another Google account/), 'Move to Google Photos');
});

test('another account gets the photos, and two changes are left', { timeout: SLOW }, async () => {
  await press('Use another Google account (3 of 3 changes left)');
  const consequence = page.getByRole('dialog').getByText(/stays there\. You have 3 changes left\.$/);
  expect(await consequence.textContent()).toContain(small);
  await picture('switch');
  await agree('Choose a Google account');
  // All of it goes to the other account, unless the person chooses a part.
  await press('Choose a Google account');
  await allowAll(large);
  await page.locator('h1#answer').waitFor();
  await refreshedUntil(button('Use another Google account (2 of 3 changes left)'), 'Move to Google Photos');
  await says('Google Photos does not accept 1 of your files');
  expect((await cloud.holdings(large)).sort()).toEqual(photos());
});

test('the fee goes back, and the receipt says so', { timeout: SLOW }, async () => {
  await refreshedUntil(page.getByText(/ (went back|was refunded) on /).first());
  await press('See your receipt');
  await page.getByRole('heading', { name: 'Who received your data' }).waitFor();
  await page.getByText(/Google received the photos/).waitFor();
  await picture('receipt');
});

test('nothing was asked of others, nothing was refused, and nothing is left in the browser', async () => {
  // The page, the sign-in, the archives and the stand-in for Google are all on this machine.
  const requests = watches.flatMap((watch) => watch.requests);
  expect(requests.filter((url) => url.startsWith('http') && new URL(url).hostname !== '127.0.0.1')).toEqual([]);
  expect(watches.flatMap((watch) => watch.violations)).toEqual([]);
  expect(watches.flatMap((watch) => watch.console)).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe('{}');
  writeReport({ journey: 'from sign-in to receipt' });
});

operatorsEndTheGroup(() => ({ cloud, browser }));

async function openTab(): Promise<void> {
  const opened = await watched(context);
  page = opened.page;
  watches.push(opened.watch);
}

async function signIn(): Promise<void> {
  await page.goto(cloud.origin);
  await press('Sign in');
  await page.getByLabel('User').fill(cloud.member);
  await press('Sign in');
  await page.locator('h1#answer').waitFor();
}

/** Sessions end with their tab. */
async function comeBackAfter(period: string): Promise<void> {
  await page.close();
  await cloud.forward(period);
  await openTab();
  await signIn();
}

function button(name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true });
}

function heading(name: string): Locator {
  return page.getByRole('heading', { name, exact: true });
}

async function press(name: string | RegExp): Promise<void> {
  await button(name).click();
}

/** On the page of the stand-in for Google. */
async function allowAll(account: string): Promise<void> {
  await page.getByLabel('Select all').check();
  await page.locator(`button[name=account][value="${account}"]`).click();
}

/** Answers the question before what cannot be taken back. */
async function agree(name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

/** Opens a part of the page that is folded. */
async function unfold(name: string): Promise<void> {
  const fold = page.locator('details.fold', { has: heading(name) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
}

async function says(state: string): Promise<void> {
  await heading(state).waitFor();
}

/** Shows the only volume: its link, and which requests for it read its list of entries. */
async function openDownload(): Promise<{ link: string; isList: (asked: Asked) => boolean }> {
  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/archives/current');
  await press(/^Download by /);
  const { download } = (await (await answer).json()) as { download: { volumes: { link: string; bytes: number }[] } };
  const [volume] = download.volumes;
  return { link: volume!.link, isList: ({ to }) => to === volume!.bytes - 1 };
}

/** The digests of what Google takes. */
function photos(): string[] {
  const { 'Wedding/notes.txt': _, ...others } = hashes(folder);
  return Object.values(others).sort();
}

let pictures = 0;

async function picture(name: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const number = String(++pictures).padStart(2, '0');
  await page.screenshot({ path: join(out, `journey-${number}-${name}.png`), fullPage: true });
}

/** Looks again and again, as a person who cannot wait. */
async function refreshedUntil(what: Locator, folded?: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await what.isVisible())) {
    if (Date.now() > end) throw new Error(`not seen on:\n${await page.locator('main').innerText()}`);
    await page.waitForTimeout(1_000);
    await page.locator('[data-deed][aria-disabled=true]').first().waitFor({ state: 'hidden' });
    await page.reload();
    await page.locator('section h2').first().waitFor();
    if (folded !== undefined) await unfold(folded);
  }
}

/** True once something is saved, and nothing but whole files is there. */
async function areWhole(): Promise<boolean> {
  const gallery = hashes(folder);
  const files = Object.entries(await saved());
  return files.length > 0 && files.every(([name, digest]) => gallery[name] === digest);
}

/** The digests of what was saved, by path, without what the archive adds. */
async function saved(): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    const walk = async (at: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of at as unknown as AsyncIterable<[string, FileSystemHandle]>) {
        if (handle.kind === 'directory') {
          // The reader keeps its journal there.
          if (name !== '.sundown') await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`);
        } else if (path !== '') {
          const bytes = await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer();
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          found[path + name] = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        }
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('Photos'), '');
    return found;
  });
}

function hashes(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const path = join(root, name);
    if (statSync(path).isFile()) {
      found[relative(root, path)] = createHash('sha256').update(readFileSync(path)).digest('hex');
    }
  }
  return found;
}

/** A small gallery: two albums of photos and videos that Google takes, and a file that it does not. */
function fill(root: string): void {
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  const files = ['Wedding/IMG_0001.jpg', 'Wedding/IMG_0002.jpg', 'Wedding/Zoë & José.jpg', 'رحلة/صورة.jpg', 'رحلة/IMG_0001.jpg'];
  for (const [index, name] of files.entries()) write(join(root, name), Buffer.concat([jpeg, Buffer.alloc(200_000, index)]));
  const mp4 = Buffer.from('000000186674797069736f6d', 'hex');
  // Three, so that a volume has more windows than one.
  for (const day of [1, 2, 3]) write(join(root, `Wedding/day ${day}.mp4`), Buffer.concat([mp4, Buffer.alloc(3_000_000, day)]));
  write(join(root, 'Wedding/notes.txt'), Buffer.from('not a photo'));
}

function write(path: string, content: Buffer): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}
