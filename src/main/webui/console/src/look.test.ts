import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Api } from './api';
import { actWith } from './console';
import { Looks, ONCE, type Subject } from './look';
import { text } from './words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a page looks at: how often, and with how many calls. */
const pages = {
  overview: [
    [15_000, 1],
    [MINUTE, 1],
    [300_000, 1],
    [300_000, 1],
  ],
  jobs: [
    [15_000, 1],
    [15_000, 1],
    [MINUTE, 1],
    [ONCE, 1],
  ],
  refunds: [
    [15_000, 1],
    [30_000, 7],
  ],
} as const;

describe('the looks of a page', () => {
  let calls: number;

  beforeEach(() => {
    calls = 0;
    vi.useFakeTimers({ now: 0 });
    vi.stubGlobal('document', { hidden: false });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function subject(period: number, each = 1): Subject {
    const of: Subject = {
      due: ONCE,
      look: async () => {
        calls += each;
        of.due = Date.now() + period;
      },
    };
    return of;
  }

  function looksAt(page: keyof typeof pages): Looks {
    const looks = new Looks(() => calls);
    for (const [period, each] of pages[page]) looks.add(subject(period, each));
    return looks;
  }

  test.each(['overview', 'jobs'] as const)('are at most 60 calls in an hour of an idle page, %s, and not many fewer', async (page) => {
    looksAt(page);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    const before = calls;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(calls - before).toBeLessThanOrEqual(60);
    expect(calls - before).toBeGreaterThan(50);
  });

  test('are one call a minute where a look takes several, too', async () => {
    looksAt('refunds');
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    const before = calls;
    await vi.advanceTimersByTimeAsync(8 * HOUR);
    expect(calls - before).toBeLessThanOrEqual(8 * 60 + 6);
  });

  test('leave none of them out while nobody is there', async () => {
    const looked: number[] = [];
    const looks = new Looks(() => looked.length);
    for (const [index, period] of [15_000, 15_000, 300_000].entries()) {
      const of: Subject = {
        due: ONCE,
        look: async () => {
          looked.push(index);
          of.due = Date.now() + period;
        },
      };
      looks.add(of);
    }
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    looked.length = 0;
    await vi.advanceTimersByTimeAsync(20 * MINUTE);
    expect(new Set(looked).size).toBe(3);
  });

  test('come when they are due as long as somebody is there', async () => {
    const looks = new Looks(() => calls);
    looks.add(subject(15_000));
    for (let minute = 0; minute < 60; minute++) {
      await vi.advanceTimersByTimeAsync(MINUTE);
      looks.touch();
    }
    expect(calls).toBe(1 + 60 * 4);
  });

  test('go on at once when somebody comes back', async () => {
    const looks = looksAt('refunds');
    await vi.advanceTimersByTimeAsync(HOUR);
    const before = calls;
    looks.touch();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls - before).toBeGreaterThanOrEqual(7);
  });

  test('end while the page is hidden', async () => {
    looksAt('overview');
    await vi.advanceTimersByTimeAsync(0);
    vi.stubGlobal('document', { hidden: true });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(calls).toBeLessThanOrEqual(12);
  });

  test('are not of what is no longer shown', async () => {
    const looks = new Looks(() => calls);
    const leave = looks.add(subject(15_000));
    leave();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(calls).toBe(1);
  });
});

describe('an act', () => {
  const said: unknown[] = [];
  const acting = (answer: object) => {
    said.length = 0;
    const again = vi.fn(async () => undefined);
    const api = { call: async () => answer } as unknown as Pick<Api, 'call'>;
    return { again, act: actWith(api, again, (done) => said.push(done)) };
  };

  test('has everything looked at again, and says what was done', async () => {
    const { act, again } = acting({ kind: 'ok', value: { by: 'Mary' } });
    expect(await act('stop-purges', { reason: 'an alarm' }, () => text('kill.done'))).toBeUndefined();
    expect(again).toHaveBeenCalledOnce();
    expect(said).toEqual([{ key: 'kill.done' }]);
  });

  test('that is refused, or has no answer in time, says nothing, and everything is looked at again all the same', async () => {
    const { act, again } = acting({ kind: 'late' });
    expect(await act('stop-purges', { reason: 'an alarm' }, () => text('kill.done'))).toEqual({ kind: 'late' });
    expect(again).toHaveBeenCalledOnce();
    expect(said).toEqual([]);
  });
});
