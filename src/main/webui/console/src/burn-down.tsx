import type { VNode } from 'preact';
import { burnDown, type GroupProgress, type Point } from './progress';
import { useWords } from './words';

const [WIDTH, HEIGHT] = [300, 80];

/** The users who are left, day by day to the close, and dashed how it goes on. The figures beside it say the same. */
export function BurnDown({ of }: { of: GroupProgress }): VNode | null {
  const say = useWords();
  const drawn = burnDown(of);
  if (drawn === undefined) return null;
  const close = (drawn.close * WIDTH).toFixed(1);
  return (
    <svg
      class="line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={say('progress.line', { days: drawn.days.length })}
    >
      <path d={`M0 ${HEIGHT - 0.5}h${WIDTH}M${close} 0v${HEIGHT}`} class="axis" />
      <polyline points={written(drawn.days)} />
      {drawn.outlook.length > 0 && <polyline points={written(drawn.outlook)} class="outlook" />}
    </svg>
  );
}

function written(points: readonly Point[]): string {
  return points.map(([x, y]) => `${(x * WIDTH).toFixed(1)},${(2 + y * (HEIGHT - 4)).toFixed(1)}`).join(' ');
}
