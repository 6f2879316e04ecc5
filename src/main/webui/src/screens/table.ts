/** A table for a spreadsheet. No cell begins as a formula does, whatever a file is called. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  // With a byte order mark, spreadsheets read UTF-8.
  return `\uFEFF${linesOf(rows)}`;
}

/** The lines of a table, to go on with it. */
export function linesOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
