import type { Failure } from '../api/answer';

export type Column = 'name' | 'bytes' | 'reason' | 'again';

/** A table for a spreadsheet. No cell begins as a formula does, whatever a file is called. */
export function csvOf(failures: readonly Failure[], write: (failure: Failure, column: Column) => string, heads: readonly string[]): string {
  const columns: readonly Column[] = ['name', 'bytes', 'reason', 'again'];
  const rows = failures.map((failure) => columns.map((column) => write(failure, column)));
  // With a byte order mark, spreadsheets read UTF-8.
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
