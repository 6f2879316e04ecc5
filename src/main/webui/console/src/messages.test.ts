import { join } from 'node:path';
import { parse } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { usage } from '../../src/language/testing/usage';
import english from '../messages/en.json';

const root = join(import.meta.dirname, '../..');

test('every message of the console is used, by it or by a part that it shares', () => {
  const used = usage(join(root, 'console/src'), join(root, 'src/parts'), join(root, 'src/language'));
  expect(Object.keys(english).filter((key) => !used(key))).toEqual([]);
});

test('every message of the console can be read', () => {
  const wrong = Object.entries(english).flatMap(([key, message]) => {
    try {
      parse(message, { ignoreTag: true });
      return [];
    } catch (failure) {
      return [`${key}: ${String(failure)}`];
    }
  });
  expect(wrong).toEqual([]);
});

test('the messages are in the order of their keys', () => {
  expect(Object.keys(english)).toEqual(Object.keys(english).toSorted());
});
