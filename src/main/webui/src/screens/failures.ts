import type { Failure } from '../api/answer';
import { tableOf } from './table';

export type Column = 'name' | 'bytes' | 'reason' | 'again';

/** A table for a spreadsheet. */
export function csvOf(failures: readonly Failure[], write: (failure: Failure, column: Column) => string, heads: readonly string[]): string {
  const columns: readonly Column[] = ['name', 'bytes', 'reason', 'again'];
  return tableOf([heads, ...failures.map((failure) => columns.map((column) => write(failure, column)))]);
}
