import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { daysBetween, scale, ticksTo } from './scale';
import { useWords } from './words';

/** One of the colours of charts, which the legend names; none of them tells anything alone. */
export type Tone = 1 | 2 | 3 | 4 | 5 | 6;

const [HEIGHT, TOP, BOTTOM, LEFT, RIGHT] = [220, 18, 26, 52, 14];
/** So wide are the texts of a date and of a mark. */
const [DATE, MARK] = [64, 110];

const dayName = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

/** A date on an axis. */
export function shortDay(at: number): string {
  return dayName.format(at);
}

/** How wide a part of the page is: charts are drawn in its pixels, so that their figures can be read at each width. */
export function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, Math.round(entry.contentRect.width))));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

export interface Legend {
  readonly label: string;
  readonly tone: Tone;
  readonly how?: 'line' | 'dashed' | 'band';
}

/** A picture with its name, its legend, and the figures that it shows as a table. */
export function Chart({
  title,
  legend,
  figures,
  children,
}: {
  title: string;
  legend: readonly Legend[];
  figures: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  const say = useWords();
  const id = useId();
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {legend.length > 0 && (
        <ul class="legend">
          {legend.map(({ label, tone, how }) => (
            <li key={label}>
              <svg class={`key ${how ?? ''} tone-${tone}`} viewBox="0 0 16 12" aria-hidden="true">
                {how === 'line' || how === 'dashed' ? <path d="M0 6h16" /> : <rect width="16" height="12" rx="2" />}
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
      {children}
      <details>
        <summary>
          {say('chart.figures')}
          <span class="unseen"> {title}</span>
        </summary>
        {figures}
      </details>
    </figure>
  );
}

/** At an instant in milliseconds since 1970. */
export type At = readonly [number, number];

export interface Line extends Legend {
  readonly points: readonly At[];
}

export interface Band extends Legend {
  readonly points: readonly (readonly [number, number, number])[];
}

export interface Mark {
  readonly at: number;
  readonly label: string;
}

/** Lines over days, with a band around a forecast. */
export function Lines({
  title,
  says,
  lines,
  band,
  marks,
  written = (value) => compact.format(value),
  figures,
}: {
  title: string;
  /** What the picture shows, for those who do not see it. */
  says: string;
  lines: readonly Line[];
  band?: Band | undefined;
  marks: readonly Mark[];
  written?: (value: number) => string;
  figures: ComponentChildren;
}): VNode {
  const [box, width] = useWidth();
  const times = [...lines.flatMap(({ points }) => points.map(([at]) => at)), ...marks.map(({ at }) => at)];
  const values = [...lines.flatMap(({ points }) => points.map(([, value]) => value)), ...(band?.points ?? []).map(([, , high]) => high)];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const ticks = ticksTo(Math.max(0, ...values));
  const x = scale([from, to], [LEFT, width - RIGHT]);
  const y = scale([0, ticks.at(-1)!], [HEIGHT - BOTTOM, TOP]);
  const path = (points: readonly At[]): string => points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const around = band && [...band.points.map(([at, low]): At => [at, low]), ...band.points.toReversed().map(([at, , high]): At => [at, high])];
  return (
    <Chart title={title} legend={[...lines, ...(band ? [band] : [])]} figures={figures}>
      <div ref={box}>
        <svg class="plot" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={says}>
          {ticks.map((tick) => (
            <g key={tick}>
              <path class="grid" d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} />
              <text x={LEFT - 6} y={y(tick) + 4} class="end">
                {written(tick)}
              </text>
            </g>
          ))}
          {daysBetween(from, to, (width - LEFT - RIGHT) / DATE).map((at) => (
            <text key={at} x={x(at)} y={HEIGHT - 6} class={x(at) > width - RIGHT - DATE / 2 ? 'end' : 'middle'}>
              {shortDay(at)}
            </text>
          ))}
          {marks.map(({ at, label }, index) => (
            <g key={label}>
              <path class="mark" d={`M${x(at)} ${TOP - 4}V${HEIGHT - BOTTOM}`} />
              {!marks.slice(0, index).some((other) => Math.abs(x(at) - x(other.at)) < MARK) && (
                <text x={x(at) + (x(at) > width / 2 ? -4 : 4)} y={TOP - 6} class={x(at) > width / 2 ? 'end' : ''}>
                  {label}
                </text>
              )}
            </g>
          ))}
          {band && <polygon class={`band tone-${band.tone}`} points={path(around!)} />}
          {lines.map(({ label, tone, how, points }) => (
            <polyline key={label} class={`${how ?? 'line'} tone-${tone}`} points={path(points)} />
          ))}
        </svg>
      </div>
    </Chart>
  );
}

export interface Part {
  readonly value: number;
  readonly tone: Tone;
  readonly label: string;
}

export interface Bar {
  readonly label: string;
  readonly parts: readonly Part[];
  /** What the bar comes to, in words. */
  readonly note: string;
  /** Where something must not go beyond, or must go to. */
  readonly limit?: number | undefined;
}

/** Bars with a common scale, each of one or several parts; or each of its own whole. */
export function Bars({
  title,
  bars,
  whole = false,
  figures,
}: {
  title: string;
  bars: readonly Bar[];
  /** Whether each bar is as long as the others, so that shares are compared. */
  whole?: boolean;
  figures: ComponentChildren;
}): VNode {
  const sum = ({ parts }: Bar): number => parts.reduce((all, { value }) => all + value, 0);
  const most = Math.max(1, ...bars.flatMap((bar) => [sum(bar), bar.limit ?? 0]));
  const legend = [...new Map(bars.flatMap(({ parts }) => parts).map((part) => [part.label, part])).values()];
  return (
    <Chart title={title} legend={legend.length > 1 ? legend : []} figures={figures}>
      <ul class="bars">
        {bars.map((bar) => (
          <li key={bar.label}>
            <span>{bar.label}</span> <span class="note">{bar.note}</span>
            <BarPicture of={bar} most={whole ? Math.max(1, sum(bar)) : most} />
          </li>
        ))}
      </ul>
    </Chart>
  );
}

function BarPicture({ of: { parts, limit }, most }: { of: Bar; most: number }): VNode {
  let before = 0;
  const percent = (value: number): string => `${((100 * value) / most).toFixed(2)}%`;
  return (
    <svg class="strip" aria-hidden="true">
      <rect class="ground" width="100%" height="100%" />
      {parts.map(({ label, tone, value }) => {
        const x = percent(before);
        before += value;
        return <rect key={label} class={`tone-${tone}`} x={x} width={percent(value)} height="100%" />;
      })}
      {limit !== undefined && <line class="limit" x1={percent(limit)} x2={percent(limit)} y1="0" y2="100%" />}
    </svg>
  );
}
