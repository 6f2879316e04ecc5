import type { Locator, Page } from 'playwright-core';
import type { components } from '../../main/webui/generated/api';
import { archives, google } from './server';

type Schemas = components['schemas'];
type Status = Schemas['Status'];
type Transfer = Schemas['Transfer'];
type Archive = Schemas['Archive'];
type Volume = Schemas['Download']['volumes'][number];

/** The time of the tests: within the window in which exports are open. */
export const now = new Date('2023-02-10T09:30:00Z');

/** What the API answers to a call: a body with 200, or a refusal. */
export type Reply =
  | { readonly body: unknown; readonly schema?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly problem: string; readonly status: number; readonly more?: object }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'no connection'
  | 'no answer';

/** A state of the page: where it is, what the API answers, and what a person does there. */
export interface State {
  readonly name: string;
  readonly path?: string;
  readonly signedOut?: boolean;
  /** Whether the operator has small pictures. */
  readonly pictured?: boolean;
  /** By method and path, as `GET /me`. */
  readonly replies: Readonly<Record<string, Reply>>;
  readonly act?: (page: Page) => Promise<void>;
  /** Something that shows that the state is there, besides the heading. */
  readonly shows?: string;
}

const dates = {
  notice: '2022-10-24T15:00:00Z',
  exportsOpen: '2022-11-29T15:00:00Z',
  close: '2023-05-31T18:30:00Z',
  refundBy: '2023-07-30T15:00:00Z',
};

/** Group 1 of the sample. */
const promised = { notice: '2022-10-25', exportsOpen: '2022-11-30', close: '2023-05-31', refundBy: '2023-07-31' };

const open = { open: true };
const shut = (code: NonNullable<Schemas['Door']['code']>): Schemas['Door'] => ({ open: false, why: code, code });

function notice(phase: Schemas['Notice']['phase'] & string): Schemas['Notice'] {
  const codes = {
    RUNNING: 'runs-as-usual',
    ANNOUNCED: 'announced',
    EXPORTS_OPEN: 'exports-open',
    CLOSED: 'exports-closed',
  } as const;
  return { region: 'IN', ends: true, group: '1', phase, dates: { ...dates, promised }, message: phase, code: codes[phase] };
}

const planned: Schemas['Refund'] = {
  state: 'planned',
  amountMinorUnits: 129_900,
  currency: 'INR',
  amount: '1299.00 INR',
  date: dates.refundBy,
  message: 'Your last fee goes back.',
  code: 'planned',
};

const refunds: readonly (readonly [Schemas['Refund']['state'], Schemas['Refund']['code']])[] = [
  ['none', 'nothing-paid'],
  ['none', 'paid-by-another'],
  ['planned', 'planned'],
  ['planned', 'planned-early'],
  ['under-way', 'under-way'],
  ['under-way', 'action-needed'],
  ['refunded', 'refunded'],
  ['refunded', 'resolved'],
  ['delayed', 'delayed'],
  ['delayed', 'returned'],
  ['delayed', 'disputed'],
  ['elsewhere', 'paid-at-apple'],
  ['elsewhere', 'paid-to-carrier'],
  ['elsewhere', 'paid-elsewhere'],
];

const year = (name: number, photos: number, videos: number): Schemas['Gallery']['years'][number] => ({
  year: name,
  photos: tally(photos),
  videos: tally(videos),
});

const years = [
  year(2023, 84, 20),
  year(2022, 600, 100),
  year(2021, 350, 50),
  year(2020, 3_000, 500),
  year(2019, 7_000, 700),
  year(0, 20, 7),
];

/** More than a person finds at a glance. */
const named = ['Wedding <b>2019</b>', 'رحلة', 'Grandmother_s_eightieth_birthday_in_the_garden_with_everybody', 'Goa']
  .concat(Array.from({ length: 16 }, (_, index) => `Trip ${index + 1}`))
  .map((name, index) => ({ name, ...tally(40 + index) }));

export function gallery(parts: Partial<Schemas['Gallery']> = {}): Schemas['Gallery'] {
  return {
    state: 'counted',
    items: 12_431,
    bytes: 58_400_000_000,
    albums: 87,
    unsupported: [
      { reason: 'EMPTY', message: '', items: 1, bytes: 0 },
      { reason: 'PHOTO_TOO_LARGE', message: '', items: 2, bytes: 510_000_000 },
      { reason: 'VIDEO_TOO_LARGE', message: '', items: 1, bytes: 23_000_000_000 },
      { reason: 'UNSUPPORTED_TYPE', message: '', items: 14, bytes: 81_000_000 },
    ],
    livePhotos: 0,
    hidden: tally(0),
    deleted: tally(0),
    shared: tally(0),
    years,
    named,
    countedAt: '2023-02-10T09:00:00Z',
    ...parts,
  };
}

export function status(parts: Partial<Status> = {}): Status {
  return {
    notice: notice('EXPORTS_OPEN'),
    open: { transfer: open, archive: open, sync: shut('ended'), sales: shut('ended') },
    gallery: gallery(),
    refund: planned,
    lookAgainInSeconds: 20,
    ...parts,
  };
}

