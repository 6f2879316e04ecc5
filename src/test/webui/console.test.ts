import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Field, roles, rolesFor } from '../../main/webui/console/src/access';
import type { Call } from '../../main/webui/console/src/api';
import { answerApi, SignIn, token } from './answers';
import { launch, signIn, thorough, type Watch, watched, widths } from './browser';
import { type ConsoleState, consoleStates, differs, now, proven, purged, replyIn } from './console-states';
import { out } from './report';
import { issuer, serveConsole, type Site } from './server';
import type { Reply } from './states';
import { checkDark, checkView } from './views';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  [browser, site] = await Promise.all([launch(), serveConsole()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});

describe.concurrent('the console', () => {
  test.each(consoleStates)('$name', async (state) => {
    await inContext(async (page, watch) => {
      await show(page, state);
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 640 : 900 });
        await checkView(page, `console-${state.name}-${width}`);
      }
      if (thorough) await checkDark(page, `console-${state.name}-dark`);
      expect(watch.console).toEqual([]);
      expect(watch.violations).toEqual([]);
      expect(watch.foreign([site.origin, issuer])).toEqual([]);
    });
  });
});

describe.concurrent('each role', () => {
  const places: readonly (readonly [string, Call, string, string, Field?])[] = [
    ['/', 'stop-purges', 'Stop all deletions', 'overview'],
    ['/groups/1', 'plan-purge', 'Make a plan', 'group-unplanned'],
    ['/groups/1', 'approve-purge', 'Approve the purge', 'group-planned'],
    ['/groups/1', 'abort-purge', 'Abort the purge', 'abort-asked'],
    ['/groups/1', 'certify-purge', 'Verify and certify', 'group-purged'],
    ['/', 'allow-purges', 'Allow deletions again', 'stopped'],
    ['/groups/1/certificate', 'look-up-user', 'Save the proof (JSON)', 'certificate'],
    ['/health', 'redrive-queue', 'Send back refunds', 'health'],
    ['/jobs', 'steer-job', 'Pause counting-1', 'jobs', 'pause'],
    ['/user', 'look-up-user', 'Look up', 'user'],
    ['/holds', 'hold-account', 'Place or change a hold', 'holds'],
    ['/refunds', 'resolve-refund', 'Resolve u-118204', 'refunds'],
    ['/timeline', 'publish-timeline', 'Try it', 'timeline'],
    ['/readiness', 'check-readiness', 'Check now', 'readiness'],
    ['/readiness', 'change-limits', 'Change purgeConcurrency', 'readiness', 'purgeConcurrency'],
  ];

  // The roles run at once, so each needs its own expectations.
  test.for(roles)('%s finds what it may do, and nothing else', async (role, { expect }) => {
    await inContext(async (page) => {
      let state = consoleStates[1]!;
      await begin(page, () => state, [role], 'linus');
      for (const [path, call, button, named, field] of places) {
        state = consoleStates.find(({ name }) => name === named)!;
        await page.goto(site.origin + path);
        await page.locator('main :is(table, ol.path, .card, .soft)').first().waitFor();
        await page.locator('.kill').waitFor();
        await expect
          .poll(() => page.getByRole('button', { name: button, exact: true }).count(), { message: `${button} for ${role}` })
          .toBe(rolesFor(call, field).includes(role) ? 1 : 0);
      }
    });
  });
});

describe('the kill switch', () => {
  test('asks once, sends the reason, and shows that it has taken effect', async () => {
    await inContext(async (page) => {
      let stop: unknown;
      const state: ConsoleState = {
        name: 'kill',
        shows: '.kill',
        replies: {
          'stop-purges': (body) => {
            stop = body;
            return { body: position };
          },
          'get-purge': ({ group }) =>
            group === undefined
              ? { body: { at: now.toISOString(), ...(stop === undefined ? {} : { killSwitch: position }) } }
              : { problem: 'internal-error', status: 500 },
          'list-timelines': () => ({ problem: 'internal-error', status: 500 }),
        },
      };
      const position = { stopped: true, by: 'Zoë', reason: 'an alarm', at: now.toISOString() };
      await begin(page, () => state, ['viewer'], 'guest');
      await page.goto(`${site.origin}/holds`);
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: 'Stop all deletions' }).press('Enter');
      await expect.poll(() => focused(page)).toBe('INPUT');
      await page.keyboard.type('an alarm');
      await page.keyboard.press('Enter');
      await page.getByText('All deletions are stopped by').waitFor();
      expect(stop).toEqual({ reason: 'an alarm' });
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await page.locator('p.unseen[role=status]').textContent()).toBe('All deletions are stopped.');
    });
  });
});

