import type { Choice, Gallery, Selection, Tally, Transfer } from '../api/answer';
import { text, type Text } from '../language/text';

/** The API takes so many albums at once. */
export const ALBUMS_MAX = 30;

export const EVERYTHING: Selection = {};

/** Marks what has no date, where the API names years. */
const NO_DATE = 0;
/** The API takes no longer name of an album. */
const NAME_MAX = 100;

export type Kind = NonNullable<Selection['kind']>;

/** A year or an album that a person can choose. */
export interface Part<Name> {
  readonly name: Name;
  readonly tally: Tally;
}

/** The parts from which a person can choose: the newest year first, albums by name. */
export interface Parts {
  readonly years: readonly Part<number>[];
  readonly albums: readonly Part<string>[];
}

export function partsOf(gallery: Gallery, kind?: Kind): Parts {
  return {
    years: gallery.years
      .map(({ year, photos, videos }) => ({
        name: year,
        tally: total([...(kind === 'VIDEO' ? [] : [photos]), ...(kind === 'PHOTO' ? [] : [videos])]),
      }))
      .sort((one, other) => other.name - one.name),
    albums: gallery.named
      .filter(({ name }) => name.length > 0 && name.length <= NAME_MAX)
      .map(({ name, items, bytes }) => ({ name, tally: { items, bytes } }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** How much a person chooses, or the most that it can be. */
export interface Sum {
  readonly tally: Tally;
  readonly exact: boolean;
}

/** An item can be in several albums, and the gallery does not know which years an album has. */
export function sumOf(gallery: Gallery, { years = [], albums = [], kind }: Selection): Sum {
  const parts = partsOf(gallery, kind);
  const chosen = parts.years.filter(({ name }) => years.length === 0 || years.includes(name));
  const ofYears = total(chosen.map(({ tally }) => tally));
  if (albums.length === 0) return { tally: ofYears, exact: true };
  const ofAlbums = total(parts.albums.filter(({ name }) => albums.includes(name)).map(({ tally }) => tally));
  return {
    tally: { items: Math.min(ofYears.items, ofAlbums.items), bytes: Math.min(ofYears.bytes, ofAlbums.bytes) },
    exact: false,
  };
}

/** What the API is told: nothing where everything is chosen, also one by one. */
export function selectionOf(
  gallery: Gallery | undefined,
  { years = [], albums = [], ...rest }: Selection,
): Selection | undefined {
  const allYears = gallery !== undefined && gallery.years.every(({ year }) => years.includes(year));
  const selection = {
    ...rest,
    ...(years.length > 0 && !allYears && { years }),
    ...(albums.length > 0 && { albums }),
  };
  return Object.keys(selection).length === 0 ? undefined : selection;
}

/** The same after a choice before, where an empty selection is all the rest. */
export function furtherSelection(
  gallery: Gallery | undefined,
  chosen: Selection,
  before: Choice | undefined,
): Selection | undefined {
  return selectionOf(gallery, chosen) ?? (before && EVERYTHING);
}

export function withKind({ kind: _, ...rest }: Selection, kind: Kind | undefined): Selection {
  return kind === undefined ? rest : { ...rest, kind };
}

/** A list with a name that it lacked, or without one that it had. */
export function toggled<Name>(names: readonly Name[] | undefined, name: Name): Name[] {
  const before = names ?? [];
  return before.includes(name) ? before.filter((one) => one !== name) : [...before, name];
}

/** A part of a gallery that fits in the room of a Google account. */
export interface Fitting {
  readonly selection: Selection;
  readonly years: Text;
  readonly items: number;
}

/** The newest years, whole, of what is chosen; nothing where not even one fits, or where albums are chosen. */
export function fitting(gallery: Gallery, bytesFree: number, chosen: Selection = EVERYTHING): Fitting | undefined {
  const { years: wanted = [], albums = [] } = chosen;
  if (gallery.state !== 'counted' || albums.length > 0) return undefined;
  const possible = partsOf(gallery, chosen.kind).years.filter(
    ({ name, tally }) => tally.items > 0 && (wanted.length === 0 || wanted.includes(name)),
  );
  const fits: Part<number>[] = [];
  let left = bytesFree;
  for (const part of possible) {
    left -= part.tally.bytes;
    if (part.name === NO_DATE || left < 0) break;
    fits.push(part);
  }
  const [newest, oldest] = [fits[0], fits.at(-1)];
  if (newest === undefined || oldest === undefined || fits.length === possible.length) return undefined;
  return {
    selection: { ...chosen, years: fits.map(({ name }) => name) },
    years: range(oldest.name, newest.name),
    items: total(fits.map(({ tally }) => tally)).items,
  };
}

/** What would fit of a move that waits for room, and of which nothing has moved yet. */
export function fittingOf(transfer: Transfer, gallery: Gallery | undefined): Fitting | undefined {
  const { reason, items, room, choice } = transfer;
  const began = [items.done, items.duplicate, items.failed].some((tally) => tally.items > 0);
  if (reason !== 'ROOM' || began || gallery === undefined || room === undefined) return undefined;
  return fitting(gallery, room.bytesFree, choice?.selection);
}

/** What was chosen, and how much was not. */
export function choiceLines(choice: Choice | undefined): Text[] {
  if (choice === undefined) return [];
  const words = wordsOf(choice.selection);
  const count = choice.notChosen.items;
  return [
    ...(count === 0 ? [] : [text('choice.left-out', { count })]),
    ...(words === undefined ? [] : [text('choice.chosen', { parts: { text: words } })]),
  ];
}

/** True where a person has left out something that they can still choose. */
export function leavesSome(choice: Choice | undefined): boolean {
  return choice !== undefined && choice.notChosen.items > 0;
}

/** A selection in words; nothing where it is everything. */
export function wordsOf({ years = [], albums = [], kind }: Selection): Text | undefined {
  const parts = [
    ...runs(years.filter((year) => year !== NO_DATE)).map(([from, to]) => range(from, to)),
    ...(years.includes(NO_DATE) ? [text('choice.words.no-date')] : []),
    ...(albums.length === 0 ? [] : [text('choice.albums', { count: albums.length })]),
    ...(kind === undefined ? [] : [text(`choice.words.${kind}`)]),
  ];
  return parts.length === 0
    ? undefined
    : parts.reduceRight((rest, first) => text('choice.and', { first: { text: first }, rest: { text: rest } }));
}

/** The first and the last year of each run of years that follow each other. */
function runs(years: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const year of [...years].sort((one, other) => one - other)) {
    const last = found.at(-1);
    if (last?.[1] === year - 1) last[1] = year;
    else found.push([year, year]);
  }
  return found;
}

function range(from: number, to: number): Text {
  return from === to
    ? text('choice.year', { year: { year: from } })
    : text('choice.years', { from: { year: from }, to: { year: to } });
}

/** The name of a year in a list. */
export function yearName(year: number): Text {
  return year === NO_DATE ? text('choice.no-date') : range(year, year);
}

function total(tallies: readonly Tally[]): Tally {
  return {
    items: tallies.reduce((sum, { items }) => sum + items, 0),
    bytes: tallies.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
