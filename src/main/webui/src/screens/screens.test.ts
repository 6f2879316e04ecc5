import { describe, expect, test } from 'vitest';
import type { Archive, Gallery, Receipt, Refund, Status } from '../api/answer';
import { archivePanel, choosingPanel } from './archive';
import { beforehand, galleryPanel, privateQuestion } from './gallery';
import { overview } from './overview';
import { receiptParts, receiptStanding } from './receipt';
import { refundPanel } from './refund';
import { savingMeter, savingResult, standstill } from './saving';
import { troubleMessage } from './trouble';

const here = { now: Date.parse('2023-02-10T12:00:00Z') };
const ended = { open: false, code: 'ended' } as const;

const status: Status = {
  notice: {
    region: 'IN',
    ends: true,
    phase: 'EXPORTS_OPEN',
    code: 'exports-open',
    message: '',
    dates: { exportsOpen: '2022-12-01T00:00:00Z', close: '2023-06-01T00:00:00Z' },
  },
  open: { transfer: { open: true }, archive: { open: true }, sync: ended, sales: ended },
  lookAgainInSeconds: 60,
};

const archive: Archive = {
  id: 'a',
  state: 'ready',
  code: 'ready',
  message: '',
  createdAt: '2023-02-09T10:00:00Z',
  endsAt: '2023-03-11T10:00:00Z',
  progress: { items: 10, volumes: 2, volumesDone: 2, volumesDownloaded: 1, bytes: 100, bytesDone: 100 },
  leftOut: 0,
  lookAgainInSeconds: 60,
};

describe('the page', () => {
  test('begins with both ways out open', () => {
    const screen = overview(status, here);
    expect(screen.answer.way).toMatchObject({ kind: 'deed', deed: 'move' });
    expect(screen.move.open && screen.archive.open).toBe(true);
    expect(screen.archive.panel.actions.map(({ deed }) => deed)).toEqual(['request-archive']);
  });

  test('begins with the download where the move is not offered', () => {
    const screen = overview(
      { ...status, open: { ...status.open, transfer: { open: false, code: 'not-offered-in-region' } } },
      here,
    );
    expect(screen.answer.way).toMatchObject({ kind: 'deed', deed: 'request-archive' });
    expect(screen.answer.lines.map(({ key }) => key)).toEqual(['closed.not-offered-in-region']);
  });

  test('says that nothing ends, and promises nothing, before anything is announced', () => {
    const shut = { open: false, code: 'not-announced' } as const;
    const screen = overview(
      {
        ...status,
        notice: { region: 'IN', ends: false, code: 'not-announced', message: '' },
        open: { transfer: shut, archive: shut, sync: { open: true }, sales: { open: true } },
      },
      here,
    );
    expect(screen.answer.title.key).toBe('notice.not-announced.title');
    expect(screen.when.key).toBe('promise.not-announced');
    expect(screen.move.panel.lines.map(({ key }) => key)).toEqual(['closed.not-announced']);
    expect(screen.move.panel.actions).toEqual([]);
  });

  test('names no date before there is one', () => {
    const shut = { open: false, code: 'exports-not-open' } as const;
    const screen = overview(
      {
        ...status,
        notice: { region: 'IN', ends: true, phase: 'RUNNING', code: 'runs-as-usual', message: '' },
        open: { transfer: shut, archive: shut, sync: { open: true }, sales: { open: true } },
      },
      here,
    );
    expect(screen.move.panel.lines.map(({ key }) => key)).toEqual(['closed.exports-not-open.unknown']);
    expect(screen.others.map(({ value }) => value.key)).toEqual(['door.unchanged', 'door.unchanged']);
  });
});