export function closed(): Partial<Status> {
  const [over, ended] = [shut('exports-closed'), shut('ended')];
  const past = { notice: '2022-01-25T00:00:00Z', exportsOpen: '2022-09-01T00:00:00Z', close: '2023-02-01T00:00:00Z' };
  return { notice: { ...notice('CLOSED'), dates: { ...dates, ...past } }, open: { transfer: over, archive: over, sync: ended, sales: ended } };
}

function tally(items: number): Schemas['Tally'] {
  return { items, bytes: items * 4_700_000 };
}

export function transfer(parts: Partial<Transfer> = {}): Transfer {
  return {
    id: 't-1',
    state: 'running',
    message: 'Your photos are on their way.',
    code: 'moving',
    connected: true,
    lookAgainInSeconds: 20,
    googleAccount: 'ana.maria.with.a.long.name@example.com',
    items: {
      total: tally(12_431),
      done: tally(5_120),
      duplicate: tally(214),
      failed: tally(3),
      skipped: tally(1),
      pending: tally(7_093),
    },
    bytesPerSecond: 2_600_000,
    itemsPerSecond: 0.55,
    estimatedEnd: '2023-02-10T13:04:00Z',
    startedAt: '2023-02-10T06:51:00Z',
    switchesLeft: 3,
    hidden: tally(0),
    ...parts,
  };
}

function waiting(reason: NonNullable<Transfer['reason']>, parts: Partial<Transfer> = {}): Transfer {
  const codes = {
    ROOM: 'waiting-for-room',
    CONSENT: 'waiting-for-consent',
    QUOTA: 'waiting-for-quota',
    SHARE: 'waiting-for-share',
    BUSY: 'google-busy',
    TROUBLE: 'google-in-trouble',
  } as const;
  return transfer({
    state: 'waiting',
    reason,
    code: codes[reason],
    connected: reason !== 'CONSENT',
    ...(reason === 'CONSENT' ? {} : { goesOnAt: '2023-02-11T08:00:00Z' }),
    ...parts,
  });
}

function ended(state: 'finished' | 'closed' | 'not-allowed' | 'gave-up', failed: number, parts: Partial<Transfer> = {}): Transfer {
  const { bytesPerSecond: _, itemsPerSecond: __, estimatedEnd: ___, ...rest } = transfer();
  return {
    ...rest,
    state,
    code: state !== 'finished' || failed === 0 ? state : 'finished-some-failed',
    items: {
      total: tally(12_431),
      done: tally(12_217 - failed),
      duplicate: tally(214),
      failed: tally(failed),
      skipped: tally(0),
      pending: tally(0),
    },
    ...parts,
  };
}

const someRefused = ended('finished', 4, { code: 'finished-some-refused' });

const room: NonNullable<Transfer['room']> = {
  bytesNeeded: 58_400_000_000,
  bytesFree: 9_100_000_000,
  offer: { bytes: 100_000_000_000, length: 'P3M' },
};

export function archive(parts: Partial<Archive> = {}): Archive {
  return {
    id: 'a-1',
    state: 'ready',
    message: 'Your archive can be downloaded.',
    code: parts.state ?? 'ready',
    lookAgainInSeconds: 60,
    createdAt: '2023-02-09T10:00:00Z',
    endsAt: '2023-03-11T10:00:00Z',
    progress: { items: 12_431, volumes: 3, volumesDone: 3, volumesDownloaded: 1, bytes: 58_400_000_000, bytesDone: 58_400_000_000 },
    leftOut: 0,
    ...parts,
  };
}

function volume(number: number, parts: Partial<Volume> = {}): Volume {
  return {
    number,
    private: false,
    name: `photos-0${number}-of-03.zip`,
    bytes: 19_466_000_000,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    link: `${archives}/archives/photos-0${number}-of-03.zip?X-Amz-Signature=secret`,
    downloaded: number === 1,
    leftOut: 0,
    examples: [],
    ...parts,
  };
}

export function ready(parts: Partial<Archive> = {}, volumes: Volume[] = [volume(1), volume(2), volume(3)]): Archive {
  return archive({
    download: {
      password: '7hk2-mw9x-4ncd-r3vj-x8fa-p6te-b5yu',
      linksEndAt: '2023-02-10T09:40:00Z',
      volumes,
      programs: [
        { system: 'Windows', code: 'windows', names: ['7-Zip', 'WinZip'] },
        { system: 'macOS', code: 'macos', names: ['Keka', 'The Unarchiver'] },
        { system: 'Linux', code: 'linux', names: ['7-Zip', 'bsdtar'] },
        { system: 'Android', code: 'android', names: ['ZArchiver'] },
        { system: 'iOS', code: 'ios', names: ['iZip'] },
      ],
    },
    ...parts,
  });
}

