import { describe, expect, test } from 'vitest';
import type { Choice, Gallery, Selection, Transfer } from '../api/answer';
import { choiceLines, fitting, fittingOf, furtherSelection, leavesSome, partsOf, selectionOf, sumOf, toggled, withKind } from './choice';

const none = { items: 0, bytes: 0 };
const tally = (items: number) => ({ items, bytes: items * 10 });

const gallery: Gallery = {
  state: 'counted',
  items: 100,
  bytes: 1_000,
  albums: 3,
  unsupported: [],
  livePhotos: 0,
  hidden: none,
  deleted: none,
  shared: none,
  years: [
    { year: 2019, photos: tally(30), videos: tally(10) },
    { year: 2021, photos: tally(20), videos: none },
    { year: 2020, photos: none, videos: tally(5) },
    { year: 0, photos: tally(3), videos: tally(2) },
  ],
  named: [
    { name: 'Sea', items: 15, bytes: 150 },
    { name: 'Goa', items: 8, bytes: 80 },
    { name: 'x'.repeat(501), items: 1, bytes: 1 },
  ],
};

describe('the parts of a gallery', () => {
  test('are its years, newest first, and its albums by name, if the API takes that', () => {
    const { years, albums } = partsOf(gallery);
    expect(years.map(({ name, tally: { items } }) => [name, items])).toEqual([[2021, 20], [2020, 5], [2019, 40], [0, 5]]);
    expect(albums.map(({ name }) => name)).toEqual(['Goa', 'Sea']);
  });

  test('are counted by kind', () => {
    expect(partsOf(gallery, 'PHOTO').years.map(({ tally: { items } }) => items)).toEqual([20, 0, 30, 3]);
    expect(partsOf(gallery, 'VIDEO').years.map(({ tally: { items } }) => items)).toEqual([0, 5, 10, 2]);
  });
});

describe('the sum of what is chosen', () => {
  test.each<[Selection, number, boolean]>([
    [{}, 70, true],
    [{ years: [2021, 0] }, 25, true],
    [{ kind: 'VIDEO' }, 17, true],
    [{ years: [2019], kind: 'PHOTO' }, 30, true],
    [{ albums: ['Sea'] }, 15, false],
    [{ albums: ['Sea', 'Goa'] }, 23, false],
    [{ albums: ['Sea', 'Goa'], years: [2021] }, 20, false],
  ])('of %j is %d items', (selection, items, exact) => {
    expect(sumOf(gallery, selection)).toEqual({ tally: tally(items), exact });
  });
});

describe('the selection that is sent', () => {
  test.each<[Selection, Selection | undefined]>([
    [{}, undefined],
    [{ years: [], albums: [] }, undefined],
    [{ years: [0, 2019, 2020, 2021] }, undefined],
    [{ years: [0, 2019, 2020, 2021], kind: 'PHOTO' }, { kind: 'PHOTO' }],
    [{ years: [2021], albums: ['Goa'] }, { years: [2021], albums: ['Goa'] }],
  ])('for %j is %j', (chosen, sent) => {
    expect(selectionOf(gallery, chosen)).toEqual(sent);
  });

  test('is empty where everything is chosen after a part', () => {
    const before: Choice = { selection: { years: [2021] }, notChosen: tally(50) };
    expect(furtherSelection(gallery, {}, before)).toEqual({});
    expect(furtherSelection(gallery, { kind: 'VIDEO' }, before)).toEqual({ kind: 'VIDEO' });
    expect(furtherSelection(gallery, {}, undefined)).toBeUndefined();
    expect(furtherSelection(undefined, { years: [2021] }, before)).toEqual({ years: [2021] });
  });

  test('changes by one box', () => {
    expect(toggled(undefined, 2021)).toEqual([2021]);
    expect(toggled([2021, 2020], 2021)).toEqual([2020]);
    expect(withKind({ years: [2021] }, 'PHOTO')).toEqual({ years: [2021], kind: 'PHOTO' });
    expect(withKind({ years: [2021], kind: 'PHOTO' }, undefined)).toEqual({ years: [2021] });
  });
});

