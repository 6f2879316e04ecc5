import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the source in some folders names a key, as a text or as a template of which the rest is one name. */
export function usage(...folders: readonly string[]): (key: string) => boolean {
  const source = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const texts = new Set([...source.matchAll(/['"]([a-z][\w.-]*)['"]/g)].map((match) => match[1]));
  const templates = [...source.matchAll(/`([a-z][\w-]*\.[^`\n]*\$\{[^`\n]*|\$\{\w+\}\.[^`\s]+)`/g)].map(
    (match) => new RegExp(`^${match[1]!.replaceAll('.', '\\.').replaceAll(/\$\{.*?\}/g, '[\\w.-]+?')}$`),
  );
  return (key) => texts.has(key) || templates.some((template) => template.test(key));
}