/** With a volume of private photos. */
function hidden(): Archive {
  const { download, ...rest } = ready({}, [volume(1), volume(2), volume(3, { private: true, name: 'private-03-of-03.zip' })]);
  return { ...rest, download: { ...download!, privatePassword: 'b4xw-92kd-t7hm-qz3c-v8np-r5ja-e6yu' } };
}

const missing = [
  { itemId: 'i-1', name: 'Wedding <b>2019</b>/IMG_0417.jpg', reason: 'GONE' as const, why: 'Its file is missing.' },
  { itemId: 'i-2', name: 'فيديو العائلة.mp4', reason: 'CHANGED' as const, why: 'It changed.' },
  { itemId: 'i-3', name: 'concert.mov', reason: 'TOO_LARGE' as const, why: 'It is too large.' },
  { itemId: 'i-4', name: 'regatta.mov', reason: 'TOO_SLOW' as const, why: 'Our storage was too slow to read it.' },
];

const reasons = [
  'EMPTY',
  'PHOTO_TOO_LARGE',
  'VIDEO_TOO_LARGE',
  'UNSUPPORTED_TYPE',
  'MISSING',
  'SHORTER',
  'LONGER',
  'DAMAGED',
  'NOT_A_PHOTO_OR_VIDEO',
  'REFUSED',
  'NO_ANSWER',
] as const;

function outcome(index: number): Pick<Schemas['Items']['items'][number], 'state' | 'reason' | 'message' | 'link'> {
  if (index === 1) return { state: 'already-there' };
  const reason = reasons[index - 2];
  return reason === undefined
    ? { state: 'moved', link: `https://photos.google.com/lr/photo/m${index}` }
    : { state: 'failed', reason, message: 'Why it failed.' };
}

/** More than are shown at once, of every state. */
const arrived: Schemas['Items'] = {
  items: Array.from({ length: 120 }, (_, index) => ({
    item: `i-${index}`,
    name: index === 0 ? '=cmd()<img src=x>.jpg' : `Ferien/IMG_${1000 + index}_with_quite_a_long_name_indeed.jpg`,
    albums: index % 3 === 0 ? [] : index % 3 === 1 ? ['Goa 2019'] : ['Goa 2019', 'شاطئ & <b>Sea</b>'],
    ...(index % 4 === 0 ? {} : { takenAt: '2019-07-14T10:00:00Z' }),
    ...outcome(index),
  })),
};

const failures: Schemas['Items'] = {
  items: reasons.map((reason, index) => ({
    item: `i-${index}`,
    name: index === 0 ? '=cmd()<img src=x>.jpg' : `Ferien/IMG_${1000 + index}_with_quite_a_long_name_indeed.jpg`,
    bytes: index * 81_000_000,
    albums: [],
    state: 'failed',
    reason,
    retryable: ['MISSING', 'SHORTER', 'LONGER', 'DAMAGED', 'REFUSED', 'NO_ANSWER'].includes(reason),
    message: reason,
  })),
  next: 'f-i-10',
};

/** Tells of an item what the gallery knows: the first is private, and the second has left it. */
function asInTheGallery(item: Schemas['Items']['items'][number], index: number): Schemas['Items']['items'][number] {
  return index === 1 ? item : { ...item, private: index === 0 };
}

export const receipt: Schemas['Receipt'] = {
  notice: notice('EXPORTS_OPEN'),
  issuedAt: now.toISOString(),
  closed: false,
  moved: {
    state: 'finished',
    items: ended('finished', 4).items,
    startedAt: '2023-02-10T06:51:00Z',
    endedAt: '2023-02-10T08:51:00Z',
    years: [{ year: 2017, items: 4_210 }, { year: 2018, items: 7_999 }, { items: 4 }],
    albums: [{ title: 'Goa 2019', items: 410 }, { title: 'شاطئ & <b>Sea</b>', items: 12 }],
    hidden: tally(312),
  },
  downloaded: {
    state: 'ready',
    items: 12_431,
    leftOut: 3,
    volumes: 3,
    volumesDownloaded: 2,
    requestedAt: '2023-02-09T10:00:00Z',
  },
  refund: { ...planned, state: 'refunded', code: 'refunded' },
  recipients: { googleAccount: true, googleAccounts: ['ana@example.com'], ownDevice: true },
};

const choice: Schemas['Choice'] = { selection: { years: [2021, 2022, 2023], kind: 'PHOTO' }, notChosen: tally(11_397) };

/** What a move that waits for room is before its first photo. */
const nothingMoved: Partial<Transfer> = {
  items: { ...transfer().items, done: tally(0), duplicate: tally(0), failed: tally(0), skipped: tally(0), pending: tally(12_431) },
};

const whys: Readonly<Record<string, NonNullable<Schemas['Safety']['why']>>> = {
  'waiting-for-room': 'no-room',
  'waiting-for-consent': 'no-consent',
  stopped: 'stopped',
  disconnected: 'stopped',
  closed: 'stopped',
  'not-allowed': 'stopped',
  'gave-up': 'stopped',
  'finished-part': 'not-chosen',
  'finished-some-failed': 'not-taken',
  'finished-some-refused': 'not-taken',
};