describe('the gallery', () => {
  const none = { items: 0, bytes: 0 };
  const gallery: Gallery = {
    state: 'counted',
    items: 9,
    bytes: 90,
    albums: 1,
    unsupported: [],
    livePhotos: 0,
    hidden: none,
    deleted: none,
    shared: none,
    years: [],
    named: [],
  };
  const one = { reason: 'EMPTY', message: '', items: 1, bytes: 0 } as const;

  test('tells what Google does not take, before the start', () => {
    expect(galleryPanel(gallery).after?.lead.key).toBe('gallery.all-supported');
    const panel = galleryPanel({ ...gallery, unsupported: [one, { ...one, reason: 'VIDEO_TOO_LARGE', items: 2 }] });
    expect(panel.after?.lead).toEqual({ key: 'gallery.unsupported', values: { count: 3 } });
    expect(panel.after?.facts).toHaveLength(2);
  });

  test.each([
    ['move', { items: 3, added: 2, exact: true }, 'undated.exact.added'],
    ['move', { items: 3, added: 0, exact: true }, 'undated.exact.move'],
    ['move', { items: 3, added: 0, exact: false }, 'undated.about.move'],
    ['archive', { items: 3, added: 1, exact: false }, 'undated.about.added'],
    ['archive', { items: 3, added: 0, exact: true }, 'undated.exact.archive'],
  ] as const)('tells before a start of a %s what has no date inside: %o', (what, undated, key) => {
    const values = { count: 3, all: 9, added: undated.added };
    expect(beforehand({ ...gallery, undated }, what)).toEqual([{ key, values }]);
  });

  test('tells of live photos', () => {
    expect(beforehand({ ...gallery, livePhotos: 4 }, 'move')).toEqual([{ key: 'move.live', values: { count: 4 } }]);
    expect(beforehand({ ...gallery, livePhotos: 4 }, 'archive').map(({ key }) => key)).toEqual(['archive.live']);
  });

  test('tells before a move what stays in the trash, and what others have shared', () => {
    const marked = { ...gallery, deleted: { items: 2, bytes: 20 }, shared: { items: 3, bytes: 30 } };
    expect(beforehand(marked, 'move')).toEqual([
      { key: 'move.deleted', values: { count: 2 } },
      { key: 'move.shared', values: { count: 3 } },
    ]);
    expect(beforehand(marked, 'archive')).toEqual([]);
  });

  test('tells what is private, in the trash, and shared, where there is any', () => {
    const labels = (of: Gallery) => galleryPanel(of).facts.slice(3).map(({ label }) => label.key);
    expect(labels(gallery)).toEqual([]);
    const one = { items: 1, bytes: 10 };
    expect(labels({ ...gallery, hidden: one, deleted: one, shared: one })).toEqual(['gallery.hidden', 'gallery.deleted', 'gallery.shared']);
  });

  test('asks about what is private, unless it is counted and there is none', () => {
    const hidden = { items: 4, bytes: 40 };
    expect(privateQuestion(gallery)).toBeUndefined();
    expect(privateQuestion({ ...gallery, hidden })?.values).toEqual({ count: 4 });
    expect(privateQuestion({ ...gallery, hidden, state: 'counting' })?.values).toEqual({ count: 0 });
    expect(privateQuestion({ ...gallery, state: 'counting' })?.values).toEqual({ count: 0 });
    expect(privateQuestion(undefined)?.values).toEqual({ count: 0 });
  });

  test('says nothing of what it does not have', () => {
    expect(beforehand(gallery, 'move')).toEqual([]);
    expect(beforehand(undefined, 'move')).toEqual([]);
    expect(beforehand({ ...gallery, undated: { items: 0, added: 0, exact: true } }, 'archive')).toEqual([]);
  });

  test('promises nothing while it is being counted', () => {
    expect(galleryPanel({ ...gallery, state: 'counting' }).after).toBeUndefined();
    const undated = { items: 3, added: 2, exact: true };
    expect(beforehand({ ...gallery, state: 'counting', livePhotos: 4, undated }, 'move')).toEqual([]);
  });
});

