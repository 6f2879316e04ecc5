import { describe, expect, test } from 'vitest';
import type { Operator } from './access';
import type { Schemas } from './api';
import { deedsIn, hindrance, leaversOf, overtaken, pathOf, planBefore, planFigures, planOf, type Purge, type PurgeStatus, waitsFor } from './purge';

const CLOSE = '2023-06-01T00:00:00Z';
const LATER = Date.parse('2023-06-20T00:00:00Z');

function status(parts: Partial<PurgeStatus> = {}): PurgeStatus {
  return {
    group: '1',
    at: CLOSE,
    closesAt: CLOSE,
    running: 0,
    drainedAt: CLOSE,
    upheld: true,
    ...(parts.purge === undefined ? {} : { plan: plan() }),
    ...parts,
  };
}

function purge(state: Purge['state'], parts: Partial<Purge> = {}): Purge {
  return {
    group: '1',
    planId: 'plan',
    manifestHash: 'a'.repeat(64),
    state,
    approvals: [],
    ...parts,
  };
}

function verification(chunksDone: number, setAside = 0): Schemas['Verification'] {
  return { chunks: 6, chunksDone, running: 6 - chunksDone - setAside, setAside };
}

const planned: Schemas['Planned'] = {
  reach: { REACHED: 4, NOT_REACHABLE: 1 },
  hash: 'a'.repeat(64),
  manifest: 'manifests/1/plan/manifest.jsonl',
  report: 'manifests/1/plan/report.txt',
  users: 10,
  held: 0,
  foreign: 0,
  objects: 100,
  versions: 100,
  markers: 0,
  uploads: 0,
  bytes: 1000,
  safety: { standings: {}, lost: 0 },
};

function plan(parts: Partial<Schemas['Plan']> = {}): Schemas['Plan'] {
  const begunAt = '2023-06-02T00:00:00Z';
  const made = parts.state === 'PLANNING' ? {} : { planned };
  return {
    group: '1',
    planId: 'plan',
    state: 'PLANNED',
    by: 'Ada',
    bySubject: 'ada',
    begunAt,
    chunksDone: 3,
    chunks: 512,
    ...made,
    ...parts,
  };
}

describe('a plan that is being made', () => {
  const making = status({ plan: plan({ state: 'PLANNING', insteadOf: 'older' }), purge: purge('PLANNED') });

  test('tells everybody how far it is, and leaves nothing to do', () => {
    expect(pathOf(making, LATER)[2]).toMatchObject({ says: { key: 'step.now.planning', values: { done: 3, all: 512 } }, share: 3 / 512 });
    expect(deedsIn(making, LATER)).toEqual([]);
    expect(waitsFor(making, LATER)).toBeUndefined();
  });

  test('is compared with the one before once it is in force', () => {
    expect(planBefore(status({ plan: plan({ insteadOf: 'older' }), purge: purge('PLANNED') }))).toBe('older');
    expect(planBefore(status({ plan: plan(), purge: purge('PLANNED') }))).toBeUndefined();
    expect(planBefore(status({ plan: plan({ planId: 'newer', insteadOf: 'plan' }), purge: purge('VOIDED') }))).toBeUndefined();
  });
});

test('the plan of a purge is not the one that is being made', () => {
  expect(planOf(status({ purge: purge('PLANNED') }))?.planned).toEqual(planned);
  expect(planOf(status({ plan: plan({ state: 'PLANNING' }), purge: purge('PLANNED') }))).toBeUndefined();
  expect(planOf(status({ plan: plan({ planId: 'newer' }), purge: purge('VOIDED') }))).toBeUndefined();
});

describe('those who have left since a plan', () => {
  const of = (chunksDone: number) => ({ accounts: 3, since: CLOSE, chunks: 4, chunksDone });

  test('are told as far as they are counted', () => {
    expect(leaversOf(undefined).key).toBe('plan.leavers-unknown');
    expect(leaversOf(of(1))).toEqual({ key: 'plan.leavers-counting', values: { accounts: 3, done: 1, all: 4 } });
    expect(leaversOf(of(4))).toEqual({ key: 'plan.figure', values: { value: 3 } });
  });

  test('are among the figures of the plan', () => {
    expect(planFigures({ ...plan(), planned }, of(4)).at(-1)).toEqual({ label: 'plan.leavers', value: leaversOf(of(4)) });
  });
});

