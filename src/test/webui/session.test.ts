import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerApi, SignIn } from './answers';
import { launch, signIn, type Watch, watched } from './browser';
import { archives, google, issuer, serve } from './server';
import { archive, consentPage, gallery, now, ready, receipt, type Reply, status, transfer } from './states';

let browser: Browser;
let site: { origin: string; close: () => Promise<void> };
let context: BrowserContext;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch(), serve(['en'])]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'en', viewport: { width: 360, height: 640 } });
  ({ page, watch } = await watched(context));
  await page.clock.install({ time: now });
});

afterEach(async () => {
  await context.close();
});

const running: Reply = { body: status({ transfer: transfer() }), headers: { ETag: '"1"', 'Retry-After': '20' } };

/** What a tab has stored, as one text. */
async function stored(kind: 'localStorage' | 'sessionStorage'): Promise<string> {
  return page.evaluate((name) => JSON.stringify({ ...window[name] }), kind);
}

describe('signing in', () => {
  test('keeps the tokens in the tab, and the code out of the address', async () => {
    const door = new SignIn();
    await door.at(page);
    await answerApi(page, (call) => (call === 'GET /receipt' ? { body: receipt } : running));
    await page.goto(`${site.origin}/receipt`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your receipt', level: 1 }).waitFor();
    expect(page.url()).toBe(`${site.origin}/receipt`);
    expect(door.tokens[0]!.get('code_verifier')).toMatch(/^[\w.~-]{43,}$/);
    expect(await stored('sessionStorage')).toContain('access-1');
    expect(await stored('localStorage')).not.toMatch(/access|refresh|oidc/);
    expect(watch.violations).toEqual([]);
    expect(watch.foreign([site.origin, issuer, google, archives])).toEqual([]);
  });

  test('renews a token that the API refuses, once', async () => {
    const door = new SignIn();
    await door.at(page);
    const sent: string[] = [];
    await answerApi(page, (_, route) => {
      sent.push(route.request().headers()['authorization'] ?? '');
      return sent.length === 1 ? { status: 401 } : running;
    });
    await signIn(page);
    await page.goto(site.origin);
    await page.getByText('Your photos are on their way to Google Photos').first().waitFor();
    expect(sent).toEqual(['Bearer access', 'Bearer access-1']);
    expect(door.tokens.map((asked) => asked.get('grant_type'))).toEqual(['refresh_token']);
  });

  test('that has ended says so, and what was seen stays', async () => {
    const door = new SignIn();
    door.renews = false;
    await door.at(page);
    let looks = 0;
    await answerApi(page, () => (++looks === 1 ? running : { status: 401 }));
    await signIn(page);
    await page.goto(site.origin);
    await page.getByText('Your photos are on their way to Google Photos').first().waitFor();
    await page.clock.fastForward(21_000);
    await page.getByRole('alert').getByText('You have been signed out').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in again' }).count()).toBe(1);
    expect(await page.getByText('Your photos are on their way to Google Photos').count()).toBeGreaterThan(0);
  });
});

describe('looking again', () => {
  test('is when the API says, asks for changes only, and rests while the page is hidden', async () => {
    const asked: (string | undefined)[] = [];
    await answerApi(page, (_, route) => {
      asked.push(route.request().headers()['if-none-match']);
      return asked.length === 1 ? running : { status: 304, headers: { 'Retry-After': '20' } };
    });
    await signIn(page);
    await page.goto(site.origin);
    await page.getByText('42% moved').waitFor();
    await page.clock.fastForward(19_000);
    expect(asked).toEqual([undefined]);
    await page.clock.fastForward(2_000);
    await expect.poll(() => asked).toEqual([undefined, '"1"']);
    expect(await page.getByText('42% moved').count()).toBe(1);

    await hide(true);
    await page.clock.fastForward(300_000);
    expect(asked).toHaveLength(2);
    await hide(false);
    await page.clock.fastForward(1_000);
    await expect.poll(() => asked).toHaveLength(3);
  });

  async function hide(hidden: boolean): Promise<void> {
    await page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  }

  test('while offline keeps what was seen, and says from when it is', async () => {
    let looks = 0;
    await answerApi(page, () => (++looks === 1 ? running : 'no connection'));
    await signIn(page);
    await page.goto(site.origin);
    await page.getByText('42% moved').waitFor();
    await page.clock.fastForward(21_000);
    await page.getByRole('alert').getByText('You are offline').waitFor();
    expect(await page.getByText(/^This information is from/).count()).toBe(1);
    expect(await page.getByText('42% moved').count()).toBe(1);
  });

  test('says each tenth of the way to screen readers, and no more', async () => {
    let done = 40;
    const all = 10_000_000;
    const at = (share: number): Reply => ({
      body: status({
        transfer: transfer({
          items: {
            ...transfer().items,
            total: { items: 100, bytes: all },
            done: { items: share, bytes: (all / 100) * share },
            duplicate: { items: 0, bytes: 0 },
            skipped: { items: 0, bytes: 0 },
          },
        }),
      }),
      headers: { 'Retry-After': '20' },
    });
    await answerApi(page, () => at(done));
    await signIn(page);
    await page.goto(site.origin);
    await page.getByText('40% moved').waitFor();
    const said = page.locator('p.unseen[role=status]');
    done = 48;
    await page.clock.fastForward(21_000);
    await page.getByText('48% moved').waitFor();
    expect(await said.textContent()).toBe('');
    done = 51;
    await page.clock.fastForward(21_000);
    await page.getByText('51% moved').waitFor();
    await expect.poll(() => said.textContent()).toBe('50% of your photos have been moved.');
  });
});

describe('the keyboard', () => {
  test('skips to the content, and goes with the screen', async () => {
    await answerApi(page, () => ({ body: status() }));
    await signIn(page);
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Start the move' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('Skip to the content');
    await page.getByRole('button', { name: 'Start the move' }).press('Enter');
    await page.getByRole('heading', { name: 'Before you move your photos' }).waitFor();
    await expect.poll(focused).toBe('Before you move your photos');
    expect(await page.title()).toContain('Before you move your photos');
    await page.goBack();
    await expect.poll(focused).toBe('Take your photos with you');
  });

  test('stays in a question, and comes back from it', async () => {
    await answerApi(page, () => running);
    await signIn(page);
    await page.goto(site.origin);
    const stop = page.getByRole('button', { name: 'Stop the move' });
    await stop.press('Enter');
    await page.getByRole('dialog', { name: 'Stop the move?' }).waitFor();
    await expect.poll(focused).toBe('Cancel');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(focused).toBe('Stop the move');
  });

  test('is at the heading when the button that was pressed is gone', async () => {
    let stopped = false;
    await answerApi(page, (call) => {
      if (call.startsWith('DELETE')) stopped = true;
      const state = stopped ? transfer({ state: 'stopped', code: 'stopped' }) : transfer();
      return { body: call === 'GET /me' ? status({ transfer: state }) : state };
    });
    await signIn(page);
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Stop the move' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop the move' }).press('Enter');
    await page.getByRole('heading', { name: 'You stopped the move' }).waitFor();
    await expect.poll(focused).toBe('Move to Google Photos');
    expect(await page.locator('p.unseen[role=status]').textContent()).not.toBe('');
  });

  async function focused(): Promise<string | null | undefined> {
    return page.evaluate(() => document.activeElement?.textContent?.trim());
  }
});

