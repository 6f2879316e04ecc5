import { expect, test } from 'vitest';
import type { Range } from './link';
import { EntryReader, RangeReader } from './reader';
import type { Window } from './windows';

const LIST = new RangeReader(undefined as never, 100);

/** Each byte of a window is its own index in the volume. */
async function* windows(...ranges: [from: number, to: number][]): AsyncGenerator<Window> {
  for (const [from, to] of ranges) {
    yield { from, to, bytes: Uint8Array.from({ length: to - from }, (_, index) => from + index) };
  }
}

const first: Range = { from: 0, to: 30 };
const second: Range = { from: 30, to: 40 };

test('an entry is read from window to window, and each is told when it is done with', async () => {
  const passed: number[] = [];
  const reader = new EntryReader(LIST, windows([0, 20], [20, 40]), (bytes) => passed.push(bytes));

  await reader.within(first, async () => {
    expect([...(await reader.readUint8Array(18, 5))]).toEqual([18, 19]);
    expect(passed).toEqual([]);
    expect([...(await reader.readUint8Array(20, 2))]).toEqual([20, 21]);
  });

  expect(passed).toEqual([20]);
});

test.each([
  ['behind an entry', 30],
  ['before it', 9],
])('nothing is read %s, and the next entry has its bytes', async (_, index) => {
  const reader = new EntryReader(LIST, windows([0, 20], [20, 40]), () => undefined);

  await reader.within({ from: 10, to: 30 }, async () => {
    expect([...(await reader.readUint8Array(index, 5))]).toEqual([]);
    expect([...(await reader.readUint8Array(28, 5))]).toEqual([28, 29]);
  });

  await reader.within(second, async () => {
    expect([...(await reader.readUint8Array(30, 2))]).toEqual([30, 31]);
  });
});

test('a reading that was given up takes no window of the next entry', async () => {
  const reader = new EntryReader(LIST, windows([0, 20], [30, 40], [40, 50]), () => undefined);
  let givenUp: Promise<Uint8Array> | undefined;
  await reader.within(first, async () => {
    givenUp = reader.readUint8Array(20, 5);
  });

  await reader.within(second, async () => {
    expect([...(await reader.readUint8Array(30, 2))]).toEqual([30, 31]);
  });
  expect([...(await givenUp!)]).toEqual([]);
});

test('the reason why bytes could not be read is thrown again', async () => {
  const broken = async function* (): AsyncGenerator<Window> {
    throw new Error('the line broke');
  };
  const reader = new EntryReader(LIST, broken(), () => undefined);

  await reader.within(first, async () => {
    await expect(reader.readUint8Array(0, 1)).rejects.toThrow('the line broke');
  });

  expect(() => reader.throwIfFailed()).toThrow('the line broke');
});
