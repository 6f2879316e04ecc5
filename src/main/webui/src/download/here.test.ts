import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { saveHere } from './here';
import { JOURNAL_FOLDER } from './journal';
import type { Patience } from './link';
import type { Saving, SavingProgress, SavingResult } from './saving';
import { find, packedVolume, renderedVolume, sha256, source, type GivenVolume } from './testing/given';
import { disk, memoryFolder, type Disk, type MemoryFolder } from './testing/memory-folder';
import { reset, status, VolumeServer } from './testing/volume-server';
import { WINDOW } from './windows';

// Some megabytes are decrypted; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const PATIENCE: Patience = { firstPause: 1, longestPause: 4, silence: 1_000, wrongAnswers: 3 };
const M = 1 << 20;

const RENDERED = renderedVolume();

let server: VolumeServer;
let folder: MemoryFolder & FileSystemDirectoryHandle;
let progress: SavingProgress[];
let confirmed: number[];
let aborting: AbortController;

beforeEach(async () => {
  server = await VolumeServer.start(RENDERED.bytes);
  use(disk());
  confirmed = [];
  aborting = new AbortController();
});

afterEach(() => server.stop());

function use(on: Disk): void {
  folder = memoryFolder(on);
}

/** Saves a volume; each call is a new visit of the page. */
async function saved(volume: GivenVolume, change: Partial<Saving> = {}): Promise<SavingResult> {
  server.bytes = volume.bytes;
  server.ranges.length = 0;
  progress = [];
  return saveHere(
    {
      volumes: [source(volume)],
      folder,
      link: async () => server.link('volume'),
      onProgress: (latest) => progress.push(latest),
      onVolume: async (number) => void confirmed.push(number),
      signal: aborting.signal,
      ...change,
    },
    PATIENCE,
  );
}

function digests(): string[] {
  return Object.values(folder.files()).map(sha256).sort();
}

function expectedDigests(volume: GivenVolume, without: string[] = []): string[] {
  return volume.entries
    .filter(({ path }) => !without.includes(path))
    .map((entry) => entry.sha256[0] ?? sha256(new Uint8Array(0)))
    .sort();
}

/** The volume with one bit of an entry's contents turned around. */
function flipped(volume: GivenVolume, path: string, offset = 200): GivenVolume {
  const bytes = volume.bytes.slice();
  bytes[find(bytes, path) + path.length + offset]! ^= 1;
  return { ...volume, bytes };
}

describe('a volume of the renderer', () => {
  test('is saved: every entry with its bytes, under a name that every system takes', async () => {
    const result = await saved(RENDERED);

    expect(result).toEqual({ entries: 18, bytes: 130_290, failed: [] });
    expect(Object.keys(folder.files()).sort()).toEqual(
      [
        'README.txt',
        'left-out-1.csv',
        'Without album/IMG_0001.jpg',
        'Without album/empty.jpg',
        'Without album/film.mp4',
        'Hochzeit Zoë & José/Straße (2).jpg',
        'မြန်မာ ခရီး/ဓာတ်ပုံ.jpg',
        'رحلة/صورة.jpg',
        '🏖️ 夏/😀.heic',
        'Case/Beach.jpg',
        'Case/beach (2).JPG',
        'escape.jpg',
        'root.jpg',
        'C_/windows/win.jpg',
        '_CON/_NUL.jpg',
        'Question_/what__.jpg',
        'Trailing/dot.jpg',
        `Long/${'x'.repeat(96)}.jpg`,
      ].sort(),
    );
    expect(digests()).toEqual(expectedDigests(RENDERED));
    expect(confirmed).toEqual([1]);
  });

  test('is told in its progress, which ends with all of it', async () => {
    await saved(RENDERED);

    expect(progress.at(-1)).toEqual({
      volume: 1,
      entriesDone: 18,
      entriesTotal: 18,
      bytesDone: RENDERED.bytes.length,
      bytesTotal: RENDERED.bytes.length,
      failed: [],
    });
    const bytes = progress.map(({ bytesDone }) => bytesDone);
    expect(bytes).toEqual([...bytes].sort((one, other) => one - other));
  });

  test('is saved on a system that ignores case', async () => {
    use(disk({ ignoresCase: true }));

    await saved(RENDERED);

    expect(digests()).toEqual(expectedDigests(RENDERED));
  });
});

test('entries longer than a window are saved', async () => {
  const volume = packedVolume({ 'a/short.jpg': 100, 'a/film.mp4': 13 * M + 5, 'a/other.jpg': 3 * M + 1 });

  const result = await saved(volume);

  expect(result.failed).toEqual([]);
  expect(digests()).toEqual(expectedDigests(volume));
  expect(Math.max(...server.ranges.map(({ from, to }) => to - from))).toBeLessThanOrEqual(WINDOW);
});

