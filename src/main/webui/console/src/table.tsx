import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Format } from '../../src/language/format';
import { useLanguage } from '../../src/language/language';
import { saveFile } from '../../src/parts/save-file';
import { type Key, useWords } from './words';

export interface Column<Row> {
  readonly label: Key;
  /** What a file has, and the table too where nothing else is shown. */
  readonly value: (row: Row) => string | number | undefined;
  readonly show?: (row: Row) => ComponentChildren;
  /** How numbers of the column are written for people. */
  readonly as?: 'number' | 'bytes' | 'share';
}

interface Props<Row> {
  readonly caption: Key;
  /** Whose rows they are, where a page has several tables of a kind. */
  readonly about?: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** Of the file, without its ending. */
  readonly file: string;
  readonly empty: Key;
}

/** Rows to read, and to take along as CSV. */
export function Table<Row>({ caption, about, rows, columns, file, empty }: Props<Row>): VNode {
  const say = useWords();
  const { format } = useLanguage();
  const named = about === undefined ? say(caption) : `${say(caption)}, ${about}`;
  const [order, setOrder] = useState<Order>();
  if (rows.length === 0) return <p class="soft">{say(empty)}</p>;
  const by = columns.find(({ label }) => label === order?.label);
  const shown = by === undefined || order === undefined ? rows : sorted(rows, by.value, order.down);
  return (
    <>
      <div class="wide" role="region" aria-label={named} tabIndex={0}>
        <table>
          <caption class="unseen">{named}</caption>
          <thead>
            <tr>
              {columns.map(({ label, as, value }) => (
                <th
                  key={label}
                  scope="col"
                  class={as ? 'number' : undefined}
                  aria-sort={order?.label === label ? (order.down ? 'descending' : 'ascending') : undefined}
                >
                  {rows.length > 1 && rows.some((row) => value(row) !== undefined) ? (
                    <button type="button" onClick={() => setOrder({ label, down: order?.label === label && !order.down })}>
                      {say(label)}
                    </button>
                  ) : (
                    say(label)
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {columns.map(({ label, value, show, as }) => (
                  <td key={label} class={as ? 'number' : undefined}>
                    {show ? show(row) : written(value(row), as, format)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button
          type="button"
          class="plain"
          onClick={() => saveFile(`${file}.csv`, 'text/csv', csvOf(columns.map(({ label }) => say(label)), shown, columns))}
        >
          {say('table.csv')}
        </button>
      </p>
    </>
  );
}

/** By which column the rows are sorted. */
interface Order {
  readonly label: Key;
  readonly down: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });

/** What has no value comes last, in both directions. */
export function sorted<Row>(rows: readonly Row[], value: Column<Row>['value'], down: boolean): readonly Row[] {
  return rows.toSorted((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right));
    return down ? -order : order;
  });
}

/** A number as people write it, and a text in a direction of its own. A file has both as they are. */
function written(value: string | number | undefined, as: Column<never>['as'], format: Format): ComponentChildren {
  if (typeof value === 'string') return <bdi>{value}</bdi>;
  if (value === undefined || as === undefined) return value;
  return as === 'bytes' ? format.size(value) : as === 'share' ? format.share(value) : format.number(value);
}

/** Rows as RFC 4180 has them. */
export function csvOf<Row>(
  heads: readonly string[],
  rows: readonly Row[],
  columns: readonly Pick<Column<Row>, 'value'>[],
): string {
  const lines = [heads, ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one. */
function field(value: string | number | undefined): string {
  const given = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
