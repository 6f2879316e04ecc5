import type { VNode } from 'preact';
import type { Tone } from '../screens/panel';

const shapes = {
  photos: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01',
  choices: 'M4 7h9M4 12h13M4 17h9M17 5l3 2-3 2',
  progress: 'M12 4a8 8 0 1 0 8 8M12 8v4l3 2',
  money: 'M3 7h18v10H3zM12 9.500v5M8 12h.01M16 12h.01',
  dates: 'M5 6h14v13H5zM5 10h14M9 4v4M15 4v4',
  calm: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2',
  good: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.500 12.500l2.500 2.500 5-5.500',
  attention: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  ended: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.500 12h7',
} as const;

export type IconName = keyof typeof shapes & string;

/** A picture beside words that say the same. */
export function Icon({ name }: { name: IconName | Tone }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