test('entries are saved in whatever order the volume lists them', async () => {
  const volume = packedVolume({ 'a.jpg': M, 'film.mp4': 7 * M, 'b.jpg': M }, 'backwards');

  const result = await saved(volume);

  expect(result.failed).toEqual([]);
  expect(digests()).toEqual(expectedDigests(volume));
});

describe('a flipped bit', () => {
  test.each([
    ['the contents', 200],
    ['the salt', 40],
    ['the verifier', 20 + 9 + 11 + 17],
  ])('in %s fails that entry alone', async (_, offset) => {
    const path = 'Without album/IMG_0001.jpg';

    const result = await saved(flipped(RENDERED, path, offset));

    expect(result.failed).toEqual([{ name: path, reason: 'damaged' }]);
    expect(result.entries).toBe(17);
    expect(digests()).toEqual(expectedDigests(RENDERED, [path]));
    expect(confirmed).toEqual([]);
  });

  test('in an entry longer than a window fails that entry alone', async () => {
    const volume = packedVolume({ 'film.mp4': 5 * M, 'after.jpg': 10 });

    const result = await saved(flipped(volume, 'film.mp4', 3 * M));

    expect(result.failed).toEqual([{ name: 'film.mp4', reason: 'damaged' }]);
    expect(Object.keys(folder.files())).toEqual(['after.jpg']);
  });

  test.each([
    ['the signature', -30, 1],
    ['the length of the name', -4, 1],
    ['a length that leads beyond the entry', -3, 128],
  ])('in %s of a local header fails that entry alone', async (_, offset, bit) => {
    const path = 'Without album/film.mp4';
    const volume = { ...RENDERED, bytes: RENDERED.bytes.slice() };
    volume.bytes[find(volume.bytes, path) + offset]! ^= bit;

    const result = await saved(volume);

    expect(result.failed).toEqual([{ name: path, reason: 'damaged' }]);
    expect(digests()).toEqual(expectedDigests(RENDERED, [path]));
  });

  test('in the header of an entry of several windows fails that entry alone', async () => {
    const volume = packedVolume({ 'a.jpg': M, 'film.mp4': 13 * M, 'b.jpg': M });
    volume.bytes[find(volume.bytes, 'film.mp4') - 30]! ^= 1;

    const result = await saved(volume);

    expect(result.failed).toEqual([{ name: 'film.mp4', reason: 'damaged' }]);
    expect(digests()).toEqual(expectedDigests(volume, ['film.mp4']));
  });

  test('of an earlier run is healed by the next one', async () => {
    const path = 'Without album/IMG_0001.jpg';
    const broken = flipped(RENDERED, path);
    const identity = { volumes: [source(RENDERED)] };
    await saved(broken, identity);

    const result = await saved(RENDERED, identity);

    expect(result.failed).toEqual([]);
    expect(digests()).toEqual(expectedDigests(RENDERED));
  });
});

test('a wrong password is named after a few entries, and nothing is written but what opens without it', async () => {
  const result = await saved(RENDERED, { volumes: [{ ...source(RENDERED), password: 'another' }] });

  expect(result.stopped).toBe('wrong-password');
  expect(result.entries).toBe(1);
  expect(new Set(result.failed.map(({ reason }) => reason))).toEqual(new Set(['wrong-password']));
  expect(Object.keys(folder.files())).toEqual(['README.txt']);
});

test('a volume of private photos is opened with its own password', async () => {
  const hidden = packedVolume({ 'Secret/1.jpg': 5_000, 'Secret/2.jpg': 3_000 }, 'forwards', 'a second password');
  const other = await VolumeServer.start(hidden.bytes);

  const link = async (number: number): Promise<string> => (number === 1 ? server : other).link('volume');
  const result = await saved(RENDERED, { volumes: [source(RENDERED, 1), source(hidden, 2)], link });
  const wrong = { ...source(hidden, 2), sha256: 'f'.repeat(64), password: RENDERED.password + 'x' };
  const refused = await saved(RENDERED, { volumes: [source(RENDERED, 1), wrong], link });
  await other.stop();

  expect(result.failed).toEqual([]);
  expect(result.entries).toBe(20);
  expect(confirmed).toEqual([1, 2, 1]);
  expect(refused.stopped).toBe('wrong-password');
});

