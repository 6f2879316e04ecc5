import type { Page } from 'playwright-core';
import type { components } from '../../main/webui/generated/operators';
import type { Reply } from './states';

type Schemas = components['schemas'];
type Purge = Schemas['Purge'];
type PurgeStatus = Schemas['PurgeStatus'];

/** Between the close of group 1 and that of group 2. */
export const now = new Date('2023-06-20T09:30:00Z');

/** A state of the console: who is there, where, what the API answers, and what they do. */
export interface ConsoleState {
  readonly name: string;
  readonly path?: string;
  /** The operator's roles; nobody is signed in without them. */
  readonly roles?: readonly string[];
  readonly subject?: string;
  /** By function, besides what `usual` answers. */
  readonly replies?: Readonly<Record<string, (body: Readonly<Record<string, string>>) => Reply>>;
  readonly act?: (page: Page) => Promise<void>;
  /** Something that shows that the state is there, besides the heading. */
  readonly shows: string;
}

const group = (id: string, regions: readonly string[] | string, close: string) => ({
  id,
  regions,
  notice: '2022-10-25T00:00:00Z',
  exportsOpen: '2022-12-01T00:00:00Z',
  close,
  refundBy: '2023-08-01T00:00:00Z',
});

const instants = (close: string) => ({
  notice: '2022-10-25T00:00:00Z',
  exportsOpen: '2022-12-01T00:00:00Z',
  close,
  refundBy: '2023-08-01T00:00:00Z',
  refundsBegin: '2023-07-16T00:00:00Z',
});

const timelines: Schemas['Timelines'] = {
  timelines: [
    {
      version: 2,
      publishedAt: '2023-01-10T08:00:00Z',
      by: 'Ada',
      reason: 'a month more for group 2',
      document: {
        version: 2,
        exempt: ['CN'],
        groups: [
          group('1', ['SG', 'ID', 'IN'], '2023-05-31'),
          group('2', ['BR', 'TR'], '2023-07-01T00:00:00Z'),
          group('3', 'every other', '2023-08-01T00:00:00Z'),
        ],
      },
      dates: {
        1: { ...instants('2023-05-31T18:30:00Z'), promised: { close: '2023-05-31' } },
        2: instants('2023-07-01T00:00:00Z'),
        3: instants('2023-08-01T00:00:00Z'),
      },
    },
    {
      version: 1,
      publishedAt: '2022-10-20T08:00:00Z',
      by: 'Ada',
      reason: 'as announced',
      document: {
        version: 1,
        exempt: ['CN'],
        groups: [
          group('1', ['SG', 'ID', 'IN'], '2023-05-31'),
          group('2', ['BR', 'TR'], '2023-06-01T00:00:00Z'),
          group('3', 'every other', '2023-08-01T00:00:00Z'),
        ],
      },
      dates: {},
    },
  ],
};

/** The versions, with one that somebody has proposed. */
export const proposing = (subject: string): Schemas['Timelines'] => ({
  ...timelines,
  proposed: {
    version: 3,
    hash: '5f1d0c7a955aefe282c564bc43751b37554f79ec2f7f4a10c65ea68d620a9300',
    at: '2023-06-20T08:00:00Z',
    by: 'Ada',
    subject,
    reason: 'more time for group 2',
    document: {
      version: 3,
      exempt: ['CN'],
      groups: [
        group('1', ['SG', 'ID', 'IN'], '2023-05-31'),
        group('2', ['BR', 'TR'], '2023-08-01T00:00:00Z'),
        group('3', 'every other', '2023-08-01T00:00:00Z'),
      ],
    },
  },
});

const HASH = '81a57c955aefe282c564bc43751b37554f79ec2f7f4a10c65ea68d620a934eef';

const latest: Schemas['Plan'] = {
  group: '1',
  planId: '3c9121f3a535fb95',
  state: 'PLANNED',
  by: 'Ada',
  bySubject: 'ada',
  begunAt: '2023-06-03T08:00:00Z',
  chunksDone: 512,
  chunks: 512,
  planned: {
    hash: HASH,
    manifest: 'manifests/1/3c9121f3a535fb95/manifest.jsonl',
    report: 'manifests/1/3c9121f3a535fb95/report.txt',
    users: 118_204,
    held: 2,
    foreign: 0,
    objects: 91_820_343,
    versions: 91_820_343,
    markers: 0,
    uploads: 0,
    bytes: 412_008_145_310_022,
    safety: {
      standings: {
        MOVED: { users: 80_000, items: 76_000_000, bytes: 272_000_000_000_000 },
        PARTLY_SAFE: { users: 9_204, items: 4_000_000, bytes: 14_000_000_000_000 },
        NOTHING_TAKEN: { users: 29_000, items: 0, bytes: 0 },
      },
      lost: 37,
    },
    reach: { REACHED: 115_090, SENT: 2_014, NOT_REACHABLE: 1_100 },
  },
};

const { planned: _, ...begun } = latest;
const planning: Schemas['Plan'] = { ...begun, state: 'PLANNING', chunksDone: 4 };

function status(parts: Partial<PurgeStatus> = {}): PurgeStatus {
  return {
    group: '1',
    at: now.toISOString(),
    closesAt: '2023-06-01T00:00:00Z',
    running: 0,
    drainedAt: '2023-06-02T04:00:00Z',
    ...(parts.purge === undefined ? {} : { plan: latest }),
    ...parts,
  };
}

function purge(state: Purge['state'], parts: Partial<Purge> = {}): Purge {
  return {
    group: '1',
    planId: '3c9121f3a535fb95',
    manifestHash: HASH,
    state,
    approvals: [],
    ...parts,
  };
}

const approvals: Purge['approvals'] = [
  { by: 'Grace', bySubject: 'grace', at: '2023-06-04T10:00:00Z' },
  { by: 'Linus', bySubject: 'linus', at: '2023-06-05T11:30:00Z' },
];

