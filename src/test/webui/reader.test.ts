import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { packedVolume, renderedVolume, source, type GivenVolume } from '../../main/webui/src/download/testing/given';
import type { Answer } from './reader/page';
import { Tab } from './reader/tab';

const RENDERED = renderedVolume();
const WINDOW = 8 << 20;

let folder: string;
let tab: Tab;

afterEach(async () => {
  await tab.close();
  rmSync(folder, { recursive: true });
});

async function open({ bytes }: GivenVolume): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'volume-'));
  writeFileSync(join(folder, 'volume.zip'), bytes);
  tab = await Tab.open(join(folder, 'volume.zip'));
}

function save(volume: GivenVolume): Promise<Answer> {
  return tab.call('saveVolume', { link: tab.link, volume: source(volume) });
}

async function digests(): Promise<string[]> {
  return Object.values(await tab.call('digests')).map(String).sort();
}

function expected(volume: GivenVolume): string[] {
  return volume.entries.map(({ sha256 }) => String(sha256)).sort();
}

test('a browser saves a volume of the renderer, byte by byte, and breaks no policy', async () => {
  await open(RENDERED);
  tab.faults.push(500, 403);

  const { result, confirmed } = await save(RENDERED);

  expect(result).toEqual({ entries: 18, bytes: 130_290, failed: [] });
  expect(confirmed).toEqual([1]);
  expect(await digests()).toEqual(expected(RENDERED));
  expect(tab.violations).toEqual([]);
});

test('a browser saves some megabytes, and the next run reads the list of entries alone', async () => {
  const volume = packedVolume({ 'a/1.jpg': 3_000_001, 'a/2.jpg': 2_000_000, 'b/film.mp4': WINDOW - 5, 'b/3.jpg': 9 });
  await open(volume);

  const { result } = await save(volume);

  expect(result.failed).toEqual([]);
  expect(await digests()).toEqual(expected(volume));
  tab.ranges = 0;
  expect((await save(volume)).result.entries).toBe(4);
  expect(tab.ranges).toBe(1);
});
