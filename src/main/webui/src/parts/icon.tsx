import type { VNode } from 'preact';
import type { Tone } from '../screens/panel';

const shapes = {
  progress: 'M12 4a8 8 0 1 0 8 8M12 8v4l3 2',
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