/** Google's consent page gives the consent at once, and says for what it was asked. */
async function consentAtGoogle(): Promise<URL[]> {
  const asked: URL[] = [];
  await page.route(`${consentPage}**`, async (route) => {
    const url = new URL(route.request().url());
    asked.push(url);
    const back = new URL(url.searchParams.get('redirect_uri')!);
    back.searchParams.set('state', url.searchParams.get('state')!);
    back.searchParams.set('code', 'the-code');
    await route.fulfill({ status: 302, headers: { Location: back.href } });
  });
  return asked;
}

describe('the question about the private album', () => {
  test.each([
    ['Leave the private photos out.', false],
    ['Move the private photos.', true],
  ])('needs an answer, which goes to Google and back: %s', async (option, movePrivate) => {
    const sent: unknown[] = [];
    const hidden = { items: 312, bytes: 1_466_400_000 };
    await answerApi(page, (call, route) => {
      if (call === 'POST /transfers') sent.push(route.request().postDataJSON());
      return { body: call === 'GET /me' ? status({ gallery: gallery({ hidden }) }) : transfer() };
    });
    const asked = await consentAtGoogle();
    await signIn(page);
    await page.goto(`${site.origin}/move`);
    const question = page.getByRole('group', { name: '312 photos and videos are in your private album. Leave them out, or move them?' });
    await question.waitFor();
    expect(await question.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Choose a Google account' }).click();
    expect(await question.locator('input:focus').count()).toBe(1);
    expect(asked).toEqual([]);

    await question.getByRole('radio', { name: option }).check();
    await page.getByRole('button', { name: 'Choose a Google account' }).click();
    await page.locator('h1#answer').waitFor();
    expect(asked).toHaveLength(1);
    expect(sent).toMatchObject([{ authorizationCode: 'the-code', movePrivate }]);
    expect(await stored('sessionStorage')).not.toContain('google-consent');
    expect(watch.violations).toEqual([]);
  });
});

describe('a choice', () => {
  const choice = { selection: { years: [2022, 2023] }, notChosen: { items: 11_627, bytes: 54_646_900_000 } };
  const finished = transfer({ state: 'finished', code: 'finished-part', choice });

  /** What the page sends with its calls, while the API says this of the person. */
  async function sentWhile(parts: Parameters<typeof status>[0]): Promise<[string, unknown][]> {
    const sent: [string, unknown][] = [];
    await answerApi(page, (call, route) => {
      if (call === 'GET /me') return { body: status(parts) };
      sent.push([call, route.request().postDataJSON()]);
      return { body: call === 'POST /archives' ? archive() : transfer() };
    });
    await signIn(page);
    return sent;
  }

  const parts = (what: string) => page.getByRole('group', { name: `Choose what to ${what}`, exact: true });

  test('by year goes to Google and back, and its sum is shown and said', async () => {
    const sent = await sentWhile({});
    await consentAtGoogle();
    await page.goto(`${site.origin}/move`);
    await parts('move').getByText('Everything').click();
    await parts('move').getByRole('checkbox', { name: '2022' }).check();
    await parts('move').getByRole('checkbox', { name: '2023' }).check();
    await parts('move').getByRole('radio', { name: 'Only photos' }).check();
    await parts('move').locator('summary', { hasText: /^684 photos and videos, / }).waitFor();
    expect(await page.locator('p.unseen[role=status]').textContent()).toMatch(/^684 photos and videos, /);
    await page.getByRole('button', { name: 'Choose a Google account' }).click();
    await page.locator('h1#answer').waitFor();
    expect(sent).toMatchObject([['POST /transfers', { selection: { years: [2022, 2023], kind: 'PHOTO' } }]]);
    expect(await stored('sessionStorage')).not.toContain('google-consent');
    expect(watch.violations).toEqual([]);
  });

  test('is not needed', async () => {
    const sent = await sentWhile({});
    await consentAtGoogle();
    await page.goto(`${site.origin}/move`);
    await page.getByRole('button', { name: 'Choose a Google account' }).click();
    await page.locator('h1#answer').waitFor();
    expect(sent).toHaveLength(1);
    expect(sent[0]![1]).not.toHaveProperty('selection');
  });

  test('is still there when a box at Google was not ticked', async () => {
    await sentWhile({});
    await page.goto(`${site.origin}/move`);
    await page.evaluate(
      (kept) => sessionStorage.setItem('google-consent', kept),
      JSON.stringify({ state: 's', verifier: 'v', purpose: 'start', wanted: { selection: { years: [2022] } } }),
    );
    await page.goto(`${site.origin}/google?state=s&error=access_denied`);
    await page.getByRole('button', { name: 'Choose a Google account again' }).click();
    await parts('move').locator('summary', { hasText: /^700 photos and videos, / }).waitFor();
  });

  test('of what would fit is one button', async () => {
    const nothing = { items: 0, bytes: 0 };
    const sent = await sentWhile({
      transfer: transfer({
        state: 'waiting',
        reason: 'ROOM',
        code: 'waiting-for-room',
        items: { ...transfer().items, done: nothing, duplicate: nothing, failed: nothing },
        room: { bytesNeeded: 58_400_000_000, bytesFree: 9_100_000_000 },
      }),
    });
    await page.goto(site.origin);
    await page.getByText(/ fit: 1,204 of them\.$/).waitFor();
    await page.getByRole('button', { name: 'Move only these' }).click();
    await expect.poll(() => sent).toEqual([['POST /transfers/current/resume', { selection: { years: [2023, 2022, 2021] } }]]);
  });

  test('that has ended leads to more, where everything is all the rest', async () => {
    const sent = await sentWhile({ transfer: finished });
    await consentAtGoogle();
    await page.goto(site.origin);
    await page.getByText('You left out 11,627 photos and videos.').waitFor();
    await page.getByText(/^You chose: .*2022 to .*2023/).waitFor();
    await page.getByRole('button', { name: 'Choose more' }).click();
    await parts('move').getByText('Everything').click();
    await parts('move').getByText('Photos that you already have are not taken again.').waitFor();
    await page.getByRole('button', { name: 'Choose a Google account' }).click();
    await page.locator('h1#answer').waitFor();
    expect(sent).toMatchObject([['POST /transfers', { selection: {} }]]);
  });

  test('of a download goes with its request, also after a first part', async () => {
    const sent = await sentWhile({ archive: archive({ code: 'downloaded', downloadedAt: now.toISOString(), choice }) });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Choose more' }).click();
    await parts('download').getByText('Everything').click();
    await parts('download').getByRole('checkbox', { name: 'Goa' }).check();
    await parts('download').locator('summary', { hasText: /^At most 43 photos and videos, / }).waitFor();
    await page.getByRole('button', { name: 'Request a download' }).click();
    await expect.poll(() => sent).toMatchObject([['POST /archives', { selection: { albums: ['Goa'] } }]]);
  });

  test('about private photos of which nobody asked can be made afterwards', async () => {
    const tally = { items: 12_431, bytes: 58_400_000_000 };
    const sent = await sentWhile({
      transfer: transfer({ state: 'finished', code: 'finished', hidden: { items: 312, bytes: 1_466_400_000 } }),
      safety: { standing: 'partly-safe', items: tally, safe: tally, missing: 312, lost: 0, why: 'not-asked' },
    });
    await consentAtGoogle();
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Leave them out' }).click();
    await expect.poll(() => sent).toEqual([['POST /transfers/current/resume', { movePrivate: false }]]);
    await page.locator('[data-deed][aria-disabled=true]').first().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Move them, too' }).click();
    await expect.poll(() => sent.at(-1)).toMatchObject(['POST /transfers', { movePrivate: true }]);
  });
});

describe('what is secret', () => {
  test('is asked for on demand, and is in no address, store or log', async () => {
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await answerApi(page, (call) =>
      call === 'GET /me' ? { body: status({ archive: archive() }) } : { body: ready() },
    );
    await signIn(page);
    await page.goto(site.origin);
    await page.getByRole('button', { name: /^Download by / }).click();
    await page.getByRole('button', { name: 'Show the password' }).click();
    await page.getByText('7hk2-mw9x').waitFor();
    const everywhere = [
      page.url(),
      ...urls,
      ...watch.console,
      await stored('localStorage'),
      await stored('sessionStorage'),
      await page.title(),
    ].join('\n');
    expect(everywhere).not.toContain('7hk2-mw9x');
    expect(everywhere).not.toContain('X-Amz-Signature');
  });
});

test('a language is chosen, loaded alone, and kept', async () => {
  await answerApi(page, () => running);
  await signIn(page);
  await page.goto(site.origin);
  await page.locator('h1').waitFor();
  expect(watch.requests.filter((url) => /\/assets\/[a-zA-Z]{2,3}(-[A-Za-z]+)?-[\w-]{8}\.js$/.test(url))).toHaveLength(1);
});

test('a language that does not load leaves the page as it is, and says so', async () => {
  await context.close();
  const two = await serve(['en', 'es']);
  context = await browser.newContext({ locale: 'en' });
  ({ page, watch } = await watched(context));
  await answerApi(page, () => running);
  await signIn(page);
  await page.goto(two.origin);
  await page.locator('h1#answer').waitFor();
  await page.route(/\/assets\/es-/, (route) => route.abort());
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('alert').getByText('That language did not load.').waitFor();
  expect(await page.getByLabel('Language').inputValue()).toBe('en');
  await two.close();
});

test('a script that does not load leaves a heading, and soon a sentence', async () => {
  await page.route(/\/assets\/index-.*\.js/, (route) => route.abort());
  await page.goto(site.origin);
  await page.getByRole('heading', { name: 'Your photos', level: 1 }).waitFor();
  await page.getByText('The page has not loaded.').waitFor({ state: 'visible' });
});

test('a part that does not load says so below its heading, and loads when it is asked for again', async () => {
  await answerApi(page, (call) => (call === 'GET /receipt' ? { body: receipt } : running));
  await signIn(page);
  await page.route(/\/assets\/receipt-/, (route) => route.abort());
  await page.goto(`${site.origin}/receipt`);
  await page.getByRole('heading', { name: 'Your receipt', level: 1 }).waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
  await page.unroute(/\/assets\/receipt-/);
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Print' }).waitFor();
});

test('the button that was pressed shows that it works', async () => {
  let answered = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (answered = resolve));
  await answerApi(page, () => running);
  await page.route('**/api/transfers/current', async (route) => {
    await waiting;
    await route.fulfill({ json: transfer({ state: 'stopped', code: 'stopped' }) });
  });
  await signIn(page);
  await page.goto(site.origin);
  await page.getByRole('button', { name: 'Stop the move' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the move' }).click();
  await page.locator('[aria-busy=true]').waitFor();
  expect(await page.locator('[aria-busy=true]').textContent()).toBe('Stop the move');
  answered();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
});
