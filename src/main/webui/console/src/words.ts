import { useLanguage } from '../../src/language/language';
import type { Text, Value } from '../../src/language/text';
import type english from '../messages/en.json';

/** The key of one of the console's messages. */
export type Key = keyof typeof english;
export type Words = Text<Key>;

export function text(key: Key, values?: Readonly<Record<string, Value>>): Words {
  return values === undefined ? { key } : { key, values };
}

/** A text of people inside a message, in a direction of its own (Unicode: first strong isolate). */
export function isolated(given: string): string {
  return `\u2068${given}\u2069`;
}

/** Says a message by its key. */
export function useWords(): (key: Key, values?: Readonly<Record<string, Value>>) => string {
  const language = useLanguage();
  return (key, values) => language.say(text(key, values));
}