const progress = {
  report: '2023-06-20',
  at: '2023-06-20T00:20:00Z',
  groups: ['1', '2', '3'].map((id, index) => ({
    group: id,
    phase: index === 0 ? 'CLOSED' : 'EXPORTS_OPEN',
    exportsOpen: '2022-12-01T00:00:00Z',
    close: `2023-0${index + 6}-01T00:00:00Z`,
    daysToClose: [-19, 10, 41][index]!,
    countedAt: '2023-06-19T00:20:00Z',
    galleriesCountedAt: '2022-12-01T00:20:00Z',
    failed: { EMPTY: 345, UNSUPPORTED_TYPE: 4_608 },
    reach: { REACHED: 100_000, SENT: 12_000, NOT_REACHABLE: 700, NOT_WRITTEN_TO: 3 },
    unread: index,
    refunds: { SUCCEEDED: { INR: { refunds: 41_118, minorUnits: 5_341_228_200 } }, PENDING: { INR: { refunds: 1_204, minorUnits: 156_399_600 } }, INTENT: { INR: { refunds: 12_000, minorUnits: 1_558_800_000 } }, MANUAL: { INR: { refunds: 1, minorUnits: 129_900 } }, ELSEWHERE: { INR: { refunds: 1, minorUnits: 129_900 } } },
    users: 153_820,
    items: 146_129_000,
    bytes: 522_988_000_000_000,
    waiting: { ROOM: 212, QUOTA: 8_040 },
    standings: {
      MOVED: { users: 113_820 - 20_000 * index, items: 108_129_000, bytes: 387_000_000_000_000 },
      PARTLY_SAFE: { users: 20_000, items: 9_000_000, bytes: 32_000_000_000_000 },
      NOTHING_TAKEN: { users: 20_000 * (index + 1), items: 0, bytes: 0 },
    },
    lost: 41 * index,
    left: { users: 20_000 * (index + 2), items: 19_000_000, bytes: 68_000_000_000_000 },
    ...(index === 0
      ? {}
      : {
          pace: { days: 7, usersPerDay: 1203.5, bytesPerDay: 4_000_000_000_000 },
          remainderAtClose: { users: 9_000 * index, bytes: 31_000_000_000_000 * index },
        }),
    history: Array.from({ length: 60 }, (_, day) => {
      const share = (day / 59) ** 0.7 + Math.sin(day) / 90;
      return {
        at: new Date(Date.parse('2023-04-22T00:20:00Z') + day * 86_400_000).toISOString(),
        users: 153_820,
        items: 146_129_000,
        bytes: 522_988_000_000_000,
        safe: {
          users: Math.round(share * (113_820 - 20_000 * index)),
          items: Math.round(share * 127_000_000),
          bytes: Math.round(share * (455_000_000_000_000 - 90_000_000_000_000 * index)),
        },
      };
    }),
  })),
};

const limits: Schemas['Limits'] = {
  limits: [
    { limit: 'purgeAccountsPerMinute', inForce: 10, parameter: 100, set: 10 },
    { limit: 'purgeConcurrency', inForce: 10, parameter: 10 },
    { limit: 'googleRequestsPerDay', inForce: 10_000, parameter: 10_000 },
    { limit: 'googleRequestsPerMinute', inForce: 600, parameter: 600 },
    { limit: 'googlePercentPerUser', inForce: 10, parameter: 10 },
  ],
  by: 'Zoë',
  reason: 'DynamoDB throttles',
  at: '2023-06-20T08:00:00Z',
};

const readiness: Schemas['Readiness'] = {
  at: '2023-06-20T06:00:00Z',
  checks: [
    { name: 'regions', result: 'pass', found: 'Every region has its group.' },
    { name: 'tables', result: 'warn', found: 'A table takes 40,000 writes a second.', remedy: 'Ask Service Quotas.' },
    {
      name: 'google-quota',
      result: 'fail',
      found: 'The quota would run out.',
      figures: {
        requestsADay: { itemsLeft: 38_000_000, granted: 10_000_000, most: 12_400_000, mostInLastWeek: 12_400_000, runsOutInDays: 9 },
        uploadsADay: { itemsLeft: 38_000_000, granted: 64_800_000, most: 12_200_000, mostInLastWeek: 12_200_000 },
      },
    },
    {
      name: 'stripe-balance',
      result: 'warn',
      found: 'Too little.',
      figures: { INR: { toCome: 90_000_000, available: 60_000_000 }, EUR: { toCome: 0, available: 1_000 } },
    },
    { name: 'trail', result: 'fail', found: 'The trail is off.', remedy: 'Deploy with OperatorTrail=true.' },
  ],
};

const reportOf = (users: string, held: string): string => `Purge of group 1, plan 3c9121f3a535fb95
asked for by Ada at 2023-06-03T08:00:00Z; timeline version 2; nothing is deleted yet
hash of the manifest: ${HASH}

users whose objects go          ${users}
under hold                            1

1 under hold, kept
  ${held}
`;

/** People choose their names, and a file is read in places without the console's policy. */
const HOSTILE = '<img src=http://127.0.0.1:9/x onerror="document.title=1">';

const certificate = {
  number: 2,
  group: '1',
  regions: ['SG', 'ID', 'IN'],
  timeline: 2,
  planId: '3c9121f3a535fb95',
  manifestHash: HASH,
  deleted: { accounts: 118_204, versions: 91_820_343, markers: 12, uploads: 3, bytes: 412_008_145_310_022, rows: 354_612, appeared: 0 },
  held: { accounts: 3, versions: 2_311, markers: 0, uploads: 0, bytes: 9_120_000_000 },
  receipts: 118_204,
  reach: { REACHED: 115_090, SENT: 2_014, NOT_REACHABLE: 1_100 },
  remaining: 0,
  accountsAlone: { unnamed: 17 },
  times: {
    close: '2023-06-01T00:00:00Z',
    drained: '2023-06-02T04:00:00Z',
    planned: '2023-06-03T08:00:00Z',
    pausedUntil: '2023-06-08T11:30:00Z',
    firstDeleted: '2023-06-09T11:31:00Z',
    lastDeleted: '2023-06-18T23:00:00Z',
    certified: '2023-06-19T12:00:00Z',
  },
  plannedBy: 'Ada',
  plannedBySubject: 'ada',
  approvals,
  certifiedBy: HOSTILE,
  certifiedBySubject: 'mallory',
  plans: [{ planId: '3c9121f3a535fb95', manifestHash: HASH, accounts: 118_204, versions: 91_820_343 }],
  killSwitch: { stopped: false, at: '2023-06-07T00:00:00Z' },
  previous: { key: 'certificates/2/0000000000000000.json', sha256: HASH },
  sha256: HASH,
};