describe('what fits', () => {
  test.each<[number, number[] | undefined]>([
    [199, undefined],
    [200, [2021]],
    [250, [2021, 2020]],
    [649, [2021, 2020]],
    [650, [2021, 2020, 2019]],
    [699, [2021, 2020, 2019]],
    [700, [2021, 2020, 2019]],
  ])('in %d bytes are the newest years, whole: %j', (room, years) => {
    expect(fitting(gallery, room)?.selection.years).toEqual(years);
  });

  test('is said with its years and its number', () => {
    expect(fitting(gallery, 250)).toMatchObject({
      years: { key: 'choice.years', values: { from: { year: 2020 }, to: { year: 2021 } } },
      items: 25,
    });
    expect(fitting(gallery, 200)?.years).toEqual({ key: 'choice.year', values: { year: { year: 2021 } } });
  });

  test('is within what is chosen', () => {
    expect(fitting(gallery, 60, { kind: 'VIDEO' })?.selection).toEqual({ kind: 'VIDEO', years: [2020] });
    expect(fitting(gallery, 100, { years: [2020, 2019] })?.selection).toEqual({ years: [2020] });
  });

  test('is not proposed where it is all that is chosen, where albums are, or before the count', () => {
    expect(fitting(gallery, 300, { years: [2021] })).toBeUndefined();
    expect(fitting(gallery, 300, { albums: ['Goa'] })).toBeUndefined();
    expect(fitting({ ...gallery, state: 'counting' }, 300)).toBeUndefined();
  });

  test('is proposed before anything has moved', () => {
    const items = { total: tally(70), done: none, duplicate: none, failed: none, skipped: none, pending: tally(70) };
    const waiting = { state: 'waiting', reason: 'ROOM', items, room: { bytesNeeded: 700, bytesFree: 250 } } as Transfer;
    expect(fittingOf(waiting, gallery)?.items).toBe(25);
    expect(fittingOf({ ...waiting, choice: { selection: { kind: 'PHOTO' }, notChosen: none } }, gallery)?.items).toBe(20);
    expect(fittingOf({ ...waiting, items: { ...items, duplicate: tally(1) } }, gallery)).toBeUndefined();
    expect(fittingOf({ ...waiting, reason: 'QUOTA' }, gallery)).toBeUndefined();
    expect(fittingOf(waiting, undefined)).toBeUndefined();
  });
});

describe('a choice', () => {
  const words = (selection: Selection) =>
    choiceLines({ selection, notChosen: none }).map((line) => JSON.stringify(line.values).match(/choice\.(?!and)[\w.-]+|(?<="year":)\d+/g));

  test('is told in words', () => {
    expect(words({ years: [2022, 2019, 2020, 0], kind: 'PHOTO' })).toEqual([
      ['choice.years', '2019', '2020', 'choice.year', '2022', 'choice.words.no-date', 'choice.words.PHOTO'],
    ]);
    expect(words({ albums: ['Goa', 'Sea', 'Sun'] })).toEqual([['choice.albums']]);
    expect(words({})).toEqual([]);
  });

  test('tells how much it leaves out, if anything', () => {
    const choice: Choice = { selection: { albums: ['Goa'] }, notChosen: tally(4) };
    expect(choiceLines(choice).map(({ key }) => key)).toEqual(['choice.left-out', 'choice.chosen']);
    expect(choiceLines(choice)[0]?.values).toEqual({ count: 4 });
    expect(leavesSome(choice)).toBe(true);
    expect(leavesSome({ ...choice, notChosen: none })).toBe(false);
    expect(leavesSome(undefined)).toBe(false);
    expect(choiceLines(undefined)).toEqual([]);
  });
});