test('somebody who wants to stop deletions does not allow them, though another stops them meanwhile', async () => {
  await inContext(async (page) => {
    let stopped = false;
    const sent: string[] = [];
    const note = (call: string) => () => {
      sent.push(call);
      return { body: {} };
    };
    const state: ConsoleState = {
      name: 'kill-raced',
      shows: '.kill',
      replies: {
        'get-purge': () => ({ body: { at: now.toISOString(), killSwitch: { stopped, by: 'Mary', reason: 'an alarm', at: now.toISOString() } } }),
        'stop-purges': note('stop'),
        'allow-purges': note('allow'),
      },
    };
    await begin(page, () => state, ['emergency'], 'zoe');
    await page.goto(`${site.origin}/holds`);
    await page.getByRole('button', { name: 'Stop all deletions' }).click();
    stopped = true;
    await page.clock.fastForward(16_000);
    await page.getByText('All deletions are stopped by').waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill('an alarm');
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    await expect.poll(() => sent).toEqual(['stop']);
  });
});

describe('an approval', () => {
  test('needs the group typed, names the hash that is shown, and asks for a fresh sign-in', async () => {
    await inContext(async (page) => {
      const door = new SignIn();
      await door.at(page);
      const sent: unknown[] = [];
      const planned = consoleStates.find(({ name }) => name === 'group-planned')!;
      const state: ConsoleState = {
        ...planned,
        replies: {
          ...planned.replies,
          'approve-purge': (body) => {
            sent.push(body);
            return { problem: 'sign-in-too-old', status: 401, more: { maxAge: 900 } };
          },
        },
      };
      await begin(page, () => state, ['purge-approver'], 'linus');
      await page.goto(`${site.origin}/groups/1`);
      await page.getByRole('button', { name: 'Approve the purge' }).click();
      const dialog = page.getByRole('dialog');
      const hash = (await dialog.locator('.hash code').textContent())!;
      await dialog.getByRole('textbox').fill('2');
      await dialog.getByRole('textbox').press('Enter');
      expect(sent).toEqual([]);
      await dialog.getByRole('textbox').fill('1');
      await dialog.getByRole('button', { name: 'Approve the purge' }).click();
      await dialog.getByRole('alert').waitFor();
      expect(sent[0]).toEqual({ group: '1', manifestHash: hash });
      const asked = page.waitForRequest((request) => request.url().startsWith(`${issuer}/authorize`));
      await dialog.getByRole('button', { name: 'Sign in again' }).click();
      const { searchParams } = new URL((await asked).url());
      expect(searchParams.get('prompt')).toBe('login');
      expect(searchParams.get('max_age')).toBe('0');
      await page.waitForURL(`${site.origin}/groups/1`);
    });
  });
});

test('an approval is of the plan that was read: another plan that comes meanwhile cannot be approved', async () => {
  await inContext(async (page) => {
    const planned = consoleStates.find(({ name }) => name === 'group-planned')!;
    let hash: string | undefined;
    const sent: unknown[] = [];
    const state: ConsoleState = {
      ...planned,
      replies: {
        'get-purge': (body) => {
          const reply = planned.replies!['get-purge']!(body) as { body: { purge?: object; plan?: { planned: object } } };
          const { purge, plan } = reply.body;
          if (hash === undefined || purge === undefined || plan === undefined) return reply;
          const replaced = { ...plan, planned: { ...plan.planned, hash } };
          return { body: { ...reply.body, purge: { ...purge, manifestHash: hash }, plan: replaced } };
        },
        'approve-purge': (body) => {
          sent.push(body);
          return { body: {} };
        },
      },
    };
    await begin(page, () => state, ['purge-approver'], 'linus');
    await page.goto(`${site.origin}/groups/1`);
    await page.getByRole('button', { name: 'Approve the purge' }).click();
    const dialog = page.getByRole('dialog');
    const read = await dialog.locator('.hash code').textContent();
    await dialog.getByRole('textbox').fill('1');
    expect(await dialog.getByRole('button', { name: 'Approve the purge' }).getAttribute('aria-disabled')).toBeNull();
    hash = 'b'.repeat(64);
    await page.clock.fastForward(16_000);
    await dialog.getByText('has changed since you opened this').waitFor();
    expect(await page.locator('#plan ~ .hash code').textContent()).toBe(hash);
    expect(await dialog.locator('.hash code').textContent()).toBe(read);
    await dialog.getByRole('textbox').press('Enter');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(sent).toEqual([]);
  });
});

