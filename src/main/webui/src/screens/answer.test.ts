import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { Archive, Receipt, Status, Transfer } from '../api/answer';
import { answer } from './answer';
import { overview } from './overview';
import { GOOGLE_PHOTOS, GOOGLE_STORAGE } from './transfer';

const here = { now: Date.parse('2023-02-10T12:00:00Z') };
const tally = (items: number) => ({ items, bytes: items * 10 });
const { schemas } = parse(readFileSync(join(import.meta.dirname, '../../../../../docs/openapi.yaml'), 'utf8')).components;
const members = <T>(of: { enum: T[] }): T[] => of.enum;

const transferStates = members<Transfer['state']>(schemas.TransferState);
const reasons = members<NonNullable<Transfer['reason']>>(schemas.Transfer.properties.reason);
const archiveStates = members<Archive['state']>(schemas.ArchiveState);
const phases = members<NonNullable<Status['notice']['phase']>>(schemas.Notice.properties.phase);

function transfer(parts: Partial<Transfer> = {}): Transfer {
  return {
    id: 't',
    state: 'running',
    code: 'moving',
    message: '',
    connected: true,
    lookAgainInSeconds: 20,
    googleAccount: 'ana@example.com',
    items: { total: tally(100), done: tally(45), duplicate: tally(0), failed: tally(0), skipped: tally(0), pending: tally(55) },
    startedAt: '2023-02-10T10:00:00Z',
    switchesLeft: 3,
    hidden: tally(0),
    ...parts,
  };
}

function archive(parts: Partial<Archive> = {}): Archive {
  return {
    id: 'a',
    state: 'ready',
    code: 'ready',
    message: '',
    createdAt: '2023-02-09T10:00:00Z',
    endsAt: '2023-03-11T00:00:00Z',
    progress: { items: 10, volumes: 2, volumesDone: 2, volumesDownloaded: 1, bytes: 100, bytesDone: 100 },
    leftOut: 0,
    lookAgainInSeconds: 60,
    ...parts,
  };
}

const codes = { RUNNING: 'runs-as-usual', ANNOUNCED: 'announced', EXPORTS_OPEN: 'exports-open', CLOSED: 'exports-closed' } as const;
const shut = { open: false, code: 'ended' } as const;

function status(phase: keyof typeof codes, parts: Partial<Status> = {}): Status {
  const door = phase === 'EXPORTS_OPEN' ? { open: true } : ({ open: false, code: phase === 'CLOSED' ? 'exports-closed' : 'exports-not-open' } as const);
  return {
    notice: {
      region: 'IN',
      ends: true,
      phase,
      code: codes[phase],
      message: '',
      dates: { exportsOpen: '2022-12-01T00:00:00Z', close: '2023-06-01T00:00:00Z' },
    },
    open: { transfer: door, archive: door, sync: shut, sales: shut },
    lookAgainInSeconds: 60,
    ...parts,
  };
}

const items = transfer().items;
const arrived = { ...items, done: tally(100), pending: tally(0) };
const choice = { selection: { years: [2021] }, notChosen: tally(4) };
const downloaded = archive({ code: 'downloaded', downloadedAt: '2023-02-10T10:00:00Z' });

const transfers: readonly (Transfer | undefined)[] = [
  undefined,
  ...transferStates
    .filter((state) => state !== 'waiting')
    .flatMap((state) => [
      transfer({ state, code: state === 'running' ? 'moving' : state, items: state === 'finished' ? arrived : items }),
      transfer({ state, code: state === 'running' ? 'moving' : state, switchesLeft: 0, connected: false }),
    ]),
  ...reasons.map((reason) => transfer({ state: 'waiting', reason, code: 'google-busy', room: { bytesNeeded: 9, bytesFree: 1 } })),
  transfer({ warningCode: 'ends-after-close' }),
  transfer({ state: 'stopped', code: 'disconnected' }),
  transfer({ state: 'finished', code: 'finished-part', items: arrived, choice }),
  transfer({ state: 'finished', code: 'finished-some-failed', items: { ...arrived, done: tally(97), failed: tally(3) } }),
  transfer({ state: 'finished', code: 'finished-some-refused', items: { ...arrived, done: tally(97), failed: tally(3) } }),
];

const archives: readonly (Archive | undefined)[] = [
  undefined,
  ...archiveStates.map((state) => archive({ state, code: state })),
  archive({ code: 'ready-without-some', leftOut: 3 }),
  downloaded,
  { ...downloaded, choice },
  { ...downloaded, onlyFailed: true },
  archive({ state: 'building', code: 'building', onlyFailed: true }),
  { ...downloaded, code: 'downloaded-without-some', leftOut: 3 },
];

const all: readonly Status[] = phases.flatMap((phase) =>
  transfers.flatMap((transfer) =>
    archives.map((archive) => status(phase, { ...(transfer && { transfer }), ...(archive && { archive }) })),
  ),
);

const nameOf = ({ notice, transfer, archive }: Status) =>
  `${notice.phase}: ${transfer?.code} ${transfer?.reason ?? ''}, ${archive?.code}`;

