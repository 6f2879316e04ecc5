import type { Text } from '../language/text';

/** How a state feels; words always say it, too. */
export type Tone = 'calm' | 'good' | 'attention' | 'ended';

/** What a person can do. The parts know how. */
export type Deed =
  | 'move'
  | 'stop'
  | 'resume'
  | 'check-room'
  | 'without-room'
  | 'move-fitting'
  | 'leave-private'
  | 'take-private'
  | 'consent'
  | 'switch'
  | 'retry'
  | 'retry-now'
  | 'failures'
  | 'arrived'
  | 'disconnect'
  | 'request-archive'
  | 'download-failed'
  | 'choose-more'
  | 'delete-archive'
  | 'open-archive';

export interface Action {
  readonly deed: Deed;
  readonly label: Text;
  /** The one primary action of a page is its answer's. */
  readonly weight: 'second' | 'danger';
}

export interface Meter {
  /** From 0 to 1. */
  readonly share: number;
  readonly label: Text;
  readonly below: readonly Text[];
}

export interface Fact {
  readonly label: Text;
  readonly value: Text;
}

/** A page of somebody else. */
export interface Site {
  readonly href: string;
  readonly label: Text;
}

/** A state as a person sees it, in no language yet. */
export interface Panel {
  readonly tone: Tone;
  readonly badge: Text;
  readonly title: Text;
  readonly lines: readonly Text[];
  /** What must not be missed. */
  readonly warnings: readonly Text[];
  readonly meter?: Meter | undefined;
  readonly facts: readonly Fact[];
  /** Facts of a second kind, with what they are. */
  readonly after?: { readonly lead: Text; readonly facts: readonly Fact[] };
  readonly actions: readonly Action[];
  /** Where else to go. */
  readonly site?: Site | undefined;
}

export function panel(parts: Pick<Panel, 'tone' | 'badge' | 'title'> & Partial<Panel>): Panel {
  return { lines: [], warnings: [], facts: [], actions: [], ...parts };
}

export function second(deed: Deed, label: Text): Action {
  return { deed, label, weight: 'second' };
}

export function danger(deed: Deed, label: Text): Action {
  return { deed, label, weight: 'danger' };
}

/** What a screen depends on besides the API's answer. */
export interface Surroundings {
  /** The API's time. */
  readonly now: number;
}

export function secondsUntil(instant: string, { now }: Surroundings): number {
  return Math.max(0, (Date.parse(instant) - now) / 1000);
}

/** Whole days that are left; the last day counts as one. */
export function daysUntil(instant: string, { now }: Surroundings): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 86_400_000));
}

export function hasPassed(instant: string, { now }: Surroundings): boolean {
  return Date.parse(instant) <= now;
}
