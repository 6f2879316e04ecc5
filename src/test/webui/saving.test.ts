import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerApi } from './answers';
import { launch, signIn, type Watch, watched } from './browser';
import { listen, serve, type Site } from './server';
import { archive, now, ready, type Reply, status } from './states';

const folder = join(import.meta.dirname, 'volumes');
const volume = readFileSync(join(folder, 'small.zip'));
const described = JSON.parse(readFileSync(join(folder, 'small.zip.json'), 'utf8')) as { password: string };

let browser: Browser;
let site: Site;
let storage: Site;
let context: BrowserContext;
let page: Page;
let watch: Watch;

/** How the storage answers a link; the number says how often links were made. */
let refused: (link: number) => boolean;
let flipped: number | undefined;
let links: number;
let looks: number;
let confirmed: number[];
let archiveReply: Reply | undefined;
let confirmationReply: Reply | undefined;

beforeAll(async () => {
  storage = await listen(
    createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'Range');
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      const link = Number(new URL(request.url!, 'http://storage').searchParams.get('link'));
      if (refused(link)) return void response.writeHead(403).end();
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      if (from === undefined || to === undefined) return void response.writeHead(416).end();
      const part = Buffer.from(volume.subarray(Number(from), Number(to) + 1));
      if (flipped !== undefined && flipped >= Number(from) && flipped <= Number(to)) part[flipped - Number(from)]! ^= 1;
      response.writeHead(206, {
        'Content-Range': `bytes ${from}-${to}/${volume.length}`,
        'Content-Length': part.length,
      });
      response.end(part);
    }),
  );
  [browser, site] = await Promise.all([launch(), serve(['en'], storage.origin)]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close(), storage?.close()]);
});

beforeEach(async () => {
  refused = () => false;
  flipped = undefined;
  links = 0;
  looks = 0;
  confirmed = [];
  archiveReply = undefined;
  confirmationReply = undefined;
  context = await browser.newContext({ locale: 'en', viewport: { width: 360, height: 740 } });
  ({ page, watch } = await watched(context));
  // The browser's own folder stands for the one that a person chooses.
  await page.addInitScript(() => {
    Object.assign(window, {
      showDirectoryPicker: () => navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('Photos', { create: true })),
    });
  });
  await answerApi(page, (call) => {
    if (call === 'GET /me') {
      looks++;
      return { body: status({ archive: archive() }) };
    }
    if (call === 'GET /archives/current') return archiveReply ?? { body: current(++links) };
    const number = /^POST \/archives\/current\/volumes\/(\d+)\/downloaded$/.exec(call)?.[1];
    if (number === undefined) return undefined;
    if (confirmationReply !== undefined) return confirmationReply;
    confirmed.push(Number(number));
    return { body: archive() };
  });
  await signIn(page);
});

afterEach(async () => {
  await context.close();
});

function current(link: number): object {
  return ready({
    download: {
      ...ready().download!,
      password: described.password,
      linksEndAt: new Date(now.getTime() + 600_000).toISOString(),
      volumes: [
        {
          number: 1,
          private: false,
          name: 'photos-01-of-01.zip',
          bytes: volume.length,
          sha256: createHash('sha256').update(volume).digest('hex'),
          link: `${storage.origin}/photos-01-of-01.zip?link=${link}`,
          downloaded: confirmed.includes(1),
          leftOut: 0,
          examples: [],
        },
      ],
    },
  });
}

async function begin(): Promise<void> {
  await page.goto(site.origin);
  await page.getByRole('button', { name: /^Download by / }).click();
  await page.getByRole('button', { name: 'Choose a folder and start' }).click();
}

