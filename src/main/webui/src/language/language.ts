import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { IntlMessageFormat } from 'intl-messageformat';
import { Format } from './format';
import { directionOf, type LanguageTag } from './languages';
import type { Text, Value } from './text';

export type Messages = Readonly<Record<string, string>>;

/** A language that is loaded: says texts in it. */
export class Language {
  readonly tag: LanguageTag;
  readonly direction: 'ltr' | 'rtl';
  readonly format: Format;
  readonly #locale: string;
  readonly #messages: Messages;
  readonly #parsed = new Map<string, IntlMessageFormat>();

  constructor(tag: LanguageTag, messages: Messages, locale: string = tag, zone?: string) {
    this.tag = tag;
    this.direction = directionOf(tag);
    this.format = new Format(locale, zone);
    this.#locale = locale;
    this.#messages = messages;
  }

  say(text: Text<string>): string {
    const values = Object.entries(text.values ?? {}).map(([name, value]) => [name, this.#value(value)] as const);
    try {
      return this.#message(text.key).format<string>(Object.fromEntries(values)) as string;
    } catch (failure) {
      // One sentence less is better than no page. The values are not for the console.
      console.error(`message ${text.key}: ${failure instanceof Error ? failure.name : ''}`);
      return this.#messages['page.unknown'] ?? '';
    }
  }

  #value(value: Value): string | number {
    if (typeof value === 'number') return value;
    // Isolates a name from the direction of the sentence around it.
    if (typeof value === 'string') return `\u2068${value}\u2069`;
    if ('text' in value) return this.say(value.text);
    if ('endOf' in value) return this.#endOf(this.format.date(value.endOf));
    if (!('until' in value)) return this.format.quantity(value);
    const day = this.format.dayEndingAt(value.until);
    return day === undefined ? this.format.moment(value.until) : this.#endOf(day);
  }

  #endOf(day: string): string {
    return this.#message('date.end-of').format<string>({ day }) as string;
  }

  /** An API that is newer than the page can have words that the page lacks. */
  #message(key: string): IntlMessageFormat {
    const known = this.#parsed.get(key);
    if (known) return known;
    const pattern = this.#messages[key] ?? this.#messages['page.unknown'] ?? '';
    const parsed = new IntlMessageFormat(pattern, this.#locale, undefined, { ignoreTag: true });
    this.#parsed.set(key, parsed);
    return parsed;
  }
}

export const LanguageContext = createContext<Language | null>(null);

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('no language');
  return language;
}