const documents: Readonly<Record<string, string>> = {
  'progress/latest.json': JSON.stringify(progress),
  'readiness/latest.json': JSON.stringify(readiness),
  'manifests/1/3c9121f3a535fb95/report.txt': reportOf('118,204', 'u7'),
  'manifests/1/0123456789abcdef/report.txt': reportOf('118,205', 'u9'),
  'readiness/2023-06-19T06:00:00Z.json': JSON.stringify({ at: '2023-06-19T06:00:00Z', checks: readiness.checks.slice(0, 1) }),
  'progress/2023-06-19/report.json': JSON.stringify({ ...progress, report: '2023-06-19', groups: progress.groups.map((of) => ({ ...of, users: 0, refunds: {} })) }),
  'certificates/1/3c9121f3a535fb95.json': JSON.stringify(certificate),
};

const runs = ['readiness/2023-06-20T06:00:00Z.json', 'readiness/2023-06-19T06:00:00Z.json'];

const outcomes: Schemas['Documents']['outcomes'] = [
  {
    kind: 'rehearsal',
    at: '2023-05-20T18:00:00Z',
    outcome: 'fail',
    found: ['3 items have no object.', 'At this pace, the transfers take longer than exports are open.'],
    figures: { users: 200, 'days transfer': 212.125 },
  },
  {
    kind: 'import',
    at: '2023-05-19T09:00:00Z',
    outcome: 'warn',
    found: ['12 rows are refused: something is there twice.'],
    figures: { accounts: 200_000, items: 91_820_343, refused: 12 },
  },
];

const refund: Schemas['Refund'] = {
  chargeId: 'ch_3MmlLrLkdIwHu7ix0snN0B15',
  userId: 'u-118204',
  group: '1',
  state: 'MANUAL',
  amountMinorUnits: 129_900,
  currency: 'INR',
  paidThrough: 'stripe',
  since: '2023-06-10T08:00:00Z',
  reason: 'TOO_LATE',
};

const elsewhere: Schemas['Refund'] = {
  ...refund,
  chargeId: 'MQ7J5Z2K1L',
  userId: 'u-118206',
  state: 'ELSEWHERE',
  paidThrough: 'apple',
  reason: 'PAID_ELSEWHERE',
};

const refusedApproval: Schemas['OperatorCall'] = {
  at: '2023-06-20T09:00:00Z',
  function: 'approve-purge',
  by: 'Grace',
  subject: 'grace',
  roles: ['purge-approver'],
  withIam: false,
  group: '1',
  about: { group: '1', manifest: HASH },
  outcome: 'by-the-same-person',
  correlationId: 'c-1',
};

const placedHold: Schemas['OperatorCall'] = {
  at: '2023-06-20T08:41:07Z',
  function: 'hold-account',
  by: 'Linus',
  subject: 'linus',
  roles: ['legal'],
  withIam: false,
  group: '1',
  userId: 'u7',
  about: { group: '1', user: 'u7' },
  reason: 'Order 12/2023',
  outcome: 'done',
  correlationId: 'c-3',
};

const glassBroken: Schemas['OperatorCall'] = {
  at: '2023-06-20T08:00:00Z',
  function: 'stop-purges',
  by: 'Mary',
  roles: [],
  withIam: true,
  about: {},
  reason: 'the sign-in does not work',
  outcome: 'done',
  correlationId: 'c-2',
};

const idle: Schemas['Job'] = {
  job: '',
  state: 'ENDED',
  begunAt: '2022-12-01T00:00:00Z',
  chunks: 256,
  done: 256,
  running: 0,
  chunksLate: 0,
  late: [],
  usersSetAside: 0,
  setAside: [],
};

const jobs: Readonly<Record<string, Partial<Schemas['Job']>>> = {
  'memberships-1': {},
  'closing-1': { state: 'PAUSED', done: 12 },
  'counting-1': {
    state: 'RUNNING',
    done: 12,
    running: 242,
    chunksLate: 1,
    late: [3],
    usersSetAside: 1,
    setAside: [{ name: 'u-4711', why: 'sundown.failure.PermanentFailure: a row cannot be read: account' }],
  },
};

const holds: Schemas['Holds']['holds'] = [
  {
    userId: 'u7',
    group: '1',
    held: true,
    reason: 'Order 12/2023',
    by: 'Linus',
    placedAt: '2023-05-20T09:00:00Z',
    until: '2030-01-01T00:00:00Z',
  },
  { userId: 'u-left', held: true, reason: 'a lawsuit', by: 'Linus', placedAt: '2023-05-21T09:00:00Z' },
  {
    userId: 'u-118204',
    group: '1',
    held: false,
    reason: 'In hospital since May',
    by: 'Sam',
    placedAt: '2023-06-02T09:00:00Z',
    until: '2023-06-19T00:00:00Z',
  },
];

/** A user whose gallery was deleted. */
export const proven: Schemas['User'] = {
  userId: 'u-4711',
  at: now.toISOString(),
  deletedAt: '2023-06-15T10:00:00Z',
  proof: {
    line: '{"userId":"u-4711","standing":"ACCOUNT"}',
    inChunk: { index: 3, size: 4, path: [HASH, HASH] },
    chunkLine: `{"chunk":0,"sha256":"${HASH}"}`,
    inRoot: { index: 1, size: 2, path: [HASH] },
  },
  manifestHash: HASH,
  mails: [],
};

const tally = (items: number) => ({ items, bytes: items * 4_000_000 });

