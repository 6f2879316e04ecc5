import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Request } from './reader/page';
import { Tab } from './reader/tab';

/** More than 4 GiB, so that the last entries need Zip64; SIZE for a quick try. */
const SIZE = process.env['SIZE'] ?? '4300000000';
const ROUNDS = 2;
const MOST_MEMORY = 400e6;

/** In a second of the tab's processor time: what one core saves. */
const LEAST_SPEED = 40e6;

const ROOT = join(import.meta.dirname, '../../..');
const CLASSES = 'target/test-classes:target/classes';

interface Description {
  password: string;
  bytes: number;
  entries: { path: string; bytes: number; sha256: string[] }[];
}

let folder: string;
let described: Description;
let tab: Tab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volume-'));
  const volume = join(folder, 'volume.zip');
  const classes = `${CLASSES}:${readFileSync(join(ROOT, 'target/local.classpath'), 'utf8').trim()}`;
  execFileSync('scripts/with-tools', ['java', '-cp', classes, 'sundown.archive.zip.WritePageVolumes', volume, SIZE], {
    cwd: ROOT,
  });
  described = JSON.parse(readFileSync(`${volume}.json`, 'utf8')) as Description;
  tab = await Tab.open(volume);
});

afterAll(async () => {
  await tab?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a volume of 4 GB is saved with little memory, and faster than most lines bring it', async () => {
  const request: Request = {
    link: tab.link,
    volume: { number: 1, name: 'volume.zip', bytes: described.bytes, sha256: '0'.repeat(64), password: described.password },
  };
  const copied: number[] = [];
  const saved: number[] = [];
  const worked: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    copied.push(await tab.call('copyVolume', request));
    await tab.call('empty');
    tab.forgetPeak();
    const before = tab.processorTime();
    const { result, milliseconds } = await tab.call('saveVolume', request);
    worked.push(tab.processorTime() - before);
    saved.push(milliseconds);
    peaks.push(tab.peak());
    expect(result.failed).toEqual([]);
    const digests = await tab.call('digests');
    expect(Object.keys(digests)).toHaveLength(described.entries.length);
    for (const { path, sha256 } of described.entries) {
      expect([path, digests[path]]).toEqual([path, sha256]);
    }
    await tab.call('empty');
  }

  const speed = (described.bytes * ROUNDS * 1_000) / sum(worked);
  const part = sum(copied) / sum(saved);
  const figures = {
    bytes: described.bytes,
    copied: copied.map(perSecond),
    saved: saved.map(perSecond),
    part,
    ofOneCore: worked.map(perSecond),
    peaks,
  };
  writeFileSync(join(ROOT, 'target/saving.json'), JSON.stringify(figures, undefined, 2));
  console.log(JSON.stringify(figures));
  expect(tab.violations).toEqual([]);
  expect(Math.max(...peaks)).toBeLessThan(MOST_MEMORY);
  expect(speed).toBeGreaterThanOrEqual(LEAST_SPEED);
});

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function perSecond(milliseconds: number): string {
  return `${(described.bytes / milliseconds / 1_000).toFixed(1)} MB/s`;
}
