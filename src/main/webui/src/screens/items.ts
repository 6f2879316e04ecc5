import type { Items, ListedItem, Outcome, Trouble } from '../api/answer';
import { text, type Text } from '../language/text';

/** What is known of the list. */
export interface Known {
  readonly items: readonly ListedItem[];
  /** The page that follows: 'first' before all others, nothing after the last. */
  readonly next: string | undefined;
}

export const UNKNOWN: Known = { items: [], next: 'first' };

/** Whether an item's name or one of its albums has all words of a search. */
export function finds(search: string): (item: ListedItem) => boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  return ({ name, albums }) => {
    const place = [name, ...albums].join('\n').toLocaleLowerCase();
    return words.every((word) => place.includes(word));
  };
}

/** Reads one page more. */
export async function readMore(
  known: Known,
  page: (after: string | undefined) => Promise<Outcome<Items>>,
): Promise<Known | Trouble> {
  const outcome = await page(known.next === UNKNOWN.next ? undefined : known.next);
  if (outcome.kind === 'unchanged') return known;
  if (outcome.kind !== 'ok') return outcome;
  return { items: [...known.items, ...outcome.value.items], next: outcome.value.next };
}

export function isTrouble(came: Known | Trouble): came is Trouble {
  return 'kind' in came;
}

/** What became of an item, in words. */
export function stateOf(item: ListedItem): Text {
  return text(`arrived.state.${item.state}`);
}

/** Why an item failed. */
export function whyOf(item: ListedItem): Text[] {
  return item.reason === undefined ? [] : [text(`failure.${item.reason}`)];
}

/** Where a small picture of an item is: only of one that is known not to be private. */
export function thumbnailOf({ item, private: hidden }: ListedItem, uri: string): string | undefined {
  return hidden === false ? uri.replaceAll('{item}', encodeURIComponent(item)) : undefined;
}

/** The heads of a table of items. */
export function headsOf(say: (what: Text) => string): string[] {
  return (
    ['failures.column.name', 'arrived.column.albums', 'arrived.column.taken', 'receipt.state', 'arrived.column.link'] as const
  ).map((key) => say(text(key)));
}

/** The row of an item in it. */
export function rowOf(item: ListedItem, say: (what: Text) => string): string[] {
  const state = [stateOf(item), ...whyOf(item)].map(say).join(': ');
  return [item.name, item.albums.join('; '), item.takenAt ?? '', state, item.link ?? ''];
}

/** What failed for one reason. */
export interface Failed {
  readonly why: Text;
  readonly again: Text;
  readonly items: readonly ListedItem[];
}

/** Failures by their reason, the most frequent first. */
export function byReason(items: readonly ListedItem[]): Failed[] {
  const groups = new Map<ListedItem['reason'], ListedItem[]>();
  for (const item of items) groups.set(item.reason, [...(groups.get(item.reason) ?? []), item]);
  return [...groups.values()]
    .sort((one, other) => other.length - one.length)
    .map((group) => ({
      why: whyOf(group[0]!)[0] ?? stateOf(group[0]!),
      again: text(group.some(({ retryable }) => retryable) ? 'failures.again.yes' : 'failures.again.no'),
      items: group,
    }));
}