const user: Schemas['User'] = {
  userId: 'u-4711',
  at: now.toISOString(),
  notice: {
    region: 'BR',
    ends: true,
    group: '2',
    phase: 'EXPORTS_OPEN',
    dates: {
      notice: '2022-10-25T00:00:00Z',
      exportsOpen: '2023-01-01T00:00:00Z',
      close: '2023-07-01T00:00:00Z',
      refundBy: '2023-08-01T00:00:00Z',
    },
    message: 'Photos can be taken out until 2023-07-01T00:00:00Z.',
    code: 'exports-open',
  },
  transfer: {
    state: 'waiting',
    reason: 'QUOTA',
    message: 'Google takes only so many requests at a time; your transfer goes on by itself.',
    goesOnAt: '2023-06-21T07:00:00Z',
    connected: true,
    items: { total: tally(10_000), done: tally(4_800), duplicate: tally(150), failed: tally(50), skipped: tally(0), pending: tally(5_000) },
    startedAt: '2023-06-02T10:00:00Z',
  },
  archive: {
    state: 'ready',
    message: 'Your archive can be downloaded.',
    createdAt: '2023-06-10T10:00:00Z',
    endsAt: '2023-07-01T00:00:00Z',
    progress: { items: 10_000, volumes: 11, volumesDone: 11, volumesDownloaded: 3, bytes: 40_001_234_567, bytesDone: 40_001_234_567 },
    leftOut: 0,
  },
  membership: { paidAt: '2022-12-02T00:00:00Z', cancelledAt: '2023-01-01T00:04:00Z', subscription: 'ENDED' },
  refund: {
    state: 'planned',
    amountMinorUnits: 129_900,
    currency: 'BRL',
    amount: 'BRL 1299.00',
    date: '2023-08-01T00:00:00Z',
    message: 'Your last fee is sent back when you have taken your photos out, and by this date at the latest.',
    code: 'planned',
  },
  ledger: { ...refund, userId: 'u-4711', group: '2', state: 'INTENT', since: '2023-08-01T00:00:00Z' },
  mails: [
    { mail: 'close-approaching-7@2023-06-24T00:00:00Z', state: 'SKIPPED', at: '2023-06-24T00:09:00Z', why: 'UNSUBSCRIBED' },
    { mail: 'exports-opened@2023-01-01T00:00:00Z', state: 'DELIVERED', at: '2023-01-01T00:09:12Z', sentAt: '2023-01-01T00:09:10Z', messageId: '0102018e-4b1e' },
  ],
};

const queues: Schemas['Queues'] = {
  at: now.toISOString(),
  queues: [
    {
      queue: 'transfers',
      messages: { waiting: 1_204, delayed: 0, inFlight: 40, oldestSeconds: 4_000 },
      deadLetters: { waiting: 0, delayed: 0, inFlight: 0 },
    },
    {
      queue: 'refunds',
      messages: { waiting: 7, delayed: 1, inFlight: 0 },
      deadLetters: { waiting: 3, delayed: 0, inFlight: 0, oldestSeconds: 90_000 },
    },
    { queue: 'events', deadLetters: { waiting: 2, delayed: 0, inFlight: 0 } },
  ],
};

const letters: Schemas['DeadLetters'] = {
  queue: 'refunds',
  messages: [
    {
      messageId: '5fea7756-0ea4-451a-a703-a558b933e274',
      sentAt: '2023-06-02T00:00:00Z',
      received: 6,
      body: '{"token": "***"}',
      unreadable: 'task is missing',
    },
    {
      messageId: 'f8ea7756-0ea4-451a-a703-a558b933e275',
      sentAt: '2023-06-02T00:01:00Z',
      received: 6,
      body: '{"userId": "u-4711", "trigger": "REFUNDS_BEGIN", "correlationId": "4b1e"}',
    },
  ],
};

/** How all groups stand, where group 1 stands so. */
export const position = (of: PurgeStatus) => ({
  at: now.toISOString(),
  purges: [
    of,
    { group: '2', at: now.toISOString(), closesAt: '2023-07-01T00:00:00Z' },
    { group: '3', at: now.toISOString(), closesAt: '2023-08-01T00:00:00Z' },
  ],
});

const problem = (code: string, status: number, more: object = {}) => (): Reply => ({ problem: code, status, more });

/** What the API answers where a state says nothing else. */
const usual: NonNullable<ConsoleState['replies']> = {
  'list-timelines': () => ({ body: timelines }),
  'get-purge': () => ({ body: position(status()) }),
  'get-document': ({ key = '', list }) =>
    list !== undefined ? { body: { keys: runs, outcomes } } : key in documents ? { body: { key, text: documents[key] } } : { problem: 'no-document', status: 404 },
  'list-refunds': ({ state }) => ({
    body:
      state === 'MANUAL'
        ? { state, totals: { '1': { INR: { refunds: 1, minorUnits: 129_900 } } }, refunds: [refund] }
        : state === 'ELSEWHERE'
          ? { state, totals: { '1': { INR: { refunds: 1, minorUnits: 129_900 } } }, refunds: [elsewhere] }
          : { state, totals: {}, refunds: [] },
  }),
  'list-holds': ({ after }) => ({
    body: after === undefined ? { holds: holds.slice(0, 2), next: 'u-left' } : { holds: holds.slice(2) },
  }),
  'look-up-user': ({ userId = '' }) => ({ body: { ...user, userId } }),
  'list-queues': () => ({ body: queues }),
  'check-readiness': () => ({ body: readiness }),
  'change-limits': () => ({ body: limits }),
  'steer-job': ({ group: id }) => ({
    body: { jobs: Object.entries(jobs).filter(([job]) => job.endsWith(`-${id}`)).map(([job, parts]) => ({ ...idle, job, ...parts })) },
  }),
  'list-operator-calls': ({ after, kind, function: called }) => ({
    body: {
      calls: called ? [] : after ? [glassBroken] : [refusedApproval, placedHold],
      ...(kind === 'ALL' && !after ? { looks: [{ by: 'Zoë', function: 'get-purge', count: 51 }] } : {}),
      ...(called || after ? {} : { next: '2023-06-20T08:00:00Z#1' }),
    },
  }),
};

/** The reply to a call in a state. */
export function replyIn(state: ConsoleState, call: string, body: Readonly<Record<string, string>>): Reply | undefined {
  return (state.replies?.[call] ?? usual[call])?.(body);
}

const ended = (of: PurgeStatus): NonNullable<ConsoleState['replies']> => ({ 'get-purge': () => ({ body: position(of) }) });

const stopped: NonNullable<ConsoleState['replies']> = {
  'get-purge': () => ({
    body: { ...position(status()), killSwitch: { stopped: true, by: 'Mary', reason: 'an alarm', at: '2023-06-19T22:00:00Z' } },
  }),
};

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click();
};

/** The group's page, in a state of its end. */
function ending(name: string, of: PurgeStatus, shows: string, more: Partial<ConsoleState> = {}): ConsoleState {
  return { name, path: '/groups/1', roles: ['viewer'], shows, ...more, replies: { ...ended(of), ...more.replies } };
}

