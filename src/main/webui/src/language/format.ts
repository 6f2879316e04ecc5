import type { Quantity } from './text';

/** What words say, and not a format alone. */
type Said = { text: unknown } | { endOf: unknown } | { until: unknown };

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const lengths = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
const minutely = { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
const periods = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const;

/** Writes quantities as a locale does. */
export class Format {
  readonly #locale: string;
  readonly #zone: string | undefined;

  /** @param zone of dates; the system's if it is not given */
  constructor(locale: string, zone?: string) {
    this.#locale = locale;
    this.#zone = zone;
  }

  quantity(value: Exclude<Quantity, Said>): string {
    if ('bytes' in value) return this.size(value.bytes);
    if ('bytesPerSecond' in value) return this.#scaled(value.bytesPerSecond, '-per-second');
    if ('day' in value) return this.day(value.day);
    if ('moment' in value) return this.moment(value.moment);
    if ('date' in value) return this.date(value.date);
    if ('seconds' in value) return this.length(value.seconds);
    if ('share' in value) return this.share(value.share);
    if ('period' in value) return this.period(value.period);
    if ('region' in value) return this.region(value.region);
    if ('year' in value) return this.year(value.year);
    return this.money(value.minorUnits, value.currency);
  }

  size(count: number): string {
    return this.#scaled(count, '');
  }

  number(count: number): string {
    return new Intl.NumberFormat(this.#locale).format(count);
  }

  year(year: number): string {
    return new Intl.NumberFormat(this.#locale, { useGrouping: false }).format(year);
  }

  /** Never rounds up to the whole while something is left. */
  share(part: number): string {
    return new Intl.NumberFormat(this.#locale, { style: 'percent' }).format(Math.floor(part * 100) / 100);
  }

  day(instant: string): string {
    return this.#date(instant, { dateStyle: 'long' });
  }

  /** With the time zone, because a date that ends something is otherwise a day off. */
  moment(instant: string): string {
    return this.#date(instant, { ...minutely, timeZoneName: 'short' });
  }

  /** A local date is the same wherever its reader is. */
  date(local: string): string {
    return this.#date(local, { dateStyle: 'long', timeZone: 'UTC' });
  }

  /** The day that ends at an instant; none within a day. Midnight alone is read as the one or the other day. */
  dayEndingAt(instant: string): string | undefined {
    const before = new Date(Date.parse(instant) - 1);
    if (Number.isNaN(before.getTime())) return undefined;
    const day = this.day(before.toISOString());
    return day === this.day(instant) ? undefined : day;
  }

  /** In the largest unit of which it has two, because nobody believes an estimate to the minute. */
  length(count: number): string {
    const [unit, size] = lengths.find(([, size]) => count >= 2 * size) ?? lengths[2];
    return this.#unit(Math.max(1, Math.round(count / size)), unit);
  }

  /** An ISO 8601 period of one unit. */
  period(iso: string): string {
    const match = /^P(\d+)([DWMY])$/.exec(iso);
    return match ? this.#unit(Number(match[1]), periods[match[2] as keyof typeof periods]) : iso;
  }

  region(code: string): string {
    return new Intl.DisplayNames(this.#locale, { type: 'region' }).of(code) ?? code;
  }

  money(minorUnits: number, currency: string): string {
    const format = new Intl.NumberFormat(this.#locale, { style: 'currency', currency });
    return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  #scaled(count: number, suffix: '' | '-per-second'): string {
    const power = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
    return new Intl.NumberFormat(this.#locale, {
      style: 'unit',
      unit: sizes[power] + suffix,
      unitDisplay: power === 0 ? 'long' : 'short',
      maximumFractionDigits: power > 2 ? 1 : 0,
    }).format(count / 1000 ** power);
  }

  #unit(count: number, unit: string): string {
    return new Intl.NumberFormat(this.#locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  #date(instant: string, options: Intl.DateTimeFormatOptions): string {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return instant;
    return new Intl.DateTimeFormat(this.#locale, {
      ...(this.#zone === undefined ? {} : { timeZone: this.#zone }),
      ...options,
    }).format(date);
  }
}
