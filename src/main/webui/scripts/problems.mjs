// Lists the problem codes that docs/openapi.yaml names, as a type: a code without words fails the build.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { parse } from 'yaml';
import { codesIn } from './codes.mjs';

const docs = new URL('../../../../docs/', import.meta.url);
const codes = codesIn(
  parse(readFileSync(new URL('openapi.yaml', docs), 'utf8')),
  readFileSync(new URL('problems.md', docs), 'utf8'),
);
mkdirSync(new URL('../generated/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('../generated/problems.ts', import.meta.url),
  `/** The codes that docs/openapi.yaml names. */\nexport type ProblemCode =\n${codes.map((code) => `  | '${code}'`).join('\n')};\n`,
);