/** The standing of each step, by its first letter. */
function standings(of: PurgeStatus, now = LATER): string {
  return pathOf(of, now)
    .map(({ standing }) => standing[0])
    .join('');
}

describe('the path of a group', () => {
  test.each([
    ['before the close', status(), Date.parse(CLOSE) - 1, 'naaaaaaaa'],
    ['at the close', status(), Date.parse(CLOSE), 'ddnaaaaaa'],
    ['while something runs', { group: '1', at: CLOSE, closesAt: CLOSE, running: 3 }, LATER, 'dnaaaaaaa'],
    ['while nobody has planned', status(), LATER, 'ddnaaaaaa'],
    ['planned', status({ purge: purge('PLANNED') }), LATER, 'dddnaaaaa'],
    ['with a plan that no longer fits', status({ upheld: false, purge: purge('PLANNED') }), LATER, 'dddtaaaaa'],
    ['with a plan that is being made', status({ plan: plan({ state: 'PLANNING' }) }), LATER, 'ddnaaaaaa'],
    ['with another plan that is being made', status({ plan: plan({ state: 'PLANNING' }), purge: purge('VOIDED') }), LATER, 'ddnaaaaaa'],
    ['in the pause', status({ purge: purge('PAUSING') }), LATER, 'ddddnaaaa'],
    ['in the canary', status({ purge: purge('CANARY') }), LATER, 'dddddnaaa'],
    ['while accounts are deleted', status({ purge: purge('WAVES') }), LATER, 'ddddddnaa'],
    [
      'with accounts that are set aside',
      status({ purge: purge('WAVES', { accounts: { finished: 5, setAside: 1, chunks: 2, chunksDone: 1 } }) }),
      LATER,
      'ddddddtaa',
    ],
    ['purged', status({ purge: purge('PURGED') }), LATER, 'dddddddna'],
    ['that differs', status({ purge: purge('DIFFERS') }), LATER, 'dddddddta'],
    ['certified', status({ purge: purge('CERTIFIED') }), LATER, 'ddddddddd'],
    ['being verified', status({ verification: verification(3), purge: purge('PURGED') }), LATER, 'dddddddna'],
    ['with a user whom nobody could verify', status({ verification: verification(3, 1), purge: purge('PURGED') }), LATER, 'dddddddta'],
    ['all verified', status({ verification: verification(6), purge: purge('PURGED') }), LATER, 'dddddddna'],
    ['verified anew after it differed', status({ verification: verification(3), purge: purge('DIFFERS') }), LATER, 'dddddddna'],
    ['aborted', status({ purge: purge('ABORTED') }), LATER, 'ddtaaaaaa'],
    ['void', status({ purge: purge('VOIDED') }), LATER, 'ddtaaaaaa'],
    ['of an exempt region', { group: '9' }, LATER, 'naaaaaaaa'],
  ])('%s', (_, of, now, expected) => {
    expect(standings(of as PurgeStatus, now)).toBe(expected);
  });

  test('tells how much is deleted', () => {
    const accounts = { finished: 4, setAside: 0, chunks: 2, chunksDone: 0 };
    const step = pathOf(status({ purge: purge('WAVES', { accounts }) }), LATER).find(({ name }) => name === 'deleted');
    expect(step?.share).toBe(0.4);
  });

  test('tells how far a verification is, and that its end waits for a person', () => {
    const running = status({ verification: verification(3), purge: purge('PURGED') });
    expect(pathOf(running, LATER)[7]).toMatchObject({ says: { values: { done: 3, all: 6, setAside: 0 } }, share: 0.5 });
    expect(waitsFor(running, LATER)).toBeUndefined();
    expect(waitsFor(status({ verification: verification(6), purge: purge('PURGED') }), LATER)?.key).toBe('waits.certificate');
  });

  test('tells when the deletion begins', () => {
    const pausing = status({ beginsAt: '2023-06-22T00:00:00Z', purge: purge('PAUSING') });
    const step = pathOf(pausing, LATER)[4];
    expect(step?.at).toBe('2023-06-22T00:00:00Z');
    expect(step?.says).toEqual({ key: 'step.now.paused', values: { left: { seconds: 172_800 } } });
    expect(pathOf(pausing, Date.parse('2023-06-22T00:00:00Z'))[4]?.says.key).toBe('step.now.pause-over');
  });
});