const certified = status({ upheld: true, purge: purge('CERTIFIED', { approvals, at: '2023-06-19T00:00:00Z' }) });
const planned = status({ upheld: true, purge: purge('PLANNED', { approvals: approvals.slice(0, 1) }) });

export const differing = status({ upheld: true, purge: purge('DIFFERS', { approvals, at: '2023-06-19T00:00:00Z' }) });
/** What a verification found is told to those who ask for it. */
export const differs: NonNullable<ConsoleState['replies']> = {
  'get-purge': (body) => ({
    body:
      'differences' in body
        ? { ...differing, differences: { count: 1, first: [{ kind: 'LEFT', who: 'u7', entries: 2, words: 'the buckets still keep 2 versions' }] } }
        : position(differing),
  }),
};
export const purged = status({ upheld: true, purge: purge('PURGED', { approvals, at: '2023-06-19T00:00:00Z' }) });

export const consoleStates: readonly ConsoleState[] = [
  { name: 'signed-out', shows: 'text=Everything that is done here is recorded' },
  { name: 'overview', roles: ['viewer'], shows: 'text=of the users are safe' },
  {
    name: 'overview-deleting',
    roles: ['viewer'],
    replies: ended(status({ upheld: true, beginsAt: '2023-06-15T11:30:00Z', purge: purge('WAVES', { approvals, accounts: { finished: 35_880, setAside: 0, chunks: 512, chunksDone: 4 } }) })),
    shows: 'text=Pace of the deletion',
  },
  { name: 'overview-forecast', roles: ['viewer'], shows: 'text=Google must grant 12,400,000 a day by' },
  {
    name: 'overview-without-figures',
    roles: ['viewer'],
    replies: {
      'get-document': ({ key }) =>
        key === 'readiness/latest.json'
          ? { body: { key, text: documents['readiness/2023-06-19T06:00:00Z.json'] } }
          : usual['get-document']!({ key: key! }),
    },
    shows: 'text=No check has compared the balance yet',
  },
  {
    name: 'overview-without-report',
    roles: ['viewer'],
    shows: 'text=No report is written yet',
    replies: { 'get-document': problem('no-document', 404) },
  },
  { name: 'overview-offline', roles: ['viewer'], shows: 'text=No connection', replies: { 'list-timelines': () => 'no connection' } },
  { name: 'overview-late', roles: ['viewer'], shows: 'text=No answer in time', replies: { 'get-purge': () => ({ status: 503 }) } },
  { name: 'overview-busy', roles: ['viewer'], shows: 'text=Too many calls', replies: { 'list-timelines': () => ({ status: 429 }) } },
  {
    name: 'overview-session-ended',
    roles: ['viewer'],
    shows: 'text=You are signed out',
    replies: { 'list-timelines': () => ({ status: 401 }) },
  },
  { name: 'overview-without-role', roles: [], shows: 'text=no role', replies: { 'list-timelines': problem('role-missing', 403) } },
  {
    name: 'stopped',
    roles: ['viewer'],
    shows: '.kill.stopped',
    replies: stopped,
  },
  {
    name: 'stopped-without-timeline',
    roles: ['viewer'],
    shows: '.kill.stopped',
    replies: { ...stopped, 'list-timelines': problem('internal-error', 500) },
  },
  {
    name: 'stop-unknown',
    roles: ['viewer'],
    shows: '.kill button.grave',
    act: (page) => page.getByText('It is not known whether deletions are stopped').waitFor(),
    replies: { 'get-purge': problem('internal-error', 500) },
  },
  { name: 'stop-asked', roles: ['viewer'], replies: { 'stop-purges': () => ({ body: {} }) }, act: press('Stop all deletions'), shows: 'dialog input' },
  {
    name: 'stop-refused',
    roles: ['viewer'],
    replies: { 'stop-purges': problem('temporarily-unavailable', 503) },
    act: press('Stop all deletions'),
    shows: '.kill [role=alert]',
  },
  {
    name: 'allow-asked',
    roles: ['emergency'],
    replies: stopped,
    act: press('Allow deletions again'),
    shows: 'dialog input',
  },
  ending('group-open', { group: '1', at: now.toISOString(), closesAt: '2023-07-01T00:00:00Z' }, 'text=The group is open until'),
  ending('group-draining', { group: '1', at: now.toISOString(), closesAt: '2023-06-01T00:00:00Z', running: 12 }, 'text=12 transfers and archives'),
  ending('group-unplanned', status(), 'text=Nobody has planned it yet', { roles: ['purge-planner'] }),
  ending('group-planning', status({ plan: planning }), 'text=4 of 512 parts are listed'),
  ending('group-planned-anew', { ...planned, plan: { ...latest, insteadOf: '0123456789abcdef' } }, 'td >> text=u9'),
  ending('group-planned-anew-unknown', { ...planned, plan: { ...latest, insteadOf: '00' } }, 'text=The report of the previous plan is missing'),
  ending('group-planned', planned, 'text=One person has approved', { roles: ['purge-approver'], subject: 'linus' }),
  ending('group-planned-planner', planned, 'text=You made this plan', { roles: ['purge-planner', 'purge-approver'], subject: 'ada' }),
  ending('group-planned-again', planned, 'text=You have approved this plan', { roles: ['purge-approver'], subject: 'grace' }),
  ending('group-outdated', { ...planned, upheld: false }, 'text=Dates, regions, or a hold have changed since'),
  ending('approve-asked', planned, 'dialog input', {
    roles: ['purge-approver'],
    subject: 'linus',
    act: press('Approve the purge'),
  }),
  ending('approve-too-old', planned, 'dialog [role=alert]', {
    roles: ['purge-approver'],
    subject: 'linus',
    replies: { 'approve-purge': problem('sign-in-too-old', 401, { maxAge: 900 }) },
    act: async (page) => {
      await press('Approve the purge')(page);
      await page.getByRole('dialog').getByRole('textbox').fill("delete 118,204 users' photos");
      await page.getByRole('dialog').getByRole('button', { name: 'Approve the purge' }).click();
    },
  }),
  ending(
    'group-pausing',
    status({ upheld: true, beginsAt: '2023-06-21T11:30:00Z', purge: purge('PAUSING', { approvals, pausesUntil: '2023-06-20T11:30:00Z' }) }),
    'text=Anybody can object',
  ),
  ending(
    'group-canary',
    status({ upheld: true, purge: purge('CANARY', { approvals, accounts: { finished: 3, setAside: 0, chunks: 1, chunksDone: 0 } }) }),
    'text=3 accounts are deleted',
  ),
  ending(
    'group-waves',
    status({ upheld: true, purge: purge('WAVES', { approvals, accounts: { finished: 35_880, setAside: 0, chunks: 512, chunksDone: 4 } }) }),
    'text=35,880 accounts are deleted',
  ),
  ending(
    'group-set-aside',
    status({ upheld: true, purge: purge('WAVES', { approvals, accounts: { finished: 118_203, setAside: 1, chunks: 512, chunksDone: 511 } }) }),
    'li.trouble',
  ),
  ending('abort-asked', status({ upheld: true, purge: purge('WAVES', { approvals }) }), 'dialog input', {
    roles: ['legal'],
    act: press('Abort the purge'),
  }),
  ending('group-purged', status({ upheld: true, purge: purge('PURGED', { approvals, at: '2023-06-19T00:00:00Z' }) }), 'text=Verify it', {
    roles: ['purge-approver'],
  }),
  ending('group-verifying', status({ upheld: true, verification: { chunks: 768, chunksDone: 12, running: 756, setAside: 0 }, purge: purge('PURGED', { approvals }) }), 'text=12 of 768 parts', {
    roles: ['purge-approver'],
  }),
  ending('certify-asked', status({ upheld: true, purge: purge('PURGED', { approvals, at: '2023-06-19T00:00:00Z' }) }), 'dialog input', {
    roles: ['purge-approver'],
    act: press('Verify and certify'),
  }),
  ending('group-differs', differing, 'td >> text=LEFT', { replies: differs }),
  ending('group-verified-anew', differing, 'text=Another verification has begun'),
  ending('group-failed', status(), 'text=A sentence in English', { replies: { 'get-purge': problem('temporarily-unavailable', 503) } }),
  ending('group-certified', certified, 'a >> text=Certificate of deletion'),
  ending('certificate', certified, 'text=No. 2, issued', { path: '/groups/1/certificate' }),
  ending('certificate-proof', certified, 'text=plan ⁨3c9121f3a535fb95⁩ lists them', {
    path: '/groups/1/certificate',
    roles: ['legal'],
    replies: { 'look-up-user': ({ userId = '' }) => ({ body: { ...proven, userId } }) },
    act: proveTo,
  }),
  ending('certificate-proof-none', certified, 'text=it did not delete them', {
    path: '/groups/1/certificate',
    roles: ['support'],
    act: proveTo,
  }),
  ending('certificate-proof-unknown', certified, 'role=alert', {
    path: '/groups/1/certificate',
    roles: ['refunds'],
    replies: { 'look-up-user': problem('unknown-user', 404) },
    act: proveTo,
  }),
  { name: 'certificate-none', path: '/groups/1/certificate', roles: ['viewer'], shows: 'text=There is no certificate yet' },
  { name: 'report', path: '/report', roles: ['viewer'], shows: 'text=10 days to the close' },
  {
    name: 'report-of-nobody',
    path: '/report',
    roles: ['viewer'],
    act: (page) => page.getByLabel('Day (UTC)').fill('2023-06-19'),
    shows: 'text=Nobody is registered in this group',
  },
  {
    name: 'report-none',
    path: '/report',
    roles: ['viewer'],
    act: (page) => page.getByLabel('Day (UTC)').fill('2023-01-01'),
    shows: 'text=There is no report of that day',
  },
  ending(
    'group-aborted',
    status({ purge: purge('ABORTED', { at: '2023-06-10T00:00:00Z', ended: { by: 'Mary', reason: 'a wrong list' } }) }),
    'text=The purge was aborted by',
  ),
  ending('group-voided', status({ upheld: false, purge: purge('VOIDED', { at: '2023-06-10T00:00:00Z' }) }), 'text=the approvals are void'),
  { name: 'group-exempt', path: '/groups/1', roles: ['viewer'], shows: 'text=no end that can be shown', replies: { 'get-purge': () => ({ body: { at: now.toISOString(), purges: [] } }) } },
  { name: 'group-unknown', path: '/groups/9', roles: ['viewer'], shows: 'text=no such group' },
  { name: 'health', path: '/health', roles: ['support'], shows: 'td >> text=does not accept this type of file' },
  { name: 'health-viewer', path: '/health', roles: ['viewer'], shows: 'text=Your roles do not allow this' },
  {
    name: 'health-without-report',
    path: '/health',
    roles: ['viewer'],
    replies: { 'get-document': problem('no-document', 404) },
    shows: 'text=No report is written yet',
  },
  { name: 'redrive-asked', path: '/health', roles: ['emergency'], act: press('Send back refunds'), shows: 'dialog input' },
  {
    name: 'redrive-refused',
    path: '/health',
    roles: ['support'],
    replies: { 'redrive-queue': problem('redrive-under-way', 409) },
    act: async (page) => {
      await press('Send back refunds')(page);
      await page.getByRole('dialog').getByLabel('Reason').fill('Stripe answers again');
      await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
    },
    shows: 'dialog [role=alert]',
  },
  {
    name: 'health-letters',
    path: '/health',
    roles: ['support'],
    replies: { 'redrive-queue': () => ({ body: letters }) },
    act: press('Show events'),
    shows: 'td >> text=task is missing',
  },
  {
    name: 'removal-refused',
    path: '/health',
    roles: ['support'],
    replies: {
      'redrive-queue': ({ remove }) => (remove === undefined ? { body: letters } : { problem: 'unknown-message', status: 404 }),
    },
    act: async (page) => {
      await press('Show refunds')(page);
      await press(`Remove ${letters.messages[0]?.messageId}`)(page);
      await page.getByRole('dialog').getByLabel('Reason').fill('sent by a test');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    },
    shows: 'dialog [role=alert]',
  },
  { name: 'jobs', path: '/jobs', roles: ['purge-planner'], shows: 'td >> text=u-4711' },
  { name: 'jobs-viewer', path: '/jobs', roles: ['viewer'], shows: 'text=Your roles do not allow this' },
  {
    name: 'jobs-none',
    path: '/jobs',
    roles: ['emergency'],
    act: async (page) => void (await page.locator('.filters select').selectOption('2')),
    shows: 'text=No job of this group has begun',
  },
  { name: 'retry-asked', path: '/jobs', roles: ['purge-planner'], act: press('Try again counting-1'), shows: 'dialog input' },
  { name: 'user', path: '/user', roles: ['support'], shows: 'text=Each look is recorded' },
  { name: 'user-viewer', path: '/user', roles: ['viewer'], shows: 'text=Your roles do not allow this' },
  { name: 'user-found', path: '/user', roles: ['support'], act: (page) => lookUp(page), shows: 'td >> text=quota is used up' },
  {
    name: 'user-gone',
    path: '/user',
    roles: ['legal'],
    replies: {
      'look-up-user': ({ userId = '' }) => ({
        body: { userId, at: now.toISOString(), hold: holds[1]!, deletedAt: '2023-06-15T10:00:00Z', mails: [] },
      }),
    },
    act: (page) => lookUp(page),
    shows: 'td >> text=a lawsuit',
  },
  {
    name: 'user-unknown',
    path: '/user',
    roles: ['refunds'],
    replies: { 'look-up-user': problem('unknown-user', 404) },
    act: (page) => lookUp(page),
    shows: 'role=alert',
  },
  {
    name: 'user-several',
    path: '/user',
    roles: ['support'],
    replies: { 'look-up-user': problem('several-users', 409, { userIds: ['u-4711', 'u-4712'] }) },
    act: (page) => lookUp(page, 'ada@example.com'),
    shows: 'role=alert >> a >> text=u-4712',
  },
  {
    name: 'user-no-search',
    path: '/user',
    roles: ['support'],
    replies: { 'look-up-user': problem('email-search-unavailable', 409) },
    act: (page) => lookUp(page, 'ada@example.com'),
    shows: 'role=alert',
  },
  {
    name: 'recovery-asked',
    path: '/user',
    roles: ['support'],
    act: async (page) => {
      await lookUp(page);
      await press('Keep their photos')(page);
    },
    shows: 'dialog input[type=date]',
  },
  {
    name: 'resend-refused',
    path: '/user',
    roles: ['refunds'],
    replies: { 'resend-refund': problem('nothing-to-resend', 409) },
    act: async (page) => {
      await lookUp(page);
      await press('Request the refund again')(page);
      await page.getByRole('dialog').getByLabel('Reason').fill('They were passed over');
      await page.getByRole('dialog').getByRole('button', { name: 'Request the refund again' }).click();
    },
    shows: 'dialog [role=alert]',
  },
  { name: 'holds', path: '/holds', roles: ['legal'], shows: 'text=Place or change a hold' },
  { name: 'holds-viewer', path: '/holds', roles: ['viewer'], shows: 'td >> text=a lawsuit' },
  { name: 'holds-more', path: '/holds', roles: ['viewer'], act: press('Show more'), shows: 'td >> text=ended' },
  {
    name: 'holds-none',
    path: '/holds',
    roles: ['viewer'],
    replies: { 'list-holds': () => ({ body: { holds: [] } }) },
    shows: 'text=Nobody is under hold',
  },
  {
    name: 'hold-placed',
    path: '/holds',
    roles: ['legal'],
    replies: {
      'hold-account': ({ userId, reason }) => ({
        body: { userId, held: true, reason, by: 'Zoë', placedAt: now.toISOString(), until: '2030-01-01T00:00:00Z' },
      }),
    },
    act: (page) => placeHold(page),
    shows: '.status >> text=is under hold',
  },
  {
    name: 'hold-refused',
    path: '/holds',
    roles: ['legal'],
    replies: { 'hold-account': problem('foreign-group', 409) },
    act: (page) => placeHold(page),
    shows: 'role=alert',
  },
  { name: 'refunds', path: '/refunds', roles: ['refunds'], shows: 'td >> text=takes no refund any more' },
  { name: 'refunds-viewer', path: '/refunds', roles: ['viewer'], shows: 'td >> text=takes no refund any more' },
  { name: 'refunds-elsewhere', path: '/refunds', roles: ['refunds'], act: showElsewhere, shows: 'td >> text=apple' },
  {
    name: 'resolve-elsewhere',
    path: '/refunds',
    roles: ['refunds'],
    act: async (page) => {
      await showElsewhere(page);
      await press('Resolve u-118206')(page);
    },
    shows: 'dialog input',
  },
  {
    name: 'refunds-more',
    path: '/refunds',
    roles: ['viewer'],
    replies: {
      'list-refunds': ({ state, after }) => ({
        body: {
          state,
          refunds: [after === undefined ? refund : { ...refund, userId: 'u-118205', chargeId: 'ch_2' }],
          ...(after === undefined ? { next: refund.chargeId } : {}),
        },
      }),
    },
    act: press('Show more'),
    shows: 'td >> text=u-118205',
  },
  {
    name: 'refunds-empty',
    path: '/refunds',
    roles: ['viewer'],
    act: async (page) => void (await page.getByLabel('State').selectOption('PENDING')),
    shows: 'text=There is no refund in this state',
  },
  {
    name: 'reconcile-differs',
    path: '/refunds',
    roles: ['refunds'],
    replies: {
      'reconcile-refunds': () => ({
        body: { findings: [{ kind: 'NOT_IN_LEDGER', charge: 'ch_9', differs: true, line: 'At Stripe and not in the ledger: re_9 of ch_9' }] },
      }),
    },
    act: chooseExport('id,charge,amount,currency,status,created\nre_9,ch_9,1.00,EUR,succeeded,2023-06-01\n'),
    shows: 'td >> text=NOT_IN_LEDGER',
  },
  { name: 'reconcile-unreadable', path: '/refunds', roles: ['refunds'], act: chooseExport('id,amount\n'), shows: 'text=not exactly one column' },
  {
    name: 'reconcile-refused',
    path: '/refunds',
    roles: ['refunds'],
    replies: { 'reconcile-refunds': problem('invalid-request', 400) },
    act: chooseExport('id,charge,amount,currency,status,created\nre_9,ch_9,one,EUR,succeeded,2023-06-01\n'),
    shows: 'role=alert',
  },
  { name: 'resolve-asked', path: '/refunds', roles: ['refunds'], act: press('Resolve u-118204'), shows: 'dialog input' },
  {
    name: 'overview-not-announced',
    roles: ['viewer'],
    shows: 'text=No timeline is published yet',
    replies: { 'list-timelines': () => ({ body: { timelines: [] } }) },
  },
  {
    name: 'timeline-first',
    path: '/timeline',
    roles: ['timeline'],
    replies: { 'list-timelines': () => ({ body: { timelines: [] } }) },
    act: async (page) => page.getByLabel('Document of the first version').fill(JSON.stringify(timelines.timelines[0]!.document)),
    shows: 'label >> text=The past dates are intended',
  },
  { name: 'timeline-viewer', path: '/timeline', roles: ['viewer'], shows: 'td >> text=a month more' },
  { name: 'timeline', path: '/timeline', roles: ['timeline'], shows: 'fieldset >> text=users, ' },
  {
    name: 'timeline-tried',
    path: '/timeline',
    roles: ['timeline'],
    replies: {
      'publish-timeline': () => ({
        body: {
          version: 3,
          by: 'Zoë',
          reason: 'more time',
          changes: ['group 2: close 2023-07-01T00:00:00Z -> 2023-08-01T00:00:00Z'],
          warnings: ['group 3 opens in 3 days, and a check fails'],
          dryRun: true,
          hash: HASH,
          publishers: 1,
        },
      }),
    },
    act: tryTimeline,
    shows: 'text=Nothing is published yet',
  },
  {
    name: 'timeline-proposed',
    path: '/timeline',
    roles: ['timeline'],
    replies: { 'list-timelines': () => ({ body: proposing('ada') }) },
    shows: 'text=is waiting for a second person',
  },
  {
    name: 'timeline-proposed-own',
    path: '/timeline',
    roles: ['timeline'],
    subject: 'ada',
    replies: { 'list-timelines': () => ({ body: proposing('ada') }) },
    shows: 'text=another person must publish it',
  },
  {
    name: 'timeline-refused',
    path: '/timeline',
    roles: ['timeline'],
    replies: { 'publish-timeline': problem('timeline-refused', 409, { reasons: ['group 2: exports must open before the close'] }) },
    act: tryTimeline,
    shows: 'li >> text=exports must open',
  },
  { name: 'readiness', path: '/readiness', roles: ['viewer'], shows: 'td >> text=The trail is off' },
  {
    name: 'readiness-before',
    path: '/readiness',
    roles: ['viewer'],
    act: async (page) => void (await page.getByLabel('Run').selectOption('2023-06-19T06:00:00Z')),
    shows: 'text=2023-06-19 06:00 UTC',
  },
  {
    name: 'readiness-none',
    path: '/readiness',
    roles: ['viewer'],
    replies: { 'get-document': ({ list }) => (list ? { body: { keys: [], outcomes: [] } } : { problem: 'no-document', status: 404 }) },
    shows: 'text=None is recorded within a year',
  },
  { name: 'readiness-outcomes', path: '/readiness', roles: ['viewer'], shows: 'td >> text=12 rows are refused' },
  {
    name: 'limit-refused',
    path: '/readiness',
    roles: ['emergency'],
    replies: { 'change-limits': ({ reason }) => (reason === undefined ? { body: limits } : { problem: 'temporarily-unavailable', status: 503 }) },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change purgeConcurrency', exact: true }).click();
      await page.getByLabel('Value').fill('1');
      await page.getByLabel('Reason').fill('throttles');
      await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click();
    },
    shows: 'dialog .card',
  },
  { name: 'calls-all', path: '/calls?kind=ALL&by=linus', roles: ['support'], shows: 'h2 >> text=Looks of the day' },
  {
    name: 'palette',
    roles: ['support'],
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').fill('u-4711');
    },
    shows: 'dialog button >> text=User u-4711',
  },
  {
    name: 'user-refunded',
    path: '/user?id=u-4711',
    roles: ['support'],
    replies: { 'look-up-user': () => ({ body: { ...user, ledger: { ...user.ledger!, state: 'SUCCEEDED' } } }) },
    shows: 'button >> text=Keep their photos',
  },
  { name: 'calls', path: '/calls', roles: ['viewer'], shows: 'td >> text=by-the-same-person' },
  {
    name: 'calls-older',
    path: '/calls',
    roles: ['viewer'],
    act: press('Show older calls'),
    shows: 'td >> text=the glass was broken',
  },
  {
    name: 'calls-none',
    path: '/calls',
    roles: ['viewer'],
    act: async (page) => void (await page.locator('select', { hasText: 'allow-purges' }).selectOption('allow-purges')),
    shows: 'text=No call fits',
  },
  {
    name: 'calls-not-among',
    path: '/calls',
    roles: ['viewer'],
    replies: { 'list-operator-calls': ({ function: called }) => ({ body: { calls: called ? [] : [refusedApproval], next: '2023-06-20T08:00:00Z#1' } }) },
    act: async (page) => {
      await page.locator('select', { hasText: 'allow-purges' }).selectOption('allow-purges');
      await page.getByText('among the 50,000 latest').waitFor();
      await press('Search further')(page);
    },
    shows: 'text=among the 100,000 latest',
  },
  { name: 'not-found', path: '/nowhere', roles: ['viewer'], shows: 'text=There is no such page' },
];

