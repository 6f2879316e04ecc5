import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VolumeLink, WrongAnswers, type Patience } from './link';
import type { Trouble } from './saving';
import {
  cutOff,
  longBody,
  otherTotal,
  reset,
  shifted,
  shortBody,
  silent,
  status,
  VolumeServer,
  wholeFile,
  type Fault,
} from './testing/volume-server';

const BYTES = Uint8Array.from({ length: 10_000 }, (_, index) => index * 7);
const RANGE = { from: 100, to: 5_100 };
const PATIENCE: Patience = { firstPause: 1, longestPause: 4, silence: 200, wrongAnswers: 3 };

let server: VolumeServer;
let troubles: Trouble[];
let links: (string | undefined)[];
let aborting: AbortController;

beforeEach(async () => {
  server = await VolumeServer.start(BYTES);
  troubles = [];
  links = [];
  aborting = new AbortController();
});

afterEach(() => server.stop());

function link(patience = PATIENCE): VolumeLink {
  const fresh = async (refused?: string): Promise<string> => {
    links.push(refused);
    return server.link(`link-${links.length}`);
  };
  const events = { asking: () => undefined, trouble: (trouble: Trouble) => troubles.push(trouble), fine: () => undefined };
  return new VolumeLink(fresh, BYTES.length, events, aborting.signal, patience);
}

function read(from: VolumeLink): Promise<Uint8Array> {
  return from.read(RANGE, new ArrayBuffer(6_000));
}

describe.each<[string, Fault, Trouble]>([
  ['403', status(403), 'refused'],
  ['200 instead of 206', wholeFile, 'wrong-answer'],
  ['404', status(404), 'wrong-answer'],
  ['412', status(412), 'wrong-answer'],
  ['416', status(416), 'wrong-answer'],
  ['429', status(429), 'server'],
  ['500', status(500), 'server'],
  ['503', status(503), 'server'],
  ['another range', shifted, 'wrong-answer'],
  ['a range of another file', otherTotal, 'wrong-answer'],
  ['a short body', shortBody, 'wrong-answer'],
  ['a long body', longBody, 'wrong-answer'],
  ['a body that breaks off', cutOff, 'line'],
  ['a reset', reset, 'line'],
  ['silence', silent, 'line'],
])('%s', (_, fault, trouble) => {
  test('is named, and the same range is read again', async () => {
    server.faults = [fault, fault, undefined];

    const bytes = await read(link());

    expect(Buffer.compare(bytes, BYTES.subarray(RANGE.from, RANGE.to))).toBe(0);
    expect(troubles).toEqual([trouble, trouble]);
    expect(server.ranges).toEqual([RANGE, RANGE, RANGE]);
  });
});

test.each<[string, Fault]>([
  ['200', wholeFile],
  ['another range', shifted],
  ['403 for every link', status(403)],
])('ends after %s again and again', async (_, fault) => {
  server.rule = () => fault;

  await expect(read(link())).rejects.toThrow(WrongAnswers);

  expect(server.ranges).toHaveLength(PATIENCE.wrongAnswers + 1);
});

test.each<[string, Fault]>([
  ['a server that is down', status(503)],
  ['a broken line', reset],
])('waits for %s, with pauses that double, until it is aborted', async (_, fault) => {
  server.rule = () => fault;
  const begin = performance.now();
  const reading = read(link({ ...PATIENCE, firstPause: 4, longestPause: 64 }));
  while (troubles.length < 6) {
    await new Promise((resolve) => setImmediate(resolve));
  }

  aborting.abort(new Error('enough'));

  await expect(reading).rejects.toThrow('enough');
  expect(performance.now() - begin).toBeGreaterThan(4 + 8 + 16 + 32 + 64);
});

test('renews a link once for all requests under way', async () => {
  server.rule = (name) => (name === 'link-1' ? status(403) : undefined);
  const volume = link();

  await Promise.all([1, 2, 3].map(() => read(volume)));

  expect(links).toEqual([undefined, server.link('link-1')]);
});

test('asks again where the new link is the one that was refused', async () => {
  server.rule = (name) => (name === 'link-1' ? status(403) : undefined);
  const names = ['link-1', 'link-1', 'link-1', 'link-2'];
  const volume = new VolumeLink(
    async () => server.link(names.shift() ?? 'link-2'),
    BYTES.length,
    { asking: () => undefined, trouble: () => undefined, fine: () => undefined },
    aborting.signal,
    PATIENCE,
  );

  const bytes = await read(volume);

  expect(Buffer.compare(bytes, BYTES.subarray(RANGE.from, RANGE.to))).toBe(0);
  expect(names).toEqual([]);
});

test('asks for a link again while the line is broken', async () => {
  let asked = 0;
  const fresh = async (): Promise<string> => {
    if (++asked < 3) {
      throw new TypeError('Failed to fetch');
    }
    return server.link('link');
  };
  const events = { asking: () => undefined, trouble: (trouble: Trouble) => troubles.push(trouble), fine: () => undefined };

  await read(new VolumeLink(fresh, BYTES.length, events, aborting.signal, PATIENCE));

  expect(troubles).toEqual(['line', 'line']);
});

test('fails with what the page says when it gives no link', async () => {
  const events = { asking: () => undefined, trouble: () => undefined, fine: () => undefined };
  const fresh = (): Promise<string> => Promise.reject(new Error('the archive has ended'));

  await expect(read(new VolumeLink(fresh, BYTES.length, events, aborting.signal, PATIENCE))).rejects.toThrow(
    'the archive has ended',
  );
});

test('an abort ends a request that waits for its link', async () => {
  const events = { asking: () => undefined, trouble: () => undefined, fine: () => undefined };
  const reading = read(new VolumeLink(() => new Promise(() => undefined), 1, events, aborting.signal, PATIENCE));

  aborting.abort(new Error('enough'));

  await expect(reading).rejects.toThrow('enough');
});