describe('in each state', () => {
  test('of which there are some hundred', () => {
    expect(all.length).toBeGreaterThan(500);
  });

  const wrong = (check: (of: Status) => boolean) => all.filter((of) => !check(of)).map(nameOf);

  test('one thing can be done, and it is possible', () => {
    expect(
      wrong((of) => {
        const { way } = answer(of, here);
        if (way.kind !== 'deed') return true;
        switch (way.deed) {
          case 'move':
            return of.open.transfer.open && of.transfer === undefined;
          case 'request-archive':
            return of.open.archive.open;
          case 'download-failed':
            return of.open.archive.open && of.transfer?.state === 'finished' && of.transfer.items.failed.items > 0;
          case 'resume':
          case 'consent':
          case 'failures':
          case 'arrived':
            return of.transfer !== undefined;
          case 'switch':
            return of.transfer !== undefined && of.transfer.switchesLeft > 0;
          case 'open-archive':
          case 'choose-more':
            return of.archive?.state === 'ready';
          default:
            return false;
        }
      }),
    ).toEqual([]);
  });

  test('no other part offers it again, nor has a primary action', () => {
    expect(
      wrong((of) => {
        const { answer, move, archive } = overview(of, here);
        const actions = [...move.panel.actions, ...archive.panel.actions];
        const deed = answer.way.kind === 'deed' && answer.way.deed !== 'request-archive' ? answer.way.deed : undefined;
        return actions.every((action) => ['second', 'danger'].includes(action.weight) && action.deed !== deed);
      }),
    ).toEqual([]);
  });

  test('no part alarms where the answer is good, and none says the same', () => {
    expect(
      wrong((of) => {
        const { answer, move, archive } = overview(of, here);
        const said = answer.lines.map(({ key }) => key);
        const parts = [move.panel, archive.panel];
        return (
          (answer.tone !== 'good' || parts.every(({ tone }) => tone !== 'attention')) &&
          parts.every(({ lines, warnings }) => [...lines, ...warnings].every(({ key }) => !said.includes(key)))
        );
      }),
    ).toEqual([]);
  });

  test('the part that it is about is open, and does not repeat its title', () => {
    expect(
      wrong((of) => {
        const { answer, move, archive } = overview(of, here);
        const part = answer.about === 'move' ? move : answer.about === 'archive' ? archive : undefined;
        return part === undefined || (part.open && !part.titled && part.panel.title.key === answer.title.key);
      }),
    ).toEqual([]);
  });

  test('after the close only the receipt is left', () => {
    const closed = all.filter(({ notice }) => notice.phase === 'CLOSED').map((of) => answer(of, here));
    expect(closed.filter(({ way }) => way.kind !== 'screen' || way.path !== '/receipt')).toEqual([]);
  });
});