/** The paths in the folder, each with its length. */
async function saved(): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const found: Record<string, number> = {};
    const walk = async (at: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of at as unknown as AsyncIterable<[string, FileSystemHandle]>) {
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`);
        else found[path + name] = (await (handle as FileSystemFileHandle).getFile()).size;
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('Photos'), '');
    return found;
  });
}

describe('saving to a folder', () => {
  test('puts each photo into its album, confirms the volume by itself, and says so', async () => {
    await begin();
    await page.getByText(/files are saved and checked/).first().waitFor();
    expect(await saved()).toMatchObject({ 'README.txt': 1200, 'Hochzeit Zoë & José/Straße (2).jpg': 16 });
    expect(confirmed).toEqual([1]);
    expect(watch.violations).toEqual([]);
    expect(watch.console).toEqual([]);
    expect(watch.foreign([site.origin, storage.origin])).toEqual([]);
  });

  test('asks for a new link where the storage refuses the old one', async () => {
    refused = (link) => link < 2;
    await begin();
    await page.getByText(/files are saved and checked/).first().waitFor();
    expect(confirmed).toEqual([1]);
  });

  test('names what is damaged, confirms nothing, and offers to go on', async () => {
    flipped = volume.indexOf(Buffer.from('IMG_0001.jpg')) + 200;
    await begin();
    await page.getByText('What was not saved, and why').waitFor();
    expect(await page.getByText('Without album/IMG_0001.jpg').count()).toBeGreaterThan(0);
    expect(await page.getByText('It did not arrive as we packed it.', { exact: false }).count()).toBe(1);
    expect(confirmed).toEqual([]);
    flipped = undefined;
    await page.getByRole('button', { name: /^Continue with the folder/ }).click();
    await page.getByText(/files are saved and checked/).first().waitFor();
    await expect.poll(() => confirmed).toEqual([1]);
  });

  test('stops with words when the archive has ended meanwhile', async () => {
    refused = () => true;
    await page.goto(site.origin);
    await page.getByRole('button', { name: /^Download by / }).click();
    await page.getByRole('button', { name: 'Choose a folder and start' }).waitFor();
    archiveReply = { problem: 'archive-expired', status: 410 };
    await page.getByRole('button', { name: 'Choose a folder and start' }).click();
    await page.locator('.saving').getByRole('alert').getByText('This download has expired').waitFor();
    expect(confirmed).toEqual([]);
  });

  test('that is denied says so', async () => {
    await page.addInitScript(() => {
      Object.assign(window, {
        showDirectoryPicker: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      });
    });
    await begin();
    await page.getByText(/The browser is not allowed to write to this folder/).waitFor();
  });

  test('is not offered where the browser cannot, with words why', async () => {
    await page.addInitScript(() => {
      Object.assign(window, { showDirectoryPicker: undefined });
    });
    await page.goto(site.origin);
    await page.getByRole('button', { name: /^Download by / }).click();
    await page.getByText(/Your browser cannot save to a folder/).waitFor();
    expect(await page.getByRole('button', { name: 'Choose a folder and start' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /Download .*photos-01-of-01.zip/ }).count()).toBe(1);
  });

  test('is remembered after the tab is closed', async () => {
    flipped = volume.indexOf(Buffer.from('IMG_0001.jpg')) + 200;
    await begin();
    await page.getByText('What was not saved, and why').waitFor();
    flipped = undefined;
    await page.reload();
    await page.getByRole('button', { name: /^Download by / }).click();
    await page.getByRole('button', { name: /^Continue with the folder/ }).click();
    await page.getByText(/files are saved and checked/).first().waitFor();
    await expect.poll(() => confirmed).toEqual([1]);
  });
});

describe('a file that somebody has fetched without this page', () => {
  beforeEach(async () => {
    await page.goto(site.origin);
    await page.getByRole('button', { name: /^Download by / }).click();
  });

  test('is noted once, although the button is pressed twice', async () => {
    await page.getByRole('button', { name: 'I have this file, and it opens' }).dblclick();
    await page.getByText(/ is marked as downloaded\.$/).waitFor();
    await expect.poll(() => looks).toBe(2);
    expect(confirmed).toEqual([1]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Get your photos');
  });

  test('is not called noted where that is refused; why stays on the page', async () => {
    confirmationReply = { problem: 'archive-not-ready', status: 409 };
    await page.getByRole('button', { name: 'I have this file, and it opens' }).click();
    const why = page.locator('.fetching').getByRole('alert');
    await why.waitFor();
    // By then the page has the answers that come after.
    await expect.poll(() => looks).toBe(2);
    expect(await why.isVisible()).toBe(true);
    expect(await page.getByText(/ is marked as downloaded\.$/).count()).toBe(0);
  });
});
