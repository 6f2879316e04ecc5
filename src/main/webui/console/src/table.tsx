import type { ComponentChildren, VNode } from 'preact';
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
  if (rows.length === 0) return <p class="soft">{say(empty)}</p>;
  return (
    <>
      <div class="wide" role="region" aria-label={named} tabIndex={0}>
        <table>
          <caption class="unseen">{named}</caption>
          <thead>
            <tr>
              {columns.map(({ label, as }) => (
                <th key={label} scope="col" class={as ? 'number' : undefined}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
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
          onClick={() => saveFile(`${file}.csv`, 'text/csv', csvOf(columns.map(({ label }) => say(label)), rows, columns))}
        >
          {say('table.csv')}
        </button>
      </p>
    </>
  );
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