/** How safe the photos are, as the API says of these ways. */
function safety({ transfer, archive }: Partial<Status>): Schemas['Safety'] {
  const items = tally(12_431);
  const moved = transfer?.code === 'finished';
  const downloaded = archive?.code === 'downloaded';
  if (moved || downloaded) {
    return { standing: moved && downloaded ? 'both' : moved ? 'moved' : 'downloaded', items, safe: items, missing: 0, lost: 0 };
  }
  if (transfer === undefined && archive === undefined) {
    return { standing: 'nothing-taken', items, safe: tally(0), missing: items.items, lost: 0, why: 'nothing-begun' };
  }
  const fetching = archive?.state === 'ready' ? 'not-downloaded' : 'packing';
  const packed = archive?.state === 'planning' || archive?.state === 'building' || archive?.state === 'ready';
  return {
    standing: 'partly-safe',
    items,
    safe: tally(5_334),
    missing: 7_095,
    lost: 2,
    why: transfer === undefined ? (packed ? fetching : 'download-ended') : (whys[transfer.code] ?? 'moving'),
  };
}

const me = (parts: Partial<Status> = {}): Reply => ({ body: status(parts), schema: 'Status' });

function home(name: string, parts: Partial<Status>, more: Partial<State> = {}): State {
  const ends = parts.notice?.ends ?? true;
  const replies = {
    'GET /me': me({ ...(ends ? { safety: safety(parts) } : {}), ...parts }),
    // After the close the page reads it, because the rows of a gallery that was deleted are gone.
    ...(parts.notice?.phase === 'CLOSED' && { 'GET /receipt': closedReceipt() }),
  };
  return { name, replies, ...more };
}

function closedReceipt(): Reply {
  return { body: { ...receipt, closed: true, deletedAt: '2023-02-06T04:00:00Z' } satisfies Schemas['Receipt'], schema: 'Receipt' };
}

const press =
  (deed: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(`[data-deed="${deed}"]`).first().click();
  };

/** What the page asks about before it does it. */
const asked: readonly string[] = ['stop', 'delete-archive'];

const done =
  (deed: string) =>
  async (page: Page): Promise<void> => {
    await press(deed)(page);
    if (asked.includes(deed)) await page.locator('dialog[open] button.first').click();
  };

/** A refusal of what a person does. */
function refusal(
  code: string,
  httpStatus: number,
  call: string,
  deed: string,
  parts: Partial<Status>,
  more: object = {},
): State {
  return {
    name: `problem-${code}`,
    replies: { 'GET /me': me(parts), [call]: { problem: code, status: httpStatus, more } },
    act: done(deed),
    shows: '[role=alert]',
  };
}

/** Unfolds the choice of a part, and does something there. */
const choosing =
  (act: (parts: Locator) => Promise<void> = async () => undefined) =>
  async (page: Page): Promise<void> => {
    const parts = page.locator('.parts');
    await parts.locator('summary').click();
    await act(parts);
  };

const consentKept = JSON.stringify({ state: 's', verifier: 'v', purpose: 'start' });

/** A person comes back from Google, with an answer. */
function fromGoogle(name: string, search: string, replies: Readonly<Record<string, Reply>> = {}): State {
  return {
    name,
    path: '/move',
    replies: { 'GET /me': me(), ...replies },
    act: async (page) => {
      await page.evaluate((kept) => sessionStorage.setItem('google-consent', kept), consentKept);
      await page.goto(`${new URL(page.url()).origin}/google?${search}`);
      await page.locator('.actions button').first().waitFor();
    },
  };
}

function afterConsent(code: string, httpStatus: number, more: object = {}): State {
  return fromGoogle(`problem-${code}`, 'state=s&code=c', {
    'POST /transfers': { problem: code, status: httpStatus, more },
  });
}

function opened(name: string, download: Archive, act?: (page: Page) => Promise<void>): State {
  return {
    name,
    replies: {
      'GET /me': me({ archive: archive({ leftOut: download.leftOut }) }),
      'GET /archives/current': { body: download, schema: 'Archive' },
    },
    act: async (page) => {
      await press('open-archive')(page);
      await page.locator('.fetching').waitFor();
      await act?.(page);
    },
  };
}

function refused(code: string, httpStatus: number): State {
  return { name: `problem-${code}`, replies: { 'GET /me': { problem: code, status: httpStatus } } };
}

const stopped = { transfer: transfer({ state: 'stopped', code: 'stopped' }) };
const building = archive({
  state: 'building',
  progress: {
    items: 12_431,
    volumes: 3,
    volumesDone: 1,
    volumesDownloaded: 0,
    bytes: 58_400_000_000,
    bytesDone: 25_100_000_000,
    estimatedEnd: '2023-02-10T11:20:00Z',
  },
});

const fetchedInPart = archive({
  code: 'downloaded',
  downloadedAt: '2023-02-10T09:00:00Z',
  choice: { selection: { albums: ['Goa', 'Trip 1', 'Trip 2'], kind: 'VIDEO' }, notChosen: tally(12_300) },
});