async function proveTo(page: Page): Promise<void> {
  await page.getByLabel('User id').fill('u-4711');
  await page.getByRole('button', { name: 'Save the proof' }).click();
}

async function lookUp(page: Page, whom = 'u-4711'): Promise<void> {
  await page.getByLabel('User id').fill(whom);
  await page.getByLabel('User id').press('Enter');
}

function showElsewhere(page: Page): Promise<void> {
  return page.getByLabel('State').selectOption('ELSEWHERE').then(() => undefined);
}

function chooseExport(content: string): (page: Page) => Promise<void> {
  return (page) => page.getByLabel('Refunds that Stripe exported').setInputFiles({ name: 'refunds.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
}

async function placeHold(page: Page): Promise<void> {
  const form = page.getByRole('region', { name: 'Place or change a hold' });
  await form.getByLabel('User id').fill('u7');
  await form.getByLabel('Group').fill('1');
  await form.getByLabel('Reason').fill('Order 12/2023');
  await form.getByRole('button', { name: 'Place or change a hold' }).click();
}

async function tryTimeline(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Group ⁨2⁩' }).getByLabel('Close', { exact: true }).fill('2023-08-01');
  await page.getByLabel('Reason').last().fill('more time');
  await page.getByRole('button', { name: 'Try it' }).click();
}
