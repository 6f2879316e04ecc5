import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Field, roles, rolesFor } from '../../main/webui/console/src/access';
import type { Call } from '../../main/webui/console/src/api';
import { answerApi, SignIn, token } from './answers';
import { launch, signIn, type Watch, watched } from './browser';
import { type ConsoleState, consoleStates, differs, now, position, proposing, proven, purged, replyIn } from './console-states';
import { out } from './report';
import { issuer, serveConsole, type Site } from './server';
import type { Reply } from './states';
import { checkDark, checkView } from './views';

const widths = [320, 1280];

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
      await checkDark(page, `console-${state.name}-dark`);
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

  // The roles run at once, so each needs its own expectations; on a busy machine eleven views take minutes.
  test.for(roles)('%s finds what it may do, and nothing else', { timeout: 400_000 }, async (role, { expect }) => {
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
  test('stops at once, shows that it has taken effect, and asks for the reason then', async () => {
    await inContext(async (page) => {
      const stops: { reason?: string }[] = [];
      const state: ConsoleState = {
        name: 'kill',
        shows: '.kill',
        replies: {
          'stop-purges': (body) => {
            stops.push(body);
            return { body: kill() };
          },
          'get-purge': () => ({ body: { at: now.toISOString(), purges: [], ...(stops.length === 0 ? {} : { killSwitch: kill() }) } }),
          'list-timelines': () => ({ problem: 'internal-error', status: 500 }),
        },
      };
      const kill = () => ({ stopped: true, by: 'Zoë', reason: stops.at(-1)?.reason, at: now.toISOString() });
      await begin(page, () => state, ['viewer'], 'guest');
      await page.goto(`${site.origin}/holds`);
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: 'Stop all deletions' }).press('Enter');
      await page.getByText('All deletions are stopped by').waitFor();
      expect(stops).toEqual([{ reason: 'Stopped at once. The reason follows.' }]);
      await expect.poll(() => focused(page)).toBe('INPUT');
      await page.keyboard.type('an alarm');
      await page.keyboard.press('Enter');
      await page.locator('.kill').getByText('an alarm').waitFor();
      expect(stops.slice(1)).toEqual([{ reason: 'an alarm' }]);
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await page.locator('.status').textContent()).toContain('All deletions are stopped.');
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
        'get-purge': () => ({ body: { at: now.toISOString(), purges: [], killSwitch: { stopped, by: 'Mary', reason: 'an alarm', at: now.toISOString() } } }),
        'stop-purges': note('stop'),
        'allow-purges': note('allow'),
      },
    };
    await begin(page, () => state, ['emergency'], 'zoe');
    await page.goto(`${site.origin}/holds`);
    await page.getByRole('button', { name: 'Stop all deletions' }).click();
    await page.getByRole('dialog').waitFor();
    stopped = true;
    await page.clock.fastForward(16_000);
    await page.getByText('All deletions are stopped by').waitFor();
    await page.getByRole('dialog').getByRole('textbox').fill('an alarm');
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    await expect.poll(() => sent).toEqual(['stop', 'stop']);
  });
});

