import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly deprecated?: boolean;
}

const docs = join(import.meta.dirname, '../../../docs');

export const openapi = parse(readFileSync(join(docs, 'openapi.yaml'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Every value of every enum, each with the place of its enum: `Transfer.state` and its values. */
export function enums(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const walk = (schema: Schema, place: string): void => {
    if (schema.deprecated) return;
    if (schema.enum) found.set(place, schema.enum);
    for (const [name, child] of Object.entries(schema.properties ?? {})) walk(child, `${place}.${name}`);
    if (schema.items) walk(schema.items, place);
    for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? [])]) walk(part, place);
  };
  for (const [name, schema] of Object.entries(openapi.components.schemas)) walk(schema, name);
  return found;
}

/** The enum values in an answer, as `Transfer.state=running`. */
export function valuesIn(answer: unknown, name: string): string[] {
  const found: string[] = [];
  const walk = (schema: Schema, place: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (schema.$ref) {
      const target = schema.$ref.split('/').at(-1)!;
      walk(openapi.components.schemas[target]!, target, value);
      return;
    }
    if (schema.enum) found.push(`${place}=${String(value)}`);
    for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? [])]) walk(part, place, value);
    if (Array.isArray(value)) {
      for (const element of value) if (schema.items) walk(schema.items, place, element);
      return;
    }
    for (const [field, child] of Object.entries(schema.properties ?? {})) {
      walk(child, `${place}.${field}`, (value as Record<string, unknown>)[field]);
    }
  };
  walk({ $ref: `#/components/schemas/${name}` }, name, answer);
  return found;
}
