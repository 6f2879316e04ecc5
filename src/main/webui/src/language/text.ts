import type english from '../../messages/en.json';

/** The key of a message. English has all keys; the other languages have the same. */
export type MessageKey = keyof typeof english;

/** A value that each language writes in its own way. */
export type Quantity =
  | { readonly bytes: number }
  | { readonly bytesPerSecond: number }
  | { readonly day: string }
  | { readonly moment: string }
  | { readonly date: string }
  | { readonly endOf: string }
  | { readonly until: string }
  | { readonly seconds: number }
  | { readonly share: number }
  | { readonly minorUnits: number; readonly currency: string }
  | { readonly period: string }
  | { readonly region: string }
  | { readonly year: number }
  | { readonly text: Text<string> };

export type Value = string | number | Quantity;

/** What a screen says, in no language yet. */
export interface Text<Key extends string = MessageKey> {
  readonly key: Key;
  readonly values?: Readonly<Record<string, Value>>;
}

export function text(key: MessageKey, values?: Readonly<Record<string, Value>>): Text {
  return values === undefined ? { key } : { key, values };
}

export const bytes = (count: number): Quantity => ({ bytes: count });
export const day = (instant: string): Quantity => ({ day: instant });
export const moment = (instant: string): Quantity => ({ moment: instant });
/** A local date, which is the same day everywhere. */
export const date = (local: string): Quantity => ({ date: local });
/** The end of a local date. */
export const endOf = (local: string): Quantity => ({ endOf: local });
/** An instant that ends something: at midnight, the end of the day before. */
export const until = (instant: string): Quantity => ({ until: instant });
export const seconds = (count: number): Quantity => ({ seconds: count });
