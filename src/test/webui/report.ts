import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where pictures and figures are left. */
export const out = join(import.meta.dirname, '../../../target/page');

const file = join(out, 'report.json');
const messages = join(import.meta.dirname, '../../main/webui/messages');

/** Adds figures to those of the tests before. */
export function writeReport(figures: object): void {
  mkdirSync(out, { recursive: true });
  const before: object = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({ ...before, ...figures }, null, 2)}\n`);
}

/** The languages that have all keys of English. */
export function completeLanguages(): string[] {
  const read = (name: string): object => JSON.parse(readFileSync(join(messages, name), 'utf8'));
  const keys = Object.keys(read('en.json'));
  return readdirSync(messages)
    .filter((name) => name.endsWith('.json') && keys.every((key) => key in read(name)))
    .map((name) => name.slice(0, -'.json'.length));
}
