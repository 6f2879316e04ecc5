/** Round figures for an axis, from 0 to the most or beyond. */
export function ticksTo(most: number, about = 4): readonly number[] {
  if (most <= 0) return [0, 1];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

const DAY = 86_400_000;

/** The days at which an axis of time has its figures: firsts of months where it is long, and else each so many days. */
export function daysBetween(from: number, to: number, about: number): readonly number[] {
  const days = (to - from) / DAY;
  if (days > 75) {
    const months = firstsOfMonths(from, to);
    const each = Math.max(1, Math.ceil(months.length / about));
    return months.filter((_, index) => index % each === 0);
  }
  const each = [1, 2, 5, 7, 10, 14, 28].find((size) => days / size <= about) ?? 28;
  const first = Math.ceil(from / DAY) * DAY;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / DAY / each) + 1) }, (_, index) => first + index * each * DAY);
}

function firstsOfMonths(from: number, to: number): number[] {
  const first = new Date(from);
  const months = [];
  for (let month = first.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(first.getUTCFullYear(), month, 1);
    if (at > to) return months;
    months.push(at);
  }
}

/** Maps an interval to pixels. */
export function scale([low, high]: readonly [number, number], [from, to]: readonly [number, number]): (value: number) => number {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}
