import { Language, type Messages } from './language';
import { type LanguageTag, localeFor } from './languages';

const files = import.meta.glob<Messages>('../../messages/*.json', { import: 'default' });

/** Whether the page has the messages of a language. */
export function hasMessages(tag: LanguageTag): boolean {
  return `../../messages/${tag}.json` in files;
}

/** Loads the messages of this language alone. */
export async function loadLanguage(tag: LanguageTag, wishes: readonly string[]): Promise<Language> {
  const messages = await files[`../../messages/${tag}.json`]!();
  return new Language(tag, messages, localeFor(tag, wishes));
}
