import { expect, test } from 'vitest';
import type { Items, ListedItem, Outcome } from '../api/answer';
import { byReason, finds, isTrouble, readMore, rowOf, thumbnailOf, UNKNOWN } from './items';

const item = (name: string, more: Partial<ListedItem> = {}): ListedItem => ({
  item: name,
  name,
  albums: [],
  state: 'moved',
  ...more,
});

const page = (value: Items): Outcome<Items> => ({ kind: 'ok', value, nextLook: undefined, etag: undefined });

test('a search finds names and albums that have all its words', () => {
  const beach = item('Beach_01.JPG', { albums: ['Goa', 'Été 2019'] });
  expect(finds('')(beach)).toBe(true);
  expect(finds(' beach ÉTÉ ')(beach)).toBe(true);
  expect(finds('goa')(beach)).toBe(true);
  expect(finds('beach delhi')(beach)).toBe(false);
});

test('pages are read one after the other, to the last', async () => {
  const asked: (string | undefined)[] = [];
  const pages = [page({ items: [item('a')], next: 'b-2-0' }), page({ items: [], next: 'f' }), page({ items: [item('b')] })];
  let known = UNKNOWN;
  while (known.next !== undefined) {
    const came = await readMore(known, async (after) => {
      asked.push(after);
      return pages[asked.length - 1]!;
    });
    if (isTrouble(came)) throw new Error(came.kind);
    known = came;
  }
  expect(asked).toEqual([undefined, 'b-2-0', 'f']);
  expect(known.items.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('trouble keeps what is known', async () => {
  const came = await readMore(UNKNOWN, async () => ({ kind: 'offline' }));
  expect(isTrouble(came)).toBe(true);
});

test('a row has the columns of the table', () => {
  const say = ({ key }: { key: string }): string => key;
  const moved = item('a.jpg', { albums: ['Goa', 'Sea'], takenAt: '2019-07-14T10:00:00Z', link: 'https://photos.example/a' });
  expect(rowOf(moved, say)).toEqual(['a.jpg', 'Goa; Sea', '2019-07-14T10:00:00Z', 'arrived.state.moved', 'https://photos.example/a']);
  expect(rowOf(item('b.jpg', { state: 'failed', reason: 'EMPTY' }), say)).toEqual([
    'b.jpg',
    '',
    '',
    'arrived.state.failed: failure.EMPTY',
    '',
  ]);
});

test('a picture is that of an item which is known not to be private', () => {
  const uri = 'https://thumbnails.example/{item}?of={item}';
  expect(thumbnailOf(item('a/$&?', { private: false }), uri)).toBe('https://thumbnails.example/a%2F%24%26%3F?of=a%2F%24%26%3F');
  expect(thumbnailOf(item('a', { private: true }), uri)).toBeUndefined();
  expect(thumbnailOf(item('a'), uri)).toBeUndefined();
});

test('failures are grouped by reason, the most frequent first', () => {
  const failed = (name: string, reason: NonNullable<ListedItem['reason']>, retryable: boolean) =>
    item(name, { state: 'failed', reason, retryable });
  const groups = byReason([failed('a', 'REFUSED', true), failed('b', 'EMPTY', false), failed('c', 'EMPTY', false)]);
  expect(groups.map(({ why, again, items }) => [why.key, again.key, items.map(({ name }) => name)])).toEqual([
    ['failure.EMPTY', 'failures.again.no', ['b', 'c']],
    ['failure.REFUSED', 'failures.again.yes', ['a']],
  ]);
});