test('a verification is followed to its differences, and no other one begins', async () => {
  await inContext(async (page) => {
    let calls = 0;
    const sent: unknown[] = [];
    const verification = (chunksDone: number) => ({ chunks: 6, chunksDone, running: 6 - chunksDone, setAside: 0 });
    let stands: object = purged;
    const state: ConsoleState = {
      name: 'verification',
      shows: 'ol.path',
      replies: {
        'get-purge': (body) =>
          body['group'] === '1' && calls < 2 ? { body: stands } : replyIn({ name: '', shows: '', replies: differs }, 'get-purge', body)!,
        // As the API does: each call after an end begins anew.
        'certify-purge': (body) => {
          sent.push(body);
          calls++;
          stands = { ...purged, verification: verification(3) };
          return { body: calls === 2 ? { group: '1', state: 'DIFFERS', differences: [] } : { group: '1', state: 'VERIFYING', verification: verification(0), differences: [] } };
        },
      },
    };
    await begin(page, () => state, ['purge-approver'], 'linus');
    await page.goto(`${site.origin}/groups/1`);
    await page.getByRole('button', { name: 'Verify and certify' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('many');
    expect(await dialog.getByRole('button', { name: 'Verify and certify' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('textbox').fill('17');
    await dialog.getByRole('button', { name: 'Verify and certify' }).click();
    await page.getByText('3 of 6 parts are verified').waitFor();
    expect(calls).toBe(1);
    stands = { ...purged, verification: verification(6) };
    await page.clock.fastForward(16_000);
    await page.locator('td').getByText('LEFT').waitFor();
    let looks = 0;
    page.on('request', (request) => (looks += request.postData() === '{"group":"1"}' ? 1 : 0));
    await expect
      .poll(async () => {
        await page.clock.fastForward(16_000);
        return looks;
      })
      .toBeGreaterThanOrEqual(8);
    expect(sent).toEqual([
      { group: '1', unnamed: 17 },
      { group: '1', unnamed: 17 },
    ]);
    expect(await page.locator('td').getByText('LEFT').count()).toBe(1);
    expect(await page.locator('li.trouble').textContent()).toContain('not as the manifest says');
  });
});

test('support gives a user time after a look, and looks again', async () => {
  await inContext(async (page) => {
    const sent: [string, unknown][] = [];
    const found = consoleStates.find(({ name }) => name === 'user-found')!;
    const state: ConsoleState = {
      ...found,
      replies: {
        'look-up-user': (body) => {
          sent.push(['look-up-user', body]);
          return replyIn(found, 'look-up-user', body)!;
        },
        'hold-account': (body) => {
          sent.push(['hold-account', body]);
          return { body: { userId: 'u-4711', group: '2', held: true, reason: 'ill', by: 'Zoë', placedAt: now.toISOString() } };
        },
      },
    };
    await begin(page, () => state, ['support'], 'sam');
    await page.goto(`${site.origin}/user`);
    await found.act!(page);
    await page.getByRole('button', { name: 'Keep their photos' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ends on').fill('2023-07-05');
    await dialog.getByLabel('Reason').fill('ill');
    await page.keyboard.press('Enter');
    await expect.poll(() => sent.map(([call]) => call)).toEqual(['look-up-user', 'hold-account', 'look-up-user']);
    expect(sent[1]![1]).toEqual({ userId: 'u-4711', group: '2', reason: 'ill', recovery: true, until: '2023-07-05T00:00:00Z' });
    expect(await page.getByRole('button', { name: 'Send for the fee again' }).count()).toBe(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

test('a first timeline with dates that are past is published only as meant', async () => {
  await inContext(async (page) => {
    const sent: { pastDatesAreMeant?: boolean; timeline?: { version: number } }[] = [];
    const first = consoleStates.find(({ name }) => name === 'timeline-first')!;
    const tried = consoleStates.find(({ name }) => name === 'timeline-tried')!;
    const state: ConsoleState = {
      ...first,
      replies: {
        ...first.replies,
        'publish-timeline': (body) => {
          sent.push(body);
          return tried.replies!['publish-timeline']!(body);
        },
      },
    };
    await begin(page, () => state, ['timeline'], 'ada');
    await page.goto(`${site.origin}/timeline`);
    await first.act!(page);
    await page.getByLabel('Reason').last().fill('as announced');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByLabel('The dates that are past are meant').check();
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect.poll(() => sent.map(({ pastDatesAreMeant }) => pastDatesAreMeant)).toEqual([false, true]);
    expect(sent[1]!.timeline!.version).toBe(1);
  });
});

test('a change of the timeline is published as it was tried', async () => {
  await inContext(async (page) => {
    const sent: { dryRun?: boolean; timeline?: { version: number; groups: { close: string }[] } }[] = [];
    const tried = consoleStates.find(({ name }) => name === 'timeline-tried')!;
    const state: ConsoleState = {
      ...tried,
      replies: {
        'publish-timeline': (body) => {
          sent.push(body);
          return tried.replies!['publish-timeline']!(body);
        },
      },
    };
    await begin(page, () => state, ['timeline'], 'ada');
    await page.goto(`${site.origin}/timeline`);
    await page.locator('fieldset').first().waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await tried.act!(page);
    await page.getByRole('button', { name: 'Publish' }).waitFor();
    // What was changed after the trial has to be tried again.
    await page.getByLabel('Reason').last().fill('another reason');
    await page.getByLabel('Regions that become exempt').fill('tr');
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect.poll(() => sent.map(({ dryRun }) => dryRun)).toEqual([true, true, false]);
    expect(sent[2]!.timeline).toEqual(sent[1]!.timeline);
    expect(sent[2]!.timeline!.version).toBe(3);
    expect(sent[2]!.timeline).toMatchObject({ exempt: ['CN', 'TR'] });
    expect(sent[2]!.timeline!.groups[1]).toMatchObject({ close: '2023-08-01T00:00:00Z', regions: ['BR'] });
  });
});

test('a table is saved as CSV', async () => {
  await inContext(async (page) => {
    await show(page, consoleStates.find(({ name }) => name === 'refunds')!);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('refunds-MANUAL.csv');
  });
});

test('a proof is saved as the user can check it', async () => {
  await inContext(async (page) => {
    const state = consoleStates.find(({ name }) => name === 'certificate-proof')!;
    const download = page.waitForEvent('download');
    await show(page, state);
    const file = await download;
    expect(file.suggestedFilename()).toBe('proof-u-4711.json');
    expect(readFileSync(await file.path(), 'utf8')).toBe(`${JSON.stringify(proven.proof)}\n`);
  });
});

test.each(['report', 'certificate'])('the page of a %s is saved as a file that needs nothing and runs nothing', async (name) => {
  await inContext(async (page, watch) => {
    await show(page, consoleStates.find((state) => state.name === name)!);
    expect(await page.locator('article .when .local').count()).toBeGreaterThan(0);
    const shown = await page.locator('article').evaluate(wordsOf);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const file = join(out, `saved-${name}.html`);
    await (await download).saveAs(file);
    expect(watch.violations).toEqual([]);

    const { page: reader, watch: watched } = await watchedTab(page);
    await reader.goto(`file://${file}`);
    expect(watched.requests).toEqual([`file://${file}`]);
    expect(await reader.locator('main').evaluate(wordsOf)).toBe(shown);
    expect(await reader.locator('.when').first().textContent()).toMatch(/^[-\d]+ [:\d]+ UTC$/);
    expect(await reader.title()).toBe(await reader.locator('h1').textContent());
    expect(await reader.locator('script, img, button, a, link, [onerror]').count()).toBe(0);
    expect(await reader.locator('.verdict').first().evaluate((of) => getComputedStyle(of).borderInlineStartWidth)).toBe('4px');
    for (const width of widths) {
      await reader.setViewportSize({ width, height: 900 });
      await checkView(reader, `saved-${name}-${width}`);
    }
    expect(watched.console).toEqual([]);
  });
});

/** What people read, but for the buttons and the times of where they are. */
function wordsOf(shown: Element): string {
  const copy = shown.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll('button, .when .local')) other.remove();
  return copy.textContent ?? '';
}

function watchedTab(page: Page): ReturnType<typeof watched> {
  return watched(page.context());
}

async function inContext(work: (page: Page, watch: Watch) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en',
    timezoneId: 'Asia/Kolkata',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  try {
    const { page, watch } = await watched(context);
    await work(page, watch);
  } finally {
    await context.close();
  }
}

/** Signs somebody in, and answers as the state says. */
async function begin(
  page: Page,
  state: () => ConsoleState,
  held: readonly string[] | undefined,
  subject: string,
): Promise<void> {
  await page.clock.install({ time: now });
  const claims = { sub: subject, name: 'Zoë', 'cognito:groups': (held ?? []).map((role) => `sundown-${role}`) };
  if (held !== undefined) await signIn(page, 'sundown-operators', token(claims));
  const reply = (call: string, route: Route): Reply | undefined =>
    replyIn(state(), call.replace('POST /operators/', ''), (route.request().postDataJSON() ?? {}) as Record<string, string>);
  await answerApi(page, reply, now);
}

async function show(page: Page, state: ConsoleState): Promise<void> {
  const door = new SignIn();
  door.renews = false;
  await door.at(page);
  await begin(page, () => state, state.roles, state.subject ?? 'zoe');
  await page.goto(site.origin + (state.path ?? '/'));
  await page.locator('h1').waitFor();
  await state.act?.(page);
  await page.locator(state.shows).first().waitFor();
}

async function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.tagName);
}
