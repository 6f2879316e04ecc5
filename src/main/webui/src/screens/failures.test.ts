import { expect, test } from 'vitest';
import type { Failure } from '../api/answer';
import { csvOf } from './failures';

const failure = (name: string): Failure => ({
  item: 'i',
  name,
  bytes: 0,
  reason: 'EMPTY',
  retryable: false,
  message: '',
  at: '2023-02-10T12:00:00Z',
});

test('a table has no formulas, whatever a file is called', () => {
  const table = csvOf(
    [failure('=HYPERLINK("x")'), failure('-1.jpg'), failure('a "b", c.jpg')],
    ({ name }, column) => (column === 'name' ? name : column),
    ['File', 'Size', 'Why', 'Again'],
  );
  expect(table).toBe(
    '\uFEFF"File","Size","Why","Again"\r\n' +
      '"\'=HYPERLINK(""x"")","bytes","reason","again"\r\n' +
      '"\'-1.jpg","bytes","reason","again"\r\n' +
      '"a ""b"", c.jpg","bytes","reason","again"\r\n',
  );
});