describe('the answer', () => {
  const says = (parts: Partial<Status>) => answer(status('EXPORTS_OPEN', parts), here);
  const room = { bytesNeeded: 9_000, bytesFree: 1_000 };

  test('to a Google account that is too small leads to its storage, and says how much is missing', () => {
    const said = says({ transfer: transfer({ state: 'waiting', reason: 'ROOM', code: 'waiting-for-room', room }) });
    expect(said.way).toMatchObject({ kind: 'site', ...GOOGLE_STORAGE });
    expect(said.lines).toEqual([{ key: 'answer.room', values: { size: { bytes: 8_000 } } }]);
  });

  test('names the last whole day on which a download can be fetched', () => {
    expect(says({ archive: archive() }).way.label).toEqual({
      key: 'answer.fetch-by',
      values: { day: { day: '2023-03-10T23:59:59.999Z' } },
    });
  });

  test('to a finished move is to look at Google Photos', () => {
    const finished = transfer({ state: 'finished', code: 'finished', items: arrived });
    expect(says({ transfer: finished })).toMatchObject({ tone: 'good', way: { kind: 'site', ...GOOGLE_PHOTOS } });
  });

  test('to a move that was stopped or lacks some is good once all is downloaded', () => {
    const some = transfer({ state: 'finished', code: 'finished-some-refused', items: { ...arrived, failed: tally(3) } });
    for (const of of [some, transfer({ state: 'stopped', code: 'stopped' })]) {
      expect(says({ transfer: of }).tone).toBe('attention');
      expect(says({ transfer: of, archive: downloaded })).toMatchObject({ tone: 'good', about: 'archive' });
    }
  });

  describe('to a move that lacks some', () => {
    const failed = { state: 'finished', code: 'finished-some-refused', items: { ...arrived, done: tally(97), failed: tally(3) } } as const;
    const refused = transfer(failed);
    const safety = (missing: number, why?: 'not-taken' | 'not-asked' | 'packing') =>
      ({ standing: missing === 0 ? 'moved' : 'partly-safe', items: tally(100), safe: tally(100 - missing), missing, lost: 0, ...(why && { why }) }) as const;
    const offers = (parts: Partial<Status>) => {
      const { answer: said, move } = overview(status('EXPORTS_OPEN', { transfer: refused, ...parts }), here);
      return (said.way.kind === 'deed' && said.way.deed === 'download-failed') || move.panel.actions.some(({ deed }) => deed === 'download-failed');
    };

    test('is a download of just these, unless another try makes sense', () => {
      expect(says({ transfer: refused }).way).toMatchObject({ deed: 'download-failed', label: { values: { count: 3 } } });
      const retryable = transfer({ ...failed, code: 'finished-some-failed', retrySensibleAt: '2023-02-10T11:00:00Z' });
      expect(says({ transfer: retryable }).way).toMatchObject({ deed: 'failures' });
      expect(offers({ transfer: retryable })).toBe(true);
    });

    test('offers it beside a download of a part that was fetched, and beside none that waits or has everything', () => {
      expect(offers({ archive: { ...downloaded, choice } })).toBe(true);
      expect(offers({ archive: archive() })).toBe(false);
      expect(offers({ archive: archive({ state: 'building', code: 'building' }) })).toBe(false);
      expect(offers({ archive: downloaded })).toBe(false);
    });

    test('offers it once the move has ended', () => {
      expect(offers({ transfer: transfer({ ...failed, state: 'stopped', code: 'stopped' }) })).toBe(true);
      expect(offers({ transfer: transfer({ ...failed, state: 'running', code: 'moving' }) })).toBe(false);
    });

    test('follows the download while it is packed', () => {
      const building = archive({ state: 'building', code: 'building', onlyFailed: true });
      expect(says({ transfer: refused, archive: building, safety: safety(3, 'packing') })).toMatchObject({ tone: 'calm', about: 'archive' });
    });

    test('says that nothing is missing once these were downloaded, also when the download has expired', () => {
      for (const state of ['ready', 'expired'] as const) {
        const fetched = { ...downloaded, state, onlyFailed: true as const };
        expect(says({ transfer: refused, archive: fetched, safety: safety(0) })).toMatchObject({
          tone: 'good',
          title: { key: 'answer.together' },
          lines: [{ values: { moved: 97, count: 3 } }],
        });
        expect(offers({ archive: fetched, safety: safety(0) })).toBe(false);
      }
    });

    test('asks for what else is missing', () => {
      const fetched = { ...downloaded, onlyFailed: true as const };
      const said = says({ transfer: { ...refused, hidden: tally(4) }, archive: fetched, safety: safety(4, 'not-asked') });
      expect(said.way).toMatchObject({ kind: 'section', section: 'move' });
    });

    test('offers what failed later', () => {
      expect(offers({ archive: { ...downloaded, onlyFailed: true }, safety: safety(2, 'not-taken') })).toBe(true);
    });
  });

  test('to a move that ends too late is a download', () => {
    const late = transfer({ warningCode: 'ends-after-close' });
    expect(says({ transfer: late })).toMatchObject({ tone: 'attention', way: { deed: 'request-archive' } });
    expect(says({ transfer: late, archive: archive({ state: 'building', code: 'building' }) }).way).toMatchObject({ deed: 'arrived' });
  });

  test('to private photos of which nobody asked is a decision', () => {
    const finished = transfer({ state: 'finished', code: 'finished', items: arrived, hidden: tally(4) });
    const safety = { standing: 'partly-safe', safe: tally(100), missing: 4, lost: 0, why: 'not-asked' } as const;
    expect(says({ transfer: finished, safety }).way).toMatchObject({ kind: 'section', section: 'move' });
  });

  test('to an empty gallery offers no move', () => {
    const none = tally(0);
    const gallery = {
      state: 'counted',
      ...none,
      albums: 0,
      unsupported: [],
      livePhotos: 0,
      hidden: none,
      deleted: none,
      shared: none,
      years: [],
      named: [],
    } as const;
    expect(says({ gallery: { ...gallery, unsupported: [], years: [], named: [] } }).way).toMatchObject({ kind: 'section', section: 'dates' });
  });

  test('after a deletion says what happened, from the receipt', () => {
    const receipt: Receipt = {
      notice: status('CLOSED').notice,
      issuedAt: '2023-06-10T00:00:00Z',
      closed: true,
      deletedAt: '2023-06-06T04:00:00Z',
      moved: { state: 'finished', items: { ...arrived, failed: tally(2) }, startedAt: '2023-02-10T10:00:00Z', years: [], albums: [], hidden: tally(0) },
      downloaded: { state: 'deleted', leftOut: 0, volumes: 2, volumesDownloaded: 2, requestedAt: '2023-02-10T10:00:00Z' },
      recipients: { googleAccount: true, googleAccounts: ['ana@example.com'], ownDevice: true },
    };
    const said = answer(status('CLOSED'), here, receipt);
    expect(said.title).toEqual({ key: 'answer.closed.moved', values: { count: 100 } });
    expect(said.lines.map(({ key }) => key)).toEqual(['answer.closed.fetched', 'answer.closed.failed', 'receipt.deleted']);
    const { moved: _, ...onlyDownloaded } = receipt;
    expect(answer(status('CLOSED'), here, onlyDownloaded).title.key).toBe('answer.closed.downloaded');
    const { downloaded: __, ...nothing } = onlyDownloaded;
    expect(answer(status('CLOSED'), here, nothing).title.key).toBe('answer.closed.nothing');
  });
});