describe('an archive', () => {
  test('that is ready says how many days are left, and what it lacks', () => {
    const panel = archivePanel({ ...archive, code: 'ready-without-some', leftOut: 3 }, here);
    expect(panel.lines[0]?.values).toMatchObject({ days: 29 });
    expect(panel.warnings.map(({ key }) => key)).toEqual(['archive.left-out']);
  });

  test.each([
    ['planning', ['delete-archive']],
    ['building', ['delete-archive']],
    ['ready', ['open-archive']],
    ['gave-up', ['request-archive']],
    ['expired', ['request-archive']],
    ['closed', []],
    ['deleted', ['request-archive']],
  ] as const)('that is %s leaves %j', (state, deeds) => {
    expect(archivePanel({ ...archive, state, code: state }, here).actions.map(({ deed }) => deed)).toEqual(deeds);
  });
});

describe('a download of a part', () => {
  const choice = { selection: { years: [2021] }, notChosen: { items: 4, bytes: 40 } };
  const part = (more: Partial<Archive> = {}) => archivePanel({ ...archive, choice, ...more }, here);
  const deeds = (panel: ReturnType<typeof part>) => panel.actions.map(({ deed }) => deed);

  test('says what it leaves out', () => {
    const told = ['choice.left-out', 'choice.chosen'];
    expect(part().lines.map(({ key }) => key)).toEqual(expect.arrayContaining(told));
    expect(part({ state: 'building', code: 'building' }).lines.map(({ key }) => key)).toEqual(expect.arrayContaining(told));
  });

  test('leads to more once all of it was fetched', () => {
    const fetched = { code: 'downloaded', downloadedAt: '2023-02-10T10:00:00Z' } as const;
    expect(deeds(part())).toEqual(['open-archive']);
    expect(deeds(part(fetched))).toEqual(['open-archive', 'choose-more']);
    expect(deeds(part({ ...fetched, choice: { ...choice, notChosen: { items: 0, bytes: 0 } } }))).toEqual(['open-archive']);
    expect(deeds(choosingPanel(part(fetched)))).toEqual(['request-archive', 'open-archive']);
  });
});

test('a download that was fetched says how it gets to Google Photos', () => {
  const said = (code: Archive['code']) => archivePanel({ ...archive, state: 'ready', code }, here).lines.map(({ key }) => key);
  expect(said('ready')).toEqual(['archive.ready']);
  expect(said('downloaded')).toEqual(['archive.to-google']);
});

describe('a refund', () => {
  const promised = { ...status.notice, dates: { ...status.notice.dates, promised: { refundBy: '2023-07-31' } } };
  const refund = (state: Refund['state'], code: Refund['code']): Refund => ({
    state,
    code,
    message: '',
    amountMinorUnits: 1,
    currency: 'INR',
    date: '2023-07-30T10:00:00Z',
  });
  const says = (of: Refund) => overview({ ...status, refund: of, notice: promised }, here).money!.summary;

  test.each([
    ['under-way', 'under-way', 'calm'],
    ['under-way', 'action-needed', 'attention'],
    ['delayed', 'delayed', 'attention'],
    ['delayed', 'returned', 'attention'],
    ['delayed', 'disputed', 'attention'],
    ['elsewhere', 'paid-at-apple', 'attention'],
    ['elsewhere', 'paid-to-carrier', 'attention'],
    ['elsewhere', 'paid-elsewhere', 'attention'],
  ] as const)('that is %s (%s) names no date that nobody can keep', (state, code, tone) => {
    const panel = refundPanel(refund(state, code), promised);
    expect(panel.tone).toBe(tone);
    expect(panel.lines).toEqual([{ key: `refund.why.${code}` }]);
    expect(panel.facts.map(({ label }) => label.key)).toEqual(['refund.amount']);
    expect(says(refund(state, code))).toEqual({ key: `refund.badge.${state}` });
  });

  test.each([
    ['planned', 'planned', 'refund.date.planned', { date: '2023-07-31' }],
    ['planned', 'planned-early', 'refund.date.planned', { day: '2023-07-30T10:00:00Z' }],
    ['refunded', 'refunded', 'refund.date.refunded', { day: '2023-07-30T10:00:00Z' }],
    ['refunded', 'resolved', 'refund.date.resolved', { day: '2023-07-30T10:00:00Z' }],
  ] as const)('that is %s (%s) names the day', (state, code, label, day) => {
    expect(refundPanel(refund(state, code), promised).facts.at(-1)).toEqual({ label: { key: label }, value: { key: 'day', values: { day } } });
  });

  test('that is to come is promised by the day, and by the end of a shorter time for refunds', () => {
    expect(refundPanel(refund('planned', 'planned'), status.notice).facts.at(-1)?.value.values).toEqual({ day: { day: '2023-07-30T10:00:00Z' } });
    expect(says(refund('planned', 'planned'))).toMatchObject({ key: 'money.planned', values: { day: { date: '2023-07-31' } } });
    expect(says(refund('planned', 'planned-early'))).toMatchObject({ key: 'money.planned', values: { day: { day: '2023-07-30T10:00:00Z' } } });
  });

  test('of a fee that somebody else has paid names no amount', () => {
    const none: Refund = { state: 'none', code: 'paid-by-another', message: '' };
    expect(refundPanel(none, promised)).toMatchObject({ tone: 'calm', facts: [] });
    expect(says(none).key).toBe('refund.badge.none');
  });
});

