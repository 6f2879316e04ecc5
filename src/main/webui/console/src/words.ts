import { useLanguage } from '../../src/language/language';
import type { Text, Value } from '../../src/language/text';
import messages from '../messages/en.json';

/** The key of one of the console's messages. */
export type Key = keyof typeof messages;
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

/** Says a code of the API in words; one that is newer than the console as words of its own letters. */
export function useCodes(): Codes {
  const language = useLanguage();
  return (key) => (key in messages ? language.say({ key }) : key.replace(/^.*?\./, '').toLowerCase().replaceAll(/[_-]/g, ' '));
}

/** @param key of what is said, with the code at its end */
export type Codes = (key: string) => string;

/** A sentence of the API, with its instants and large figures as people write them. */
export function readable(sentence: string): string {
  return sentence
    .replaceAll(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z/g, '$1 $2 UTC')
    .replaceAll(/(?<![\w.,:-])\d{5,}(?![\w.:-]*\w)/g, (figure) => Number(figure).toLocaleString('en-GB'))
    .replaceAll(/(?<![\d.,])1 (user|item|check|photo|request)s\b/g, '1 $1');
}