describe('an approval', () => {
  test('needs what it means typed, names the hash that is shown, and asks for a fresh sign-in', async () => {
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
      await dialog.getByRole('textbox').fill('delete 1 users’ photos');
      await dialog.getByRole('textbox').press('Enter');
      expect(sent).toEqual([]);
      await dialog.getByRole('textbox').fill("delete 118,204 users' photos");
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
          const reply = planned.replies!['get-purge']!(body) as { body: { purges: [{ purge: object; plan: { planned: object } }] } };
          if (hash === undefined) return reply;
          const [one, ...others] = reply.body.purges;
          const plan = { ...one.plan, planned: { ...one.plan.planned, hash } };
          return { body: { ...reply.body, purges: [{ ...one, plan, purge: { ...one.purge, manifestHash: hash } }, ...others] } };
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
    await dialog.getByRole('textbox').fill("delete 118,204 users' photos");
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
    let stands = purged;
    const state: ConsoleState = {
      name: 'verification',
      shows: 'ol.path',
      replies: {
        'get-purge': (body) =>
          calls < 2 ? { body: position(stands) } : replyIn({ name: '', shows: '', replies: differs }, 'get-purge', body)!,
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
    page.on('request', (request) => (looks += request.url().endsWith('/get-purge') && request.postData() === '{}' ? 1 : 0));
    await expect
      .poll(async () => {
        await page.clock.fastForward(16_000);
        return looks;
      }, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(8);
    expect(sent).toEqual([
      { group: '1', unnamed: 17 },
      { group: '1', unnamed: 17 },
    ]);
    expect(await page.locator('td').getByText('LEFT').count()).toBe(1);
    expect(await page.locator('li.trouble').textContent()).toContain('not as the manifest says');
  });
});

test('a hold that is placed is listed at once, and one that is released is not', async () => {
  await inContext(async (page) => {
    let holds: object[] = [];
    const hold = { userId: 'u7', group: '1', held: true, reason: 'Order 12/2023', by: 'Zoë', placedAt: now.toISOString() };
    const found = consoleStates.find(({ name }) => name === 'hold-placed')!;
    const state: ConsoleState = {
      ...found,
      replies: {
        'list-holds': () => ({ body: { holds } }),
        'hold-account': () => ({ body: (holds = [hold])[0] }),
        'release-hold': () => {
          holds = [];
          return { body: { ...hold, held: false } };
        },
      },
    };
    await begin(page, () => state, ['legal'], 'mary');
    await page.goto(`${site.origin}/holds`);
    await page.getByText('Nobody is under hold').waitFor();
    await found.act!(page);
    await page.locator('td').getByText('u7').waitFor();
    expect(await page.locator('.status').textContent()).toContain('is under hold');
    const release = page.getByRole('region', { name: 'Release a hold' });
    await release.getByLabel('User id').fill('u7');
    await release.getByLabel('Group').fill('1');
    await release.getByLabel('Reason').fill('It is over');
    await release.getByRole('button', { name: 'Release a hold' }).click();
    await page.getByText('Nobody is under hold').waitFor();
    expect(await page.locator('.status').textContent()).toContain('is no longer under hold');
  });
});

test('a job that has ended cannot be paused', async () => {
  await inContext(async (page) => {
    await show(page, consoleStates.find(({ name }) => name === 'jobs')!);
    expect(await page.getByRole('button', { name: 'Pause counting-1' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Pause memberships-1' }).count()).toBe(0);
  });
});

test('what has an end offers nothing more: a fee that is back is not sent for again', async () => {
  await inContext(async (page) => {
    await show(page, consoleStates.find(({ name }) => name === 'user-refunded')!);
    expect(await page.getByRole('button', { name: 'Request the refund again' }).count()).toBe(0);
  });
});

test('the filters of the calls are in the address, which can be opened anew', async () => {
  await inContext(async (page) => {
    const sent: object[] = [];
    const calls = consoleStates.find(({ name }) => name === 'calls')!;
    const state: ConsoleState = {
      ...calls,
      replies: {
        'list-operator-calls': (body) => {
          sent.push(body);
          return replyIn(calls, 'list-operator-calls', body)!;
        },
      },
    };
    await begin(page, () => state, ['viewer'], 'zoe');
    await page.goto(`${site.origin}/calls`);
    await page.locator('td').getByText('Order 12/2023').waitFor();
    await page.getByLabel('Who').fill('linus');
    await page.getByLabel('Who').press('Enter');
    await page.getByLabel('Group').selectOption('1');
    await expect.poll(() => page.url()).toContain('/calls?by=linus&group=1');
    await page.reload();
    await page.locator('td').getByText('Order 12/2023').waitFor();
    expect(sent[0]).toEqual({ kind: 'DECISIONS', limit: 200 });
    expect(sent.at(-1)).toEqual({ kind: 'DECISIONS', limit: 200, by: 'linus', group: '1' });
  });
});

test('a table is sorted by the column whose name is pressed', async () => {
  await inContext(async (page) => {
    await show(page, consoleStates.find(({ name }) => name === 'health')!);
    const queues = page.getByRole('region', { name: 'Queues' });
    const first = (): Promise<string | null> => queues.locator('tbody td').first().textContent();
    await queues.getByRole('button', { name: 'Queue' }).click();
    expect(await first()).toBe('events');
    await queues.getByRole('button', { name: 'Queue' }).click();
    expect(await first()).toBe('transfers');
    expect(await queues.locator('th').first().getAttribute('aria-sort')).toBe('descending');
  });
});

test('the palette goes to a page, a group, or a user', async () => {
  await inContext(async (page) => {
    await show(page, consoleStates.find(({ name }) => name === 'palette')!);
    await page.getByRole('dialog').getByRole('textbox').fill('group 2');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.origin}/groups/2`);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

test('support finds a user by their e-mail address, which no address of a page has', async () => {
  await inContext(async (page) => {
    const sent: Readonly<Record<string, string>>[] = [];
    const visited: string[] = [];
    const found = consoleStates.find(({ name }) => name === 'user-found')!;
    const several = consoleStates.find(({ name }) => name === 'user-several')!;
    const state: ConsoleState = {
      ...found,
      replies: {
        'look-up-user': (body) => {
          sent.push(body);
          const { email, userId = 'u-4711' } = body;
          if (email === 'nobody@example.com') return { problem: 'unknown-user', status: 404 };
          return replyIn(email === 'two@example.com' ? several : found, 'look-up-user', { userId })!;
        },
      },
    };
    page.on('framenavigated', (frame) => visited.push(frame.url()));
    await begin(page, () => state, ['support'], 'sam');
    await page.goto(`${site.origin}/user`);
    const field = page.getByLabel('User id or e-mail address');
    const section = page.getByRole('heading', { name: 'u-4711' });
    const seek = async (email: string): Promise<void> => {
      await field.fill(email);
      await field.press('Enter');
    };

    await seek('ada@example.com');
    await page.waitForURL(`${site.origin}/user?id=u-4711`);
    await section.waitFor();
    await seek('nobody@example.com');
    await page.getByRole('alert').waitFor();
    expect(await section.count()).toBe(0);
    await seek('two@example.com');
    await page.getByRole('alert').getByRole('link', { name: 'u-4712' }).press('Enter');
    await page.waitForURL(`${site.origin}/user?id=u-4712`);
    await page.getByRole('heading', { name: 'u-4712' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('ada@example.com');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.origin}/user?id=u-4711`);
    await section.waitFor();

    expect(sent).toEqual([
      { email: 'ada@example.com' },
      { email: 'nobody@example.com' },
      { email: 'two@example.com' },
      { userId: 'u-4712' },
      { email: 'ada@example.com' },
    ]);
    expect(visited.filter((address) => /@|%40/.test(address))).toEqual([]);
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
    expect(await page.getByRole('button', { name: 'Request the refund again' }).count()).toBe(1);
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
    await page.getByLabel('The past dates are intended').check();
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect.poll(() => sent.map(({ pastDatesAreMeant }) => pastDatesAreMeant)).toEqual([false, true]);
    expect(sent[1]!.timeline!.version).toBe(1);
  });
});

test('a change of the timeline is published as it was tried', async () => {
  await inContext(async (page) => {
    const sent: { dryRun?: boolean; confirmation?: string; timeline?: { version: number; groups: { close: string }[] } }[] = [];
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
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
    await tried.act!(page);
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
    // What was changed after the trial has to be tried again.
    await page.getByLabel('Reason').last().fill('another reason');
    await page.getByLabel('Regions that become exempt').fill('tr');
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Publish', exact: true }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('textbox').fill('publish version 3');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect.poll(() => sent.map(({ dryRun }) => dryRun)).toEqual([true, true, false]);
    expect(sent[2]!.confirmation).toBe('publish version 3');
    await page.locator('.status').getByText('is published').waitFor();
    expect(sent[2]!.timeline).toEqual(sent[1]!.timeline);
    expect(sent[2]!.timeline!.version).toBe(3);
    expect(sent[2]!.timeline).toMatchObject({ exempt: ['CN', 'TR'] });
    expect(sent[2]!.timeline!.groups[1]).toMatchObject({ close: '2023-08-01T00:00:00Z', regions: ['BR'] });
  });
});

test('where two people publish, the first proposes, and another one publishes the same document', async () => {
  await inContext(async (page) => {
    const sent: object[] = [];
    const tried = consoleStates.find(({ name }) => name === 'timeline-tried')!;
    const answer = { version: 3, by: 'Zoë', hash: 'h', reason: 'more time', changes: [], publishers: 2, dryRun: false };
    const two: ConsoleState = {
      ...tried,
      replies: {
        'publish-timeline': (body) => {
          if (!body['dryRun']) sent.push(body);
          return { body: { ...answer, ...(body['dryRun'] ? { dryRun: true } : { state: sent.length === 1 ? 'PROPOSED' : 'PUBLISHED' }) } };
        },
      },
    };
    let state = two;
    await begin(page, () => state, ['timeline'], 'zoe');
    await page.goto(`${site.origin}/timeline`);
    await page.locator('fieldset').first().waitFor();
    await tried.act!(page);
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Propose' }).click();
    await page.locator('.status').getByText('is proposed').waitFor();
    state = { ...two, replies: { ...two.replies, 'list-timelines': () => ({ body: proposing('ada') }) } };
    await page.reload();
    const region = page.getByRole('region', { name: 'is waiting for a second person' });
    await region.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('publish version 3');
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    await page.locator('.status').getByText('is published').waitFor();
    expect(sent[1]).toEqual({ timeline: proposing('ada').proposed!.document, reason: 'more time for group 2', dryRun: false });
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
  for (const other of copy.querySelectorAll('button:not(th button), .when .local')) other.remove();
  return copy.textContent ?? '';
}

function watchedTab(page: Page): ReturnType<typeof watched> {
  return watched(page.context());
}

async function inContext(work: (page: Page, watch: Watch) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: widths[1]!, height: 900 },
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
