import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from './saving/page';
import { Tab } from './saving/tab';

const VOLUME = join(import.meta.dirname, 'volumes/small.zip');

interface Description {
  password: string;
  entries: { path: string; bytes: number; sha256: string[] }[];
}

const described = JSON.parse(readFileSync(`${VOLUME}.json`, 'utf8')) as Description;

let tab: Tab;

beforeAll(async () => {
  tab = await Tab.open(VOLUME);
});

afterAll(() => tab.close());

function save(): Promise<Answer> {
  const volume = { number: 1, name: 'small.zip', bytes: statSync(VOLUME).size, sha256: '0'.repeat(64) };
  return tab.call('saveVolume', { link: tab.link, volume, password: described.password });
}

test('a browser saves a volume of the renderer, byte by byte, and breaks no policy', async () => {
  tab.faults.push(500, 403);

  const { result, confirmed } = await save();

  expect(result).toEqual({ entries: described.entries.length, bytes: 130_290, failed: [] });
  expect(confirmed).toEqual([1]);
  const digests = Object.values(await tab.call('digests'));
  const expected = described.entries.map(({ sha256 }) => sha256);
  expect(digests.map(String).sort()).toEqual(expected.map(String).sort());
  expect(tab.violations).toEqual([]);
});

test('a second run in the browser reads the list of entries alone', async () => {
  tab.ranges = 0;

  const { result } = await save();

  expect(result.entries).toBe(described.entries.length);
  expect(tab.ranges).toBe(1);
});