function live(exact: boolean, added: number): Partial<Status> {
  return { gallery: gallery({ livePhotos: 1_204, undated: { items: exact ? 1_208 : 1_200, added, exact } }) };
}

const marked = { gallery: gallery({ hidden: tally(312), deleted: tally(48), shared: tally(1_027) }) };

/** Every state that the page can be in. */
export const states: readonly State[] = [
  { name: 'signed-out', signedOut: true, replies: {} },
  { name: 'help', path: '/help', replies: {}, shows: 'a[href^="mailto:"]' },
  { name: 'help-signed-out', signedOut: true, path: '/help', replies: {} },
  {
    name: 'help-at-a-problem',
    replies: { 'GET /me': { status: 418, headers: { 'apigw-requestid': 'JKJaXmPLvHcESHA=' } } },
    shows: 'main .reference',
  },
  {
    name: 'help-from-the-page',
    replies: { 'GET /me': me() },
    act: (page) => page.locator('footer a[href="/help"]').click(),
    shows: 'h2 + p + ul',
  },
  { name: 'not-found', path: '/nowhere', replies: { 'GET /me': me() } },
  { name: 'signed-in-failed', signedOut: true, path: '/signed-in?error=access_denied&state=x', replies: {} },
  { name: 'offline', replies: { 'GET /me': 'no connection' } },
  { name: 'unreachable', replies: { 'GET /me': 'no answer' } },
  { name: 'maintenance', replies: { 'GET /me': { status: 503, headers: { 'Retry-After': '30' } } } },
  { name: 'busy', replies: { 'GET /me': { status: 429 } } },
  { name: 'session-ended', replies: { 'GET /me': { status: 401 } } },
  { name: 'broken-answer', replies: { 'GET /me': { body: {} } } },
  { name: 'unknown-trouble', replies: { 'GET /me': { status: 418 } } },
  home('not-announced', {
    notice: { region: 'IN', ends: false, message: 'Nothing is announced yet.', code: 'not-announced' },
    open: { transfer: shut('not-announced'), archive: shut('not-announced'), sync: open, sales: open },
  }),
  home('exempt', {
    notice: { region: 'CN', ends: false, message: 'Nothing ends.', code: 'nothing-ends' },
    open: { transfer: shut('nothing-ends'), archive: shut('nothing-ends'), sync: open, sales: open },
  }),
  home('phase-running', {
    notice: notice('RUNNING'),
    open: { transfer: shut('exports-not-open'), archive: shut('exports-not-open'), sync: open, sales: open },
  }),
  home('phase-announced', {
    notice: {
      ...notice('ANNOUNCED'),
      dates: { ...dates, exportsOpen: '2023-03-01T00:00:00Z', close: '2023-08-01T00:00:00Z' },
    },
    open: { transfer: shut('exports-not-open'), archive: shut('exports-not-open'), sync: open, sales: open },
  }),
  home('exports-open', {}),
  home('not-offered', {
    open: { transfer: shut('not-offered-in-region'), archive: open, sync: shut('ended'), sales: shut('ended') },
  }),
  home('gallery-counting', { gallery: gallery({ state: 'counting', items: 3_000, bytes: 9_000_000_000, unsupported: [] }) }),
  home('gallery-empty', { gallery: gallery({ items: 0, bytes: 0, albums: 0, unsupported: [] }) }),
  home('gallery-all-supported', { gallery: gallery({ unsupported: [] }) }),
  home('gallery-live-and-undated', live(true, 1_104)),
  home('gallery-undated-about', live(false, 0)),
  home('gallery-private-trash-and-shared', marked),
  home('deleted', { notice: closed().notice!, open: closed().open! }, { shows: '.answer .first' }),
  home('closed', { ...closed(), transfer: ended('finished', 0), archive: archive({ state: 'closed' }) }),
  // Before the gallery is known, nobody is asked about private photos.
  { name: 'move-offline', path: '/move', replies: { 'GET /me': 'no connection' }, shows: 'main:not(:has(form))' },
  { name: 'move-explained', path: '/move', replies: { 'GET /me': me() } },
  { name: 'move-explained-live-and-undated', path: '/move', replies: { 'GET /me': me(live(true, 1_104)) }, shows: 'ul + p' },
  { name: 'move-private', path: '/move', replies: { 'GET /me': me(marked) }, shows: 'fieldset input:not(:checked)' },
  {
    name: 'move-private-answered',
    path: '/move',
    replies: { 'GET /me': me(marked) },
    act: (page) => page.locator('fieldset input').first().check(),
    shows: 'fieldset input:checked',
  },
  { name: 'choice', path: '/move', replies: { 'GET /me': me() }, act: choosing(), shows: '.parts input[type=search]' },
  {
    name: 'choice-by-year',
    path: '/move',
    replies: { 'GET /me': me() },
    act: choosing((parts) => parts.getByRole('checkbox', { name: /^2022/ }).check()),
    shows: '.parts .boxes input:checked',
  },
  {
    name: 'choice-by-album',
    path: '/move',
    replies: { 'GET /me': me() },
    act: choosing(async (parts) => {
      await parts.locator('input[type=search]').fill('goa');
      await parts.getByRole('checkbox', { name: /^Goa/ }).check();
    }),
    shows: '.parts .boxes input:checked',
  },
  {
    name: 'choice-before-the-count',
    path: '/move',
    replies: { 'GET /me': me({ gallery: gallery({ state: 'counting', items: 3_000, bytes: 9_000_000_000, unsupported: [] }) }) },
    act: choosing(),
    shows: '.parts details p',
  },
  home('choice-of-a-download', {}, { act: choosing(), shows: '.parts .boxes' }),
  fromGoogle('consent-refused', 'state=s&error=access_denied'),
  fromGoogle('consent-in-part', 'state=s&code=c&scope=https://www.googleapis.com/auth/drive.appdata'),
  fromGoogle('consent-not-ours', 'state=another&code=c'),
  home('transfer-counting', {
    gallery: gallery({ state: 'counting', items: 3_000, bytes: 9_000_000_000, unsupported: [] }),
    transfer: {
      ...ended('finished', 0),
      state: 'counting',
      code: 'counting',
      items: { total: tally(0), done: tally(0), duplicate: tally(0), failed: tally(0), skipped: tally(0), pending: tally(0) },
    },
  }),
  home('transfer-running', { transfer: transfer() }),
  home('transfer-late', { transfer: transfer({ warning: 'It ends late.', warningCode: 'ends-after-close', estimatedEnd: '2023-06-20T00:00:00Z' }) }),
  home('transfer-and-archive', { transfer: transfer(), archive: building }),
  home('transfer-stopped', stopped),
  home('transfer-stopped-no-switch-left', { transfer: transfer({ state: 'stopped', code: 'stopped', switchesLeft: 0 }) }),
  home('transfer-disconnected', { transfer: transfer({ state: 'stopped', code: 'disconnected', connected: false }) }),
  home('transfer-finished', { transfer: ended('finished', 0) }),
  home('transfer-finished-with-albums', {
    transfer: ended('finished', 0, { albums: { created: 88, lost: 1, outside: 14 }, hidden: tally(312) }),
  }),
  home('transfer-finished-part', { transfer: ended('finished', 0, { code: 'finished-part', choice }) }),
  home('transfer-finished-not-asked', {
    transfer: ended('finished', 0, { hidden: tally(312) }),
    safety: { ...safety({ transfer: stopped.transfer }), safe: tally(12_431), missing: 312, lost: 0, why: 'not-asked' },
  }),
  home('transfer-finished-some-failed', {
    transfer: ended('finished', 11, { retrySensibleAt: '2023-02-11T09:00:00Z' }),
  }),
  home('transfer-finished-retry-now', {
    transfer: ended('finished', 1, { retrySensibleAt: '2023-02-09T09:00:00Z', switchesLeft: 1 }),
  }),
  home('transfer-finished-retried', {
    transfer: ended('finished', 2, {
      retrySensibleAt: '2023-02-11T09:00:00Z',
      retryPossibleAt: '2023-02-10T10:10:00Z',
    }),
  }),
  home('transfer-finished-some-refused', { transfer: someRefused }),
  home('failed-packed', { transfer: someRefused, archive: { ...building, onlyFailed: true } }),
  home('failed-ready', { transfer: someRefused, archive: archive({ onlyFailed: true }) }),
  home('failed-downloaded', {
    transfer: someRefused,
    archive: archive({ code: 'downloaded', downloadedAt: '2023-02-10T09:00:00Z', onlyFailed: true }),
    safety: { standing: 'moved', items: tally(12_431), safe: tally(12_431), missing: 0, lost: 0 },
  }),
  home('transfer-closed', { ...closed(), transfer: transfer({ state: 'closed', code: 'closed' }) }),
  home('transfer-not-allowed', { transfer: ended('not-allowed', 0, { items: { ...ended('finished', 0).items, done: tally(0), pending: tally(12_217) } }) }),
  home('transfer-gave-up', { transfer: transfer({ state: 'gave-up', code: 'gave-up' }) }),
  home('wait-room-offer', { transfer: waiting('ROOM', { room }) }),
  home('wait-room-fits', { transfer: waiting('ROOM', { room, ...nothingMoved }) }),
  home('wait-room-no-offer', {
    transfer: waiting('ROOM', { room: { bytesNeeded: 40_000_000_000_000, bytesFree: 1_000_000 } }),
  }),
  home('wait-consent', { transfer: waiting('CONSENT') }),
  home('wait-quota', { transfer: waiting('QUOTA') }),
  home('wait-share', { transfer: waiting('SHARE') }),
  home('wait-busy', { transfer: waiting('BUSY') }),
  home('wait-trouble', { transfer: waiting('TROUBLE') }),
  home('question-stop', { transfer: transfer() }, { act: press('stop'), shows: 'dialog[open]' }),
  home('question-disconnect', { transfer: transfer() }, { act: press('disconnect'), shows: 'dialog[open]' }),
  home('question-switch', stopped, { act: press('switch'), shows: 'dialog[open]' }),
  {
    name: 'failures',
    path: '/failures',
    replies: {
      'GET /me': me({ transfer: ended('finished', 11, { retrySensibleAt: '2023-02-11T09:00:00Z' }) }),
      'GET /transfers/current/items': { body: failures, schema: 'Items' },
    },
    act: (page) => page.locator('.fold summary').first().click(),
    shows: '.failures',
  },
  {
    name: 'failures-pictured',
    pictured: true,
    path: '/failures',
    replies: {
      'GET /me': me({ transfer: ended('finished', 11) }),
      'GET /transfers/current/items': { body: { items: failures.items.map(asInTheGallery) }, schema: 'Items' },
    },
    act: (page) => page.locator('.fold summary').nth(4).click(),
    shows: '.fold[open] .failures img',
  },
  {
    name: 'failures-none',
    path: '/failures',
    replies: {
      'GET /me': me({ transfer: transfer() }),
      'GET /transfers/current/items': { body: { items: [] }, schema: 'Items' },
    },
  },
  {
    name: 'arrived',
    path: '/arrived',
    replies: {
      'GET /me': me({ transfer: ended('finished', 1) }),
      'GET /transfers/current/items': { body: arrived, schema: 'Items' },
    },
    shows: '.arrived li',
  },
  {
    name: 'arrived-pictured',
    pictured: true,
    path: '/arrived',
    replies: {
      'GET /me': me({ transfer: ended('finished', 1) }),
      'GET /transfers/current/items': { body: { items: arrived.items.slice(0, 8).map(asInTheGallery) }, schema: 'Items' },
    },
    // The first is private, the second has left the gallery, and the third's picture is broken.
    act: async (page) => {
      await page.locator('.arrived img').nth(4).waitFor();
      await page.locator('.arrived li:nth-child(3) img').waitFor({ state: 'detached' });
    },
    shows: '.arrived li:nth-child(-n + 3):not(:has(img)) + li:nth-child(4) img',
  },
  {
    name: 'arrived-search',
    path: '/arrived',
    replies: {
      'GET /me': me({ transfer: ended('finished', 1) }),
      'GET /transfers/current/items': { body: arrived, schema: 'Items' },
    },
    act: async (page) => {
      await page.locator('.search input').fill('goa 1001');
      await page.locator('.arrived li:only-child').waitFor();
    },
    shows: '.arrived li:only-child',
  },
  {
    name: 'arrived-nothing',
    path: '/arrived',
    replies: {
      'GET /me': me({ transfer: transfer() }),
      'GET /transfers/current/items': { body: { items: [] }, schema: 'Items' },
    },
    shows: '.looked',
  },
  home('archive-planning', { archive: archive({ state: 'planning', progress: { items: 12_431, volumesDone: 0, volumesDownloaded: 0, bytesDone: 0 } }) }),
  home('archive-building', { archive: building }),
  home('archive-ready', { archive: archive() }),
  home('archive-ready-without-some', { archive: archive({ leftOut: 3, code: 'ready-without-some' }) }),
  home('archive-downloaded', { archive: archive({ code: 'downloaded' }) }),
  home('archive-downloaded-part', { archive: fetchedInPart }),
  home('archive-choose-more', { archive: fetchedInPart }, { act: press('choose-more'), shows: '.parts' }),
  home('moved-and-downloaded', { transfer: ended('finished', 0), archive: archive({ code: 'downloaded' }) }),
  home('archive-downloaded-without-some', { archive: archive({ leftOut: 3, code: 'downloaded-without-some' }) }),
  home('archive-gave-up', { archive: archive({ state: 'gave-up' }) }),
  home('archive-expired', { archive: archive({ state: 'expired', endsAt: '2023-02-01T10:00:00Z' }) }),
  home('archive-closed', { ...closed(), archive: archive({ state: 'closed', endsAt: dates.close }) }),
  home('archive-deleted', { archive: archive({ state: 'deleted' }) }),
  opened('download', ready()),
  opened('download-password', ready(), async (page) => {
    await page.locator('button[aria-expanded=false]').first().click();
    await page.locator('.password').waitFor();
  }),
  opened('download-private', hidden(), async (page) => {
    const closed = page.locator('button[aria-expanded=false]');
    while ((await closed.count()) > 0) await closed.first().click();
    await page.locator('.password').nth(1).waitFor();
  }),
  opened(
    'download-without-some',
    ready({ leftOut: 5 }, [volume(1, { leftOut: 5, examples: missing }), volume(2), volume(3)]),
  ),
  ...refunds.map(([state, code]) =>
    home(
      `refund-${code}`,
      {
        refund:
          state === 'none'
            ? { state, message: code, code }
            : { ...planned, state, message: code, code, date: state === 'planned' ? dates.refundBy : dates.close },
      },
      code === 'paid-at-apple' ? { shows: 'a[href="https://reportaproblem.apple.com"]' } : {},
    ),
  ),
  {
    name: 'receipt',
    path: '/receipt',
    replies: {
      'GET /me': me(),
      'GET /receipt': { body: receipt, schema: 'Receipt' },
      'GET /transfers/current/items': { body: { items: failures.items.slice(0, 4) }, schema: 'Items' },
    },
    shows: '.receipt h2',
  },
  {
    name: 'receipt-of-nothing',
    path: '/receipt',
    replies: {
      'GET /me': me(closed()),
      'GET /receipt': {
        body: {
          notice: notice('CLOSED'),
          issuedAt: now.toISOString(),
          closed: true,
          deletedAt: '2023-06-06T04:00:00Z',
          recipients: { googleAccount: false, googleAccounts: [], ownDevice: false },
        } satisfies Schemas['Receipt'],
        schema: 'Receipt',
      },
    },
    shows: '.receipt h2',
  },

  refused('no-account', 404),
  refused('wrong-token', 403),
  refused('not-signed-in', 401),
  refused('internal-error', 500),
  refused('temporarily-unavailable', 503),
  refused('invalid-request', 400),
  refused('unknown-region', 400),
  refused('not-signed', 400),
  afterConsent('not-eligible', 422, {
    reasons: (['region', 'carrier', 'model', 'android-version'] as const).map((code) => ({ code, message: code })),
  }),
  afterConsent('code-refused', 422),
  afterConsent('consent-incomplete', 422),
  afterConsent('google-unavailable', 503),
  afterConsent('stop-first', 409),
  afterConsent('choice-fixed', 409),
  afterConsent('no-switch-left', 409),
  afterConsent('empty-gallery', 422),
  afterConsent('request-too-large', 413),
  refusal('exports-not-open', 409, 'POST /archives', 'request-archive', {}, { opensAt: '2023-03-01T00:00:00Z' }),
  refusal('exports-closed', 409, 'POST /archives', 'request-archive', {}),
  refusal('not-announced', 409, 'POST /archives', 'request-archive', {}),
  refusal('nothing-ends', 409, 'POST /archives', 'request-archive', {}),
  refusal('changed-meanwhile', 409, 'POST /archives', 'request-archive', {}),
  refusal('too-many-archives', 409, 'POST /archives', 'request-archive', {}, { requestPossibleAt: '2023-02-11T07:00:00Z' }),
  refusal('no-failed-items', 409, 'POST /archives', 'download-failed', { transfer: someRefused }),
  refusal('transfer-under-way', 409, 'POST /archives', 'download-failed', { transfer: someRefused }),
  refusal('no-transfer', 404, 'DELETE /transfers/current', 'stop', { transfer: transfer() }),
  refusal('room-missing', 409, 'POST /transfers/current/resume', 'check-room', { transfer: waiting('ROOM', { room }) }, { room }),
  refusal('consent-needed', 422, 'POST /transfers/current/resume', 'resume', stopped),
  refusal('other-account', 409, 'POST /transfers/current/resume', 'resume', stopped),
  refusal('nothing-left', 409, 'POST /transfers/current/resume', 'resume', stopped),
  refusal('nothing-to-retry', 409, 'POST /transfers/current/resume', 'resume', stopped),
  refusal('retry-too-early', 409, 'POST /transfers/current/resume', 'retry', {
    transfer: ended('finished', 3, { retrySensibleAt: '2023-02-09T09:00:00Z' }),
  }, { retrySensibleAt: '2023-02-11T09:00:00Z' }),
  refusal('retried-before', 409, 'POST /transfers/current/resume', 'retry', {
    transfer: ended('finished', 3, { retrySensibleAt: '2023-02-09T09:00:00Z' }),
  }, { retryPossibleAt: '2023-02-10T10:10:00Z' }),
  refusal('no-archive', 404, 'DELETE /archives/current', 'delete-archive', { archive: building }),
  refusal('archive-expired', 410, 'DELETE /archives/current', 'delete-archive', { archive: building }),
  refusal('archive-deleted', 410, 'DELETE /archives/current', 'delete-archive', { archive: building }),
  confirmation('archive-not-ready', 409),
  confirmation('unknown-volume', 404),
  confirmation('already-confirmed', 409),
];

function confirmation(code: string, httpStatus: number): State {
  const base = opened(`problem-${code}`, ready());
  return {
    ...base,
    replies: {
      ...base.replies,
      'POST /archives/current/volumes/2/downloaded': { problem: code, status: httpStatus },
      'GET /archives/current': { body: ready(), schema: 'Archive' },
    },
    act: async (page) => {
      await base.act!(page);
      await page.locator('.volumes button').first().click();
    },
    shows: '.fetching [role=alert]',
  };
}

/** Where Google's consent page is, for the tests that go there. */
export const consentPage = `${google}/o/oauth2/v2/auth`;
