import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, type Watch, watched } from './browser';
import { LocalCloud } from './local-cloud';
import { out, writeReport } from './report';

const SLOW = 180_000;

/** The account of the stand-in for Google that has too little room. */
const account = 'meera@example.com';

let folder: string;
let cloud: LocalCloud;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sundown-page-'));
  fill(folder);
  [cloud, browser] = await Promise.all([LocalCloud.start(folder), launch()]);
  context = await browser.newContext({ locale: 'en', viewport: { width: 360, height: 740 } });
  ({ page, watch } = await watched(context));
  page.setDefaultTimeout(SLOW);
  // The browser's own folder stands for the one that a person chooses.
  await page.addInitScript(() => {
    Object.assign(window, {
      showDirectoryPicker: () =>
        navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('Photos', { create: true })),
    });
  });
}, 600_000);

afterAll(async () => {
  await browser?.close();
  cloud?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test('a person signs in, and sees what they have', { timeout: SLOW }, async () => {
  await page.goto(cloud.origin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('User').fill(cloud.member);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Take your photos with you' }).waitFor();
  await page.getByText(/^7 photos and videos/).first().waitFor();
  await picture('journey-1-overview');
});

test('a box that is not ticked is named', { timeout: SLOW }, async () => {
  await page.getByRole('button', { name: 'See how it works' }).click();
  await page.getByRole('button', { name: 'Choose a Google account', exact: true }).click();
  await page.locator('input[name=granted][value*="drive.appdata"]').uncheck();
  await page.locator('button[name=account]').first().click();
  await page.getByText('A box was not ticked').waitFor();
  await page.getByText('See its own configuration data in Google Drive').waitFor();
  await picture('journey-2-box');
});

test('too little room is told, and the person goes on without', { timeout: SLOW }, async () => {
  await page.getByRole('button', { name: 'Choose a Google account again' }).click();
  await page.getByRole('button', { name: 'Choose a Google account', exact: true }).click();
  await page.locator(`button[name=account][value="${account}"]`).click();
  await page.getByText('Your Google account has too little room').first().waitFor();
  await picture('journey-3-room');
  await cloud.storage(account, 15_000_000_000);
  await page.getByRole('button', { name: 'Go on without enough room' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on without enough room' }).click();
});

test('the move ends, and what failed has its reason', { timeout: SLOW }, async () => {
  await refreshedUntil(() => page.getByText(/did not get to Google Photos|does not take/).first().isVisible());
  await page.getByRole('button', { name: /See the .*file.* failed/ }).click();
  await page.getByText('notes.txt').waitFor();
  await page.getByText('Google Photos does not take this type of file.').waitFor();
  await picture('journey-4-failures');
  const table = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the list as a table (CSV)' }).click();
  expect(readFileSync((await (await table).path())!, 'utf8')).toContain('"notes.txt"');
  await page.getByRole('button', { name: 'Back to your photos' }).click();
});

test('a download is packed, saved to a folder, and equals the gallery', { timeout: SLOW }, async () => {
  await page.getByRole('button', { name: 'Request a download' }).click();
  await refreshedUntil(() => page.getByRole('button', { name: 'Show how to fetch it' }).isVisible());
  await page.getByRole('button', { name: 'Show how to fetch it' }).click();
  await page.getByRole('button', { name: 'Choose a folder and begin' }).click();
  await page.getByText(/files? (is|are) saved and checked/).first().waitFor();
  await picture('journey-5-saved');
  expect(await saved()).toEqual(hashes(folder));
  await page.getByText('All files have arrived. Your download is finished.').waitFor();
});

test('the fee goes back, and the receipt says so', { timeout: SLOW }, async () => {
  await refreshedUntil(() => page.getByText('Refunded', { exact: true }).first().isVisible());
  await page.getByRole('button', { name: 'Show the receipt' }).click();
  await page.getByRole('heading', { name: 'Who received your data' }).waitFor();
  await page.getByText(/Google received the photos/).waitFor();
  await picture('journey-6-receipt');
});

test('nothing was asked of others, nothing was refused, and nothing is left in the browser', async () => {
  // The page, the sign-in, the archives and the stand-in for Google are all on this machine.
  const foreign = watch.requests.filter((url) => url.startsWith('http') && new URL(url).hostname !== '127.0.0.1');
  expect(foreign).toEqual([]);
  expect(watch.violations).toEqual([]);
  expect(watch.console).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe('{}');
  writeReport({ journey: 'from sign-in to receipt' });
});

async function picture(name: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}

/** Looks again and again, as a person who cannot wait. */
async function refreshedUntil(seen: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + SLOW;
  while (!(await seen())) {
    if (Date.now() > end) throw new Error(`not seen on:\n${await page.locator('main').innerText()}`);
    await page.waitForTimeout(2_000);
    await page.reload();
    await page.locator('section h2').first().waitFor();
  }
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

/** A small gallery: two albums of photos that Google takes, and a file that it does not. */
function fill(root: string): void {
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  const files = ['Wedding/IMG_0001.jpg', 'Wedding/IMG_0002.jpg', 'Wedding/Zoë & José.jpg', 'رحلة/صورة.jpg', 'رحلة/IMG_0001.jpg'];
  for (const [index, name] of files.entries()) write(join(root, name), Buffer.concat([jpeg, Buffer.alloc(200_000, index)]));
  write(join(root, 'Wedding/video.mp4'), Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), Buffer.alloc(3_000_000, 7)]));
  write(join(root, 'Wedding/notes.txt'), Buffer.from('not a photo'));
}

function write(path: string, content: Buffer): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}