test('a receipt says what can still change, and when the rest was deleted', () => {
  const receipt: Receipt = {
    notice: status.notice,
    issuedAt: '2023-06-02T00:00:00Z',
    closed: false,
    recipients: { googleAccount: false, googleAccounts: [], ownDevice: false },
  };
  const said = (of: Receipt) => receiptStanding(of).map(({ key }) => key);
  expect(said(receipt)).toEqual(['receipt.as-of']);
  expect(said({ ...receipt, closed: true })).toEqual(['receipt.as-of', 'receipt.closed']);
  expect(said({ ...receipt, closed: true, deletedAt: '2023-06-06T04:00:00Z' })).toEqual([
    'receipt.as-of',
    'receipt.closed',
    'receipt.deleted',
  ]);
});

test('a receipt counts by year and by album, and names what stayed', () => {
  const none = { items: 0, bytes: 0 };
  const items = { total: none, done: none, duplicate: none, failed: none, skipped: none, pending: none };
  const parts = receiptParts({
    notice: status.notice,
    issuedAt: '2023-02-10T12:00:00Z',
    closed: false,
    moved: {
      state: 'finished',
      items,
      startedAt: '2023-02-10T10:00:00Z',
      years: [{ year: 2019, items: 4 }, { items: 2 }],
      albums: [{ title: 'Goa', items: 3 }],
      hidden: { items: 5, bytes: 50 },
    },
    recipients: { googleAccount: true, googleAccounts: ['ana@example.com'], ownDevice: false },
  });
  expect(parts[0]!.lines).toEqual([{ key: 'transfer.hidden', values: { count: 5 } }]);
  expect(parts.slice(1, 3)).toEqual([
    {
      heading: { key: 'receipt.years' },
      facts: [
        { label: { key: 'receipt.name', values: { name: '2019' } }, value: { key: 'items', values: { count: 4 } } },
        { label: { key: 'receipt.no-date' }, value: { key: 'items', values: { count: 2 } } },
      ],
      lines: [],
    },
    {
      heading: { key: 'receipt.albums' },
      facts: [{ label: { key: 'receipt.name', values: { name: 'Goa' } }, value: { key: 'items', values: { count: 3 } } }],
      lines: [],
    },
  ]);
});

test('a receipt names the payment service only where it has made the refund', () => {
  const refunded = { state: 'refunded', message: '', date: '2023-02-10T12:00:00Z' } as const;
  const said = (code: 'refunded' | 'resolved') =>
    receiptParts({
      notice: status.notice,
      issuedAt: '2023-02-10T12:00:00Z',
      closed: false,
      recipients: { googleAccount: false, googleAccounts: [], ownDevice: false },
      refund: { ...refunded, code },
    })
      .slice(-2)
      .flatMap(({ lines }) => lines.map(({ key }) => key));
  expect(said('refunded')).toEqual(['refund.says.refunded', 'receipt.recipients.payment']);
  expect(said('resolved')).toEqual(['refund.says.resolved', 'receipt.recipients.nobody']);
});

