import { expect, test } from 'vitest';
import { tableOf } from './table';

test('a table has no formulas, whatever a file is called', () => {
  const table = tableOf([['File', 'State'], ['=HYPERLINK("x")', ''], ['-1.jpg', 'b'], ['a "b", c.jpg', 'b']]);
  expect(table).toBe(
    '\uFEFF"File","State"\r\n' +
      '"\'=HYPERLINK(""x"")",""\r\n' +
      '"\'-1.jpg","b"\r\n' +
      '"a ""b"", c.jpg","b"\r\n',
  );
});
