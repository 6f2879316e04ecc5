import type { ComponentChildren, VNode } from 'preact';
import { saveFile } from '../../src/parts/save-file';
import { type Key, useWords } from './words';

export interface Column<Row> {
  readonly label: Key;
  /** What a file has, and the table too where nothing else is shown. */
  readonly value: (row: Row) => string | number | undefined;
  readonly show?: (row: Row) => ComponentChildren;
  readonly number?: boolean;
}

interface Props<Row> {
  readonly caption: Key;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** Of the file, without its ending. */
  readonly file: string;
  readonly empty: Key;
}

/** Rows to read, and to take along as CSV. */
export function Table<Row>({ caption, rows, columns, file, empty }: Props<Row>): VNode {
  const say = useWords();
  if (rows.length === 0) return <p class="soft">{say(empty)}</p>;
  return (
    <>
      <div class="wide" role="region" aria-label={say(caption)} tabIndex={0}>
        <table>
          <caption class="unseen">{say(caption)}</caption>
          <thead>
            <tr>
              {columns.map(({ label, number }) => (
                <th key={label} scope="col" class={number ? 'number' : undefined}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map(({ label, value, show, number }) => (
                  <td key={label} class={number ? 'number' : undefined}>
                    {show ? show(row) : value(row)}
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
          onClick={() => saveFile(`${file}.csv`, 'text/csv', csvOf(columns.map(({ label }) => say(label)), rows, columns))}
        >
          {say('table.csv')}
        </button>
      </p>
    </>
  );
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