describe('what can be done', () => {
  test.each([
    ['before the close', { group: '1', closesAt: '2024-01-01T00:00:00Z' }, []],
    ['after it', status(), ['plan-purge']],
    ['with a plan', status({ purge: purge('PLANNED') }), ['approve-purge', 'plan-purge', 'abort-purge']],
    ['with a plan that no longer fits', status({ upheld: false, purge: purge('PLANNED') }), ['plan-purge', 'abort-purge']],
    ['in the pause', status({ purge: purge('PAUSING') }), ['abort-purge']],
    ['while accounts are deleted', status({ purge: purge('WAVES') }), ['abort-purge']],
    ['purged', status({ purge: purge('PURGED') }), ['certify-purge']],
    ['with differences', status({ purge: purge('DIFFERS') }), ['certify-purge', 'plan-purge']],
    ['certified', status({ purge: purge('CERTIFIED') }), []],
    ['aborted', status({ purge: purge('ABORTED') }), ['plan-purge']],
  ])('%s', (_, of, deeds) => {
    expect(deedsIn(of as PurgeStatus, LATER)).toEqual(deeds);
  });
});

describe('a dialog that is open', () => {
  const asked = status({ purge: purge('PLANNED') });
  const replaced = status({ purge: purge('PLANNED', { manifestHash: 'b'.repeat(64) }) });

  test.each([
    ['approves another plan', 'approve-purge', replaced, true],
    ['approves what is void', 'approve-purge', status({ upheld: false, purge: purge('PLANNED') }), true],
    ['approves what somebody has approved once', 'approve-purge', asked, false],
    ['aborts, whatever the plan', 'abort-purge', replaced, false],
    ['aborts while the deletion goes on', 'abort-purge', status({ purge: purge('WAVES') }), false],
    ['aborts what is over', 'abort-purge', status({ purge: purge('PURGED') }), true],
  ] as const)('%s', (_, deed, live, expected) => {
    expect(overtaken(deed, asked, live, LATER)).toBe(expected);
  });
});

describe('who cannot approve', () => {
  const approver = (subject: string): Operator => ({ subject, name: 'Ada', roles: new Set(['purge-approver']) });
  const why = (subject: string, parts: Partial<Purge> = {}): string | undefined =>
    hindrance('approve-purge', status({ purge: purge('PLANNED', parts) }), approver(subject))?.key;

  test('the planner, by whatever name', () => {
    expect(why('ada')).toBe('approve.by-the-planner');
  });

  test('somebody who has', () => {
    const approvals = [{ by: 'Somebody else', bySubject: 'grace', at: CLOSE }];
    expect(why('grace', { approvals })).toBe('approve.again');
    expect(why('linus', { approvals })).toBeUndefined();
  });

  test('anybody, of a plan without a proven planner', () => {
    const { bySubject: _, ...unproven } = plan();
    const of = status({ plan: unproven, purge: purge('PLANNED') });
    expect(hindrance('approve-purge', of, approver('grace'))?.key).toBe('approve.planner-unknown');
  });

  test('somebody without the role', () => {
    const viewer: Operator = { subject: 'guest', name: 'Guest', roles: new Set(['viewer']) };
    expect(hindrance('approve-purge', status({ purge: purge('PLANNED') }), viewer)?.key).toBe('role.missing');
  });
});

test('a group says what it waits for', () => {
  expect(waitsFor(status(), LATER)?.key).toBe('waits.plan');
  expect(waitsFor(status({ purge: purge('PLANNED') }), LATER)).toEqual({ key: 'waits.approvals', values: { count: 2 } });
  expect(waitsFor(status({ purge: purge('PURGED') }), LATER)?.key).toBe('waits.certificate');
  expect(waitsFor(status({ purge: purge('VOIDED') }), LATER)?.key).toBe('step.voided');
  expect(waitsFor(status({ purge: purge('WAVES') }), LATER)).toBeUndefined();
});
