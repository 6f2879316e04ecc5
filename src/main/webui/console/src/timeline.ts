import type { Answer, Schemas } from './api';
import { readable, text, type Words } from './words';

/** The names of a group's dates, in their order. */
export const dateNames = ['notice', 'exportsOpen', 'close', 'refundBy'] as const;
export type DateName = (typeof dateNames)[number];
export type Phase = 'running' | 'announced' | 'exports-open' | 'closed';

/** A group of the timeline in force. */
export interface Group {
  readonly id: string;
  /** Codes of ISO 3166-1; nothing for every other region. */
  readonly regions: readonly string[] | undefined;
  /** As the document has them: local dates and instants. */
  readonly dates: Readonly<Record<DateName, string>>;
  /** When they come, and when the group's refunds begin; no draft says that. */
  readonly instants: Instants;
}

type Instants = Readonly<Record<DateName, string>> & { readonly refundsBegin?: string };

export interface Timeline {
  readonly version: number;
  readonly exempt: readonly string[];
  readonly groups: readonly Group[];
}

/** The timeline in force: the first of the versions, or version 0 without groups while nothing is announced. */
export function inForce({ timelines: [first] }: Answer<'list-timelines'>): Timeline {
  return first === undefined ? { version: 0, exempt: [], groups: [] } : readTimeline(first.document, first.dates);
}

/** What somebody typed as the first version, to begin with; nothing where it cannot be read. */
export function begun(typed: string): Document | undefined {
  try {
    const document = { ...(JSON.parse(typed) as object), version: 0 } as Document;
    return readTimeline(document).groups.length === 0 ? undefined : document;
  } catch {
    return undefined;
  }
}

/** Whether a first version has dates that are past, so that it must be confirmed. */
export function hasPast({ version }: Timeline, dates: DatesOf, now: number): boolean {
  return version === 0 && Object.values(dates).some((group) => dateNames.some((name) => Date.parse(group[name]) < now));
}

/** @param instants of the groups of a version; of a draft, local dates count as days in UTC */
export function readTimeline(document: unknown, instants: Readonly<Record<string, Instants>> = {}): Timeline {
  const { version, exempt, groups } = document as {
    version: number;
    exempt: string[];
    groups: ({ id: string; regions: string[] | string } & Record<DateName, string>)[];
  };
  return {
    version,
    exempt,
    groups: groups.map(({ id, regions, notice, exportsOpen, close, refundBy }) => {
      const dates = { notice, exportsOpen, close, refundBy };
      return { id, regions: Array.isArray(regions) ? regions : undefined, dates, instants: instants[id] ?? dates };
    }),
  };
}

export function phaseOf({ instants }: Group, now: number): Phase {
  if (now >= Date.parse(instants.close)) return 'closed';
  if (now >= Date.parse(instants.exportsOpen)) return 'exports-open';
  return now >= Date.parse(instants.notice) ? 'announced' : 'running';
}

const DAY = 86_400_000;

/** Whole days from now to an instant, the same on each page: what is less than a day away is 0 days away. */
export function daysTo(at: string, now: number): number {
  return Math.floor((Date.parse(at) - now) / DAY);
}

/** The next date that comes, if there is one. */
export function nextDate({ instants }: Group, now: number): { name: DateName; at: string } | undefined {
  return dateNames
    .map((name) => ({ name, at: instants[name] }))
    .filter(({ at }) => Date.parse(at) > now)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))[0];
}

export type DatesOf = Readonly<Record<string, Readonly<Record<DateName, string>>>>;

export function datesOf(timeline: Timeline): DatesOf {
  return Object.fromEntries(timeline.groups.map(({ id, dates }) => [id, dates]));
}

type Document = Schemas['Version']['document'];

/**
 * The document of the next version. What the editor does not know stays as it is.
 *
 * @param exempt codes of regions that become exempt, as somebody typed them: no group names them any more
 */
export function changed(document: Document, dates: DatesOf, exempt: string): Document {
  const before = document as { version: number; exempt: string[]; groups: { id: string; regions: string[] | string }[] };
  const codes = exempt.toUpperCase().split(/[^A-Z]+/).filter((code) => code !== '');
  return {
    ...before,
    version: before.version + 1,
    exempt: [...new Set([...before.exempt, ...codes])],
    groups: before.groups.map(({ regions, ...group }) => ({
      ...group,
      regions: Array.isArray(regions) ? regions.filter((region) => !codes.includes(region)) : regions,
      ...dates[group.id],
    })),
  } as Document;
}

/** Whole days from one date of a timeline to another one; a local date counts as its beginning in UTC. */
export function daysApart(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / DAY);
}

/** The day of a date, and its time in UTC; no time of a local date, which is the whole day in each zone of the group. */
export function partsOf(date: string): { readonly day: string; readonly time: string } {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(date) ?? [];
  return { day, time };
}

export function dateOf({ day, time }: { readonly day: string; readonly time: string }): string {
  return time === '' ? day : `${day}T${time}:00Z`;
}

/** What one version says otherwise than the one before it. */
export function differencesOf(before: Timeline, after: Timeline): readonly Words[] {
  const exempt = after.exempt.filter((code) => !before.exempt.includes(code));
  return [
    ...after.groups.flatMap((group) => differencesIn(before.groups.find(({ id }) => id === group.id), group)),
    ...(exempt.length === 0 ? [] : [text('difference.exempt', { codes: exempt.join(' ') })]),
  ];
}

function differencesIn(before: Group | undefined, { id, dates }: Group): readonly Words[] {
  if (before === undefined) return [text('difference.group', { group: id })];
  return dateNames
    .filter((name) => dates[name] !== before.dates[name])
    .map((name) =>
      text('difference.date', {
        group: id,
        date: { text: text(`date.${name}`) },
        was: readable(before.dates[name]),
        is: readable(dates[name]),
        days: daysApart(before.dates[name], dates[name]),
      }),
    );
}