test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
  ['a truncated directory', (bytes) => bytes.slice(0, -200)],
  ['a directory of other bytes', (bytes) => bytes.map((byte, index) => (index > bytes.length - 900 ? 0 : byte))],
  ['no bytes', () => new Uint8Array(10)],
])('%s is named with the volume, and the next volume is saved', async (_, change) => {
  const broken = { ...RENDERED, bytes: change(RENDERED.bytes) };
  const other = await VolumeServer.start(RENDERED.bytes);

  const result = await saved(broken, {
    volumes: [source(broken, 1), source(RENDERED, 2)],
    link: async (number) => (number === 1 ? server : other).link('volume'),
  });
  await other.stop();

  expect(result.failed).toEqual([{ name: 'volume-1.zip', reason: 'volume-damaged' }]);
  expect(result.entries).toBe(18);
  expect(confirmed).toEqual([2]);
});

test('an entry that is packed in another way is named', async () => {
  const { ZipWriter, Uint8ArrayWriter, TextReader } = await import('@zip.js/zip.js');
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, dataDescriptor: false });
  await writer.add('plain.txt', new TextReader('plain'));
  await writer.add('sealed.txt', new TextReader('x'), { password: 'p', encryptionStrength: 3, level: 0 });
  const volume = { bytes: await writer.close(), password: 'p', entries: [] };

  const result = await saved(volume);

  expect(result.failed).toEqual([{ name: 'plain.txt', reason: 'unsupported' }]);
  expect(Object.keys(folder.files())).toEqual(['sealed.txt']);
});

describe('the folder', () => {
  test('keeps a file of the same name that is not ours', async () => {
    const file = await (await folder.getDirectoryHandle('case', { create: true })).getFileHandle('BEACH.jpg', { create: true });
    const writable = await file.createWritable();
    await writable.write(new TextEncoder().encode('mine'));
    await writable.close();

    await saved(RENDERED);

    const files = folder.files();
    expect(new TextDecoder().decode(files['case/BEACH.jpg'])).toBe('mine');
    expect(Object.keys(files).filter((path) => path.startsWith('case')).sort()).toEqual([
      'case/BEACH.jpg',
      'case/Beach (2).jpg',
      'case/beach (3).JPG',
    ]);
  });

  test('keeps a file that has the name of an album', async () => {
    await folder.getFileHandle('Without album', { create: true });

    await saved(RENDERED);

    expect(Object.keys(folder.files())).toContain('Without album (2)/film.mp4');
  });

  test('that is full stops the saving with what is saved', async () => {
    folder.disk.room = 70_000;

    const result = await saved(RENDERED);

    expect(result.stopped).toBe('no-space');
    expect(result.failed.map(({ reason }) => reason)).toContain('no-space');
    expect(Object.keys(folder.files())).toHaveLength(result.entries);
    expect(confirmed).toEqual([]);

    folder.disk.room = Infinity;
    const next = await saved(RENDERED);
    expect(next).toEqual({ entries: 18, bytes: 130_290, failed: [] });
    expect(digests()).toEqual(expectedDigests(RENDERED));
  });

  test('that may no longer be written to stops the saving with what is saved', async () => {
    folder.disk.beforeWrite = (name) => {
      folder.disk.permitted = name !== 'film.mp4' && folder.disk.permitted;
    };

    const result = await saved(RENDERED);

    expect(result.stopped).toBe('denied');
    expect(Object.keys(folder.files()).length).toBeGreaterThan(0);
  });

  test('that may not be written to is named at once', async () => {
    folder.disk.permitted = false;

    const result = await saved(RENDERED);

    expect(result).toEqual({
      entries: 0,
      bytes: 0,
      failed: [{ name: 'volume-1.zip', reason: 'denied' }],
      stopped: 'denied',
    });
  });

  test('that cannot write one file goes on with the others', async () => {
    folder.disk.beforeWrite = (name) => {
      if (name === 'film.mp4') {
        throw new DOMException('locked', 'NoModificationAllowedError');
      }
    };

    const result = await saved(RENDERED);

    expect(result.failed).toEqual([{ name: 'Without album/film.mp4', reason: 'not-written' }]);
    expect(result.entries).toBe(17);
  });

  test('that cannot write one file of several windows goes on with the others', async () => {
    const volume = packedVolume({ 'film.mp4': 19 * M, 'a.jpg': 3 * M, 'b.jpg': 4 * M });
    folder.disk.beforeWrite = (name) => {
      if (name === 'film.mp4') {
        throw new DOMException('locked', 'NoModificationAllowedError');
      }
    };

    const result = await saved(volume);

    expect(result.failed).toEqual([{ name: 'film.mp4', reason: 'not-written' }]);
    expect(digests()).toEqual(expectedDigests(volume, ['film.mp4']));
  });
});

