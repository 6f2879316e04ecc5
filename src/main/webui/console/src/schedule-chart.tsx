import type { VNode } from 'preact';
import { Chart, shortDay, type Tone, useWidth } from './chart';
import { useConsole } from './console';
import { useLook } from './look';
import { lookAtJobs } from './pages/jobs';
import { daysBetween, scale } from './scale';
import { type Row, scheduleOf, type Span, stretches, type Stretch } from './schedule';
import { Table } from './table';
import { useWords } from './words';

/** Jobs are begun by dates, and take hours. */
const PERIOD = 300_000;
const [LEFT, RIGHT, TOP, ROW, BAR] = [8, 8, 40, 74, 18];
const tones: Readonly<Record<Stretch, Tone>> = { announced: 6, 'exports-open': 1, closed: 4, deletion: 5 };
/** So wide is the text of a date on a bar, and on the axis. */
const [SHORT, DATE] = [46, 64];

/** All groups on one axis: their dates, their jobs, their deletion, and today. */
export function ScheduleChart(): VNode | null {
  const say = useWords();
  const { api, groups, now } = useConsole();
  const [box, width] = useWidth();
  const ids = groups.value?.timeline.groups.map(({ id }) => id) ?? [];
  const jobs = useLook(`jobs ${ids.join(' ')}`, PERIOD, async () => {
    const looks = await Promise.all(ids.map((id) => lookAtJobs(api, id)));
    const refused = looks.find(({ kind }) => kind !== 'ok');
    if (refused !== undefined && refused.kind !== 'ok') return refused;
    return { kind: 'ok', value: Object.fromEntries(looks.map((look, index) => [ids[index]!, look.kind === 'ok' ? look.value : []])) };
  });
  const schedule = scheduleOf(groups.value?.standings ?? [], jobs.value ?? {}, now());
  const { from, to, rows } = schedule;
  const height = TOP + rows.length * ROW + 8;
  const x = scale([from, to], [LEFT, width - RIGHT]);
  const today = x(now());
  return (
    <section class="card">
      <Chart
        title={say('schedule.title')}
        legend={stretches.map((stretch) => ({ label: say(`schedule.${stretch}`), tone: tones[stretch] }))}
        figures={<Figures of={rows} />}
      >
        <div ref={box}>
          <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('schedule.says', { groups: rows.length })}>
            {daysBetween(from, to, width / DATE).map((at) => (
              <g key={at}>
                <path class="grid" d={`M${x(at)} ${TOP - 6}V${height}`} />
                <text x={x(at)} y={TOP - 12} class={x(at) < DATE / 2 ? '' : x(at) > width - DATE / 2 ? 'end' : 'middle'}>
                  {shortDay(at)}
                </text>
              </g>
            ))}
            {rows.map((row, index) => (
              <RowPicture key={row.group} of={row} x={x} y={TOP + index * ROW} width={width} />
            ))}
            <path class="today" d={`M${today} ${TOP - 6}V${height}`} />
            <text x={today + (today > width / 2 ? -5 : 5)} y={12} class={today > width / 2 ? 'today end' : 'today'}>
              {say('schedule.today', { day: shortDay(now()) })}
            </text>
          </svg>
        </div>
      </Chart>
    </section>
  );
}

function RowPicture({ of, x, y, width }: { of: Row; x: (at: number) => number; y: number; width: number }): VNode {
  const say = useWords();
  const top = y + 22;
  const dates = of.spans.filter(({ stretch }) => stretch !== 'deletion');
  return (
    <g>
      <text x={LEFT} y={y + 15} class="name">
        {say('groups.name', { group: of.group })}
        {of.step !== undefined && `: ${say(`step.${of.step}`)}`}
      </text>
      {of.spans.map(({ stretch, from, to }) => (
        <rect
          key={stretch}
          class={`tone-${tones[stretch]}`}
          x={x(from)}
          y={stretch === 'deletion' ? top + BAR + 3 : top}
          width={Math.max(3, x(to) - x(from) - 1)}
          height={stretch === 'deletion' ? 8 : BAR}
          rx="2"
        >
          <title>{`${say(`schedule.${stretch}`)}: ${shortDay(from)} – ${shortDay(to)}`}</title>
        </rect>
      ))}
      {dates.map(({ stretch, from, to }) => (
        <DateOf key={stretch} at={from} from={x(from)} to={x(to)} y={top + 13} width={width} tone={tones[stretch]} />
      ))}
      {of.jobs.map(({ job, at }) => (
        <path key={job} class="job" d={`M${x(at) - 4} ${top + BAR + 19}l4 -7l4 7z`}>
          <title>{`${job}: ${shortDay(at)}`}</title>
        </path>
      ))}
    </g>
  );
}

/** When a stretch begins, on its bar, where there is room for it. */
function DateOf({ at, from, to, y, tone }: { at: number; from: number; to: number; y: number; width: number; tone: Tone }): VNode | null {
  return to - from < SHORT ? null : (
    <text x={from + 5} y={y} class={`on tone-${tone}`}>
      {shortDay(at)}
    </text>
  );
}

interface Figure {
  readonly group: string;
  readonly what: string;
  readonly from: number;
  readonly to: number | undefined;
}

function Figures({ of }: { of: readonly Row[] }): VNode {
  const say = useWords();
  const written = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const rows: readonly Figure[] = of.flatMap(({ group, spans, jobs }) => [
    ...spans.map(({ stretch, from, to }: Span) => ({ group, what: say(`schedule.${stretch}`), from, to })),
    ...jobs.map(({ job, at }) => ({ group, what: say('schedule.job', { job }), from: at, to: undefined })),
  ]);
  return (
    <Table
      caption="schedule.title"
      rows={rows}
      columns={[
        { label: 'groups.group', value: ({ group }) => group },
        { label: 'plan.what', value: ({ what }) => what },
        { label: 'schedule.from', value: ({ from }) => written(from) },
        { label: 'schedule.to', value: ({ to }) => to && written(to) },
      ]}
      file="schedule"
      empty="groups.empty"
    />
  );
}