test('a receipt counts what failed, by reason', () => {
  const item = { item: 'a', name: 'a', albums: [], state: 'failed' as const, retryable: false };
  const parts = receiptParts(
    { notice: status.notice, issuedAt: '2023-02-10T12:00:00Z', closed: false, recipients: { googleAccount: false, googleAccounts: [], ownDevice: false } },
    [{ ...item, reason: 'EMPTY' }, { ...item, reason: 'REFUSED' }, { ...item, reason: 'REFUSED' }],
  );
  expect(parts[1]).toEqual({
    heading: { key: 'failures.heading' },
    facts: [
      { label: { key: 'failure.REFUSED' }, value: { key: 'items', values: { count: 2 } } },
      { label: { key: 'failure.EMPTY' }, value: { key: 'items', values: { count: 1 } } },
    ],
    lines: [],
  });
});

test('a receipt names who received data', () => {
  const receipt: Receipt = {
    notice: status.notice,
    issuedAt: '2023-02-10T12:00:00Z',
    closed: false,
    recipients: { googleAccount: false, googleAccounts: [], ownDevice: false },
  };
  const said = (of: Receipt) => receiptParts(of).at(-1)!.lines.map(({ key }) => key);
  expect(said(receipt)).toEqual(['receipt.recipients.nobody']);
  expect(said({ ...receipt, recipients: { googleAccount: true, googleAccounts: ['ana@example.com'], ownDevice: true } })).toEqual([
    'receipt.recipients.google',
    'page.account',
    'receipt.recipients.device',
  ]);
});

describe('a refusal', () => {
  test('names the call for those who ask for help', () => {
    expect(troubleMessage({ kind: 'unknown', reference: 'JKJaXmPLvHcESHA=' }).reference).toBe('JKJaXmPLvHcESHA=');
  });

  test('offers the download where the move is not offered, and says why', () => {
    const message = troubleMessage({
      kind: 'problem',
      code: 'not-eligible',
      problem: {
        type: 'urn:sundown:problem:not-eligible',
        title: '',
        status: 422,
        detail: '',
        reasons: [{ code: 'region', message: '' }],
      },
    });
    expect(message.lines.map(({ key }) => key)).toEqual(['hindrance.region', 'problem.not-eligible.text']);
    expect(message.actions.map(({ deed }) => deed)).toEqual(['request-archive']);
  });
});

describe('saving', () => {
  const progress = { entriesDone: 1, bytesDone: 50, bytesTotal: 100, volume: 1, failed: [] };

  test('tells how far it is, without a total that nobody knows yet', () => {
    expect(savingMeter(progress).below.map(({ key }) => key)).toEqual(['save.entries', 'save.bytes']);
    expect(savingMeter({ ...progress, entriesTotal: 4 }).below[0]?.values).toEqual({ done: 1, total: 4 });
  });

  test('says why it stands still', () => {
    expect(standstill(progress)).toBeUndefined();
    expect(standstill({ ...progress, waiting: 'line', trouble: 'line' })?.key).toBe('save.waiting.line');
    expect(standstill({ ...progress, waiting: 'line', trouble: 'server' })?.key).toBe('save.waiting.server');
    expect(standstill({ ...progress, waiting: 'session' })?.key).toBe('save.waiting.session');
  });

  test('is good only if nothing failed', () => {
    expect(savingResult({ entries: 3, bytes: 30, failed: [] }).good).toBe(true);
    expect(savingResult({ entries: 2, bytes: 20, failed: [{ name: 'a', reason: 'damaged' }] }).good).toBe(false);
    expect(savingResult({ entries: 2, bytes: 20, failed: [], stopped: 'no-space' }).lines[0]?.key).toBe(
      'save.stopped.no-space',
    );
  });
});
