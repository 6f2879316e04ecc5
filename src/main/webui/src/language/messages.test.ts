import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { parse as parseYaml } from 'yaml';
import { describe, expect, test } from 'vitest';
import { languages } from './languages';
import { usage } from './testing/usage';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'messages');
const read = (tag: string): Record<string, string> => JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'));
const tags = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));
const english = read('en');

/** The words for each value of an enum of docs/openapi.yaml, by the place of the enum. */
const words: Readonly<Record<string, (value: string) => readonly string[]>> = {
  // The code of the notice says it.
  'Notice.phase': () => [],
  'Notice.code': (value) => [`notice.${value}.title`, `notice.${value}.lead`],
  'Door.code': (value) => [`door.${value}`, `closed.${value}`, `move.title.${value}`, `archive.title.${value}`],
  'Gallery.state': (value) => [`gallery.badge.${value}`, `gallery.title.${value}`],
  'Gallery.unsupported.reason': (value) => [`unsupported.${value}`],
  // The figures say it, and the answer on top of the page.
  'Safety.standing': () => [],
  'Safety.why': () => [],
  'Selection.kind': (value) => [`choice.kind.${value}`, `choice.words.${value}`],
  'Refund.state': (value) => [`refund.badge.${value}`],
  'Refund.code': (value) => [`refund.says.${value}`, `refund.why.${value}`],
  TransferState: (value) => [`transfer.badge.${value}`],
  'Transfer.code': (value) => [`transfer.says.${value}`],
  'Transfer.reason': (value) => [`wait.${value}`],
  'Transfer.warningCode': (value) => [`transfer.warning.${value}`],
  'Items.items.state': (value) => [`arrived.state.${value}`],
  'Items.items.reason': (value) => [`failure.${value}`],
  ArchiveState: (value) => [`archive.badge.${value}`],
  'Archive.code': (value) => [`archive.says.${value}`],
  'Download.volumes.examples.reason': (value) => [`left-out.${value}`],
  'Download.programs.code': (value) => [`system.${value}`],
  'Problem.reasons.code': (value) => [`hindrance.${value}`],
  'Problem.type': (value) => [`problem.${nameOf(value)}.title`, `problem.${nameOf(value)}.text`],
};

function nameOf(type: string): string {
  return type.replace('urn:sundown:problem:', '');
}

describe('each value of each enum', () => {
  const document = parseYaml(readFileSync(join(root, '../../../docs/openapi.yaml'), 'utf8'));
  const values = enumsOf(document.components.schemas);

  test('of which there are at least forty, is found', () => {
    expect([...values.values()].flat().length).toBeGreaterThanOrEqual(40);
    expect(values.get('Problem.type')?.length).toBeGreaterThanOrEqual(30);
  });

  test.each([...values])('of %s has words of its own', (place, members) => {
    expect(words, `no words for ${place}`).toHaveProperty([place]);
    const keys = members.map((value) => words[place]!(value));
    expect(keys.flat().filter((key) => !(key in english))).toEqual([]);
    const alike = keys[0]!.flatMap((_, column) => {
      const said = keys.map((row) => english[row[column]!]);
      // Two refusals can have the same remedy, but not the same name.
      return new Set(said).size === said.length || (place === 'Problem.type' && column === 1) ? [] : [said];
    });
    expect(alike).toEqual([]);
  });
});

describe('the messages', () => {
  test('are there for every language, or none is missing on purpose', () => {
    expect(tags.filter((tag) => !(tag in languages))).toEqual([]);
  });

  test('in English are all used', () => {
    const used = usage(join(root, 'src'));
    expect(Object.keys(english).filter((key) => !used(key))).toEqual([]);
  });

  describe.each(tags)('in %s', (tag) => {
    const messages = read(tag);

    test('lack no key and have none too many', () => {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    });

    test('are not empty', () => {
      expect(Object.entries(messages).filter(([, message]) => message.trim() === '')).toEqual([]);
    });

    test('are valid, with the placeholders of English', () => {
      const wrong = Object.entries(messages).flatMap(([key, message]) => {
        try {
          const names = [...placeholders(parse(message, { ignoreTag: true }))].sort();
          const wanted = [...placeholders(parse(english[key] ?? '', { ignoreTag: true }))].sort();
          return names.join() === wanted.join() ? [] : [`${key}: ${names.join()} for ${wanted.join()}`];
        } catch (failure) {
          return [`${key}: ${String(failure)}`];
        }
      });
      expect(wrong).toEqual([]);
    });

    test('have the plural forms of the language', () => {
      // Spanish and Portuguese say millions in another way, which no message needs.
      const forms = new Intl.PluralRules(tag)
        .resolvedOptions()
        .pluralCategories.filter((form) => form !== 'many' || tag === 'ar');
      const wrong = Object.entries(messages).flatMap(([key, message]) =>
        plurals(parse(message, { ignoreTag: true }))
          .filter((options) => forms.some((form) => !options.includes(form)))
          .map((options) => `${key}: ${options.join()} for ${forms.join()}`),
      );
      expect(wrong).toEqual([]);
    });
  });
});

/** Finds the places of enums, as `Transfer.state`. */
function enumsOf(schemas: Record<string, unknown>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const walk = (schema: any, place: string): void => {
    if (schema?.deprecated) return;
    if (schema?.enum) found.set(place, schema.enum);
    for (const [name, child] of Object.entries(schema?.properties ?? {})) walk(child, `${place}.${name}`);
    if (schema?.items) walk(schema.items, place);
    for (const part of [...(schema?.allOf ?? []), ...(schema?.anyOf ?? [])]) walk(part, place);
  };
  for (const [name, schema] of Object.entries(schemas)) walk(schema, name);
  return found;
}

function placeholders(elements: readonly MessageFormatElement[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    if (element.type === TYPE.tag) continue;
    names.add(element.value);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) {
        for (const name of placeholders(option.value)) names.add(name);
      }
    }
  }
  return names;
}

function plurals(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap((option) => plurals(option.value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner;
  });
}