describe('a second run', () => {
  const opened = (): string[] => folder.disk.opened.filter((name) => !/^[0-9a-f]{64}\./.test(name));

  test('writes nothing again, and reads the list of entries alone', async () => {
    await saved(RENDERED);
    folder.disk.opened.length = 0;

    const result = await saved(RENDERED);

    expect(result).toEqual({ entries: 18, bytes: 130_290, failed: [] });
    expect(opened()).toEqual([]);
    expect(server.ranges).toHaveLength(1);
    expect(confirmed).toEqual([1, 1]);
  });

  test('writes again what is gone or has another size', async () => {
    await saved(RENDERED);
    await (await folder.getDirectoryHandle('Case')).removeEntry('Beach.jpg');
    const half = await (await folder.getDirectoryHandle('Without album')).getFileHandle('film.mp4');
    half.bytes = half.bytes.slice(0, 30_000);
    folder.disk.opened.length = 0;

    await saved(RENDERED);

    expect(opened().sort()).toEqual(['Beach.jpg', 'film.mp4']);
    expect(digests()).toEqual(expectedDigests(RENDERED));
  });

  test('goes on where a closed tab stopped, under the same names', async () => {
    const volume = packedVolume({ 'a.jpg': 3 * M, 'b.jpg': M, 'B.jpg': 3 * M, 'c.jpg': M });
    folder.disk.beforeWrite = (name) => name === 'B (2).jpg' && aborting.abort(new Error('closed'));
    await expect(saved(volume)).rejects.toThrow('closed');
    delete folder.disk.beforeWrite;
    aborting = new AbortController();
    folder.disk.opened.length = 0;

    const result = await saved(volume);

    expect(result.failed).toEqual([]);
    expect(opened()).not.toContain('a.jpg');
    expect(Object.keys(folder.files()).sort()).toEqual(['B (2).jpg', 'a.jpg', 'b.jpg', 'c.jpg']);
    expect(digests()).toEqual(expectedDigests(volume));
  });

  test('writes a file again that was never checked, whatever its length', async () => {
    folder.disk.beforeWrite = (name) => {
      if (name === 'film.mp4') {
        aborting.abort(new Error('closed'));
        throw new DOMException('closed', 'AbortError');
      }
    };
    await expect(saved(RENDERED)).rejects.toThrow('closed');
    delete folder.disk.beforeWrite;
    aborting = new AbortController();
    const half = await (await folder.getDirectoryHandle('Without album', { create: true })).getFileHandle('film.mp4', { create: true });
    half.bytes = new Uint8Array(60_000);

    await saved(RENDERED);

    expect(digests()).toEqual(expectedDigests(RENDERED));
  });

  test('trusts no journal that does not fit', async () => {
    await saved(RENDERED);
    const journal = await folder.getDirectoryHandle(JOURNAL_FOLDER);
    (await journal.getFileHandle(`${source(RENDERED).sha256}.json`)).bytes = new TextEncoder().encode('[["../x"]]');

    const result = await saved(RENDERED);

    expect(result.entries).toBe(18);
    expect(Object.keys(folder.files())).toContain('README (2).txt');
  });
});

describe('the line', () => {
  test('waits while it is broken, and says so', async () => {
    server.faults = [undefined, reset, status(503)];

    await saved(RENDERED);

    expect(progress.map(({ waiting, trouble }) => `${waiting} ${trouble}`)).toEqual(
      expect.arrayContaining(['line line', 'line server']),
    );
    expect(progress.at(-1)!.waiting).toBeUndefined();
    expect(digests()).toEqual(expectedDigests(RENDERED));
  });

  test('waits for the session while the page renews it, and says so', async () => {
    let signIn: (link: string) => void = () => undefined;
    const saving = saved(RENDERED, { link: () => new Promise((resolve) => (signIn = resolve)) });
    while (progress.at(-1)?.waiting !== 'session') {
      await new Promise((resolve) => setImmediate(resolve));
    }

    signIn(server.link('volume'));

    expect((await saving).entries).toBe(18);
  });

  test('is given up after wrong answers, which are named', async () => {
    server.rule = () => status(404);

    const result = await saved(RENDERED);

    expect(result).toEqual({
      entries: 0,
      bytes: 0,
      failed: [{ name: 'volume-1.zip', reason: 'wrong-answer' }],
      stopped: 'wrong-answer',
    });
  });
});

test('an abort ends the saving within a moment and keeps what is saved', async () => {
  const volume = packedVolume({ 'a.jpg': 3 * M, 'b.jpg': 3 * M });
  server.faults = [undefined, undefined, (response) => void response.writeHead(206).flushHeaders()];
  const saving = saved(volume);
  while (folder.files()['a.jpg']?.length !== 3 * M) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const begin = performance.now();

  aborting.abort(new Error('enough'));

  await expect(saving).rejects.toThrow('enough');
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(Object.keys(folder.files())).toEqual(['a.jpg']);
});

test('what the page throws when it confirms a volume is thrown', async () => {
  await expect(saved(RENDERED, { onVolume: () => Promise.reject(new Error('no answer')) })).rejects.toThrow('no answer');
});
