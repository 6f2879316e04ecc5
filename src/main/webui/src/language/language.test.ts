import { expect, test } from 'vitest';
import english from '../../messages/en.json';
import { Language } from './language';
import { bytes, endOf, text, until } from './text';

const language = new Language('en', english, 'en', 'UTC');

test('a name from a file is text, apart from the direction around it', () => {
  expect(language.say(text('download.file', { name: '<b>{x}</b>' }))).toBe('Download \u2068<b>{x}</b>\u2069');
});

test('quantities and plurals are written in the language', () => {
  expect(language.say(text('have.counted', { count: 12_431, size: bytes(58_400_000_000) }))).toBe(
    '12,431 photos and videos, 58.4 GB',
  );
  expect(language.say(text('promise.days', { days: 1 }))).toBe('Last day');
});

test('a deadline at midnight is the end of a day, and another one a moment', () => {
  const said = (moment: Parameters<typeof text>[1]) => language.say(text('promise.before', moment));
  expect(said({ moment: until('2023-06-01T00:00:00Z') })).toBe('Nothing is deleted before the end of May 31, 2023.');
  expect(said({ moment: endOf('2023-05-31') })).toBe('Nothing is deleted before the end of May 31, 2023.');
  expect(said({ moment: until('2023-05-31T18:30:00Z') })).toBe('Nothing is deleted before May 31, 2023 at 6:30 PM UTC.');
});

test('a word that only a newer API has does not break the page', () => {
  expect(language.say(text('transfer.says.dreaming' as 'transfer.says.moving'))).toBe(english['page.unknown']);
});
