import type { VNode } from 'preact';
import { useLanguage } from '../language/language';
import { text, type MessageKey, type Text, type Value } from '../language/text';

/** Says a text in the person's language. Names in it are text, never markup. */
export function Say({ what }: { what: Text<string> }): VNode {
  return <>{useLanguage().say(what)}</>;
}

/** Says a message by its key. */
export function useWords(): (key: MessageKey, values?: Readonly<Record<string, Value>>) => string {
  const language = useLanguage();
  return (key, values) => language.say(text(key, values));
}
