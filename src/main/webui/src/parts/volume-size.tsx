import type { VNode } from 'preact';
import { useLanguage } from '../language/language';
import { bytes, text } from '../language/text';
import { useWords } from './say';

/** The sizes of a file that a person can choose, in gigabytes. */
export const VOLUME_SIZES = [1, 2, 4] as const;

export type VolumeSize = (typeof VOLUME_SIZES)[number];

/** The part of a browser that tells the kind of device. */
export interface Device {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly deviceMemory?: number;
}

/** A size that suits the device: small files for a phone, larger ones for a tablet or a strong phone. */
export function proposedSize({ userAgent, maxTouchPoints, deviceMemory = 4 }: Device): VolumeSize {
  const phone = /Mobi|iPhone|iPod/.test(userAgent);
  const tablet = /Android|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  if (phone) return deviceMemory >= 8 ? 2 : 1;
  return tablet ? 2 : 4;
}

interface Props {
  readonly chosen: VolumeSize;
  readonly onChoose: (size: VolumeSize) => void;
}

/** Lets a person choose how large the files of their archive may be. */
export function VolumeSizeChoice({ chosen, onChoose }: Props): VNode {
  const say = useWords();
  const language = useLanguage();
  return (
    <label class="volume-size">
      <span>{say('archive.volume-size')}</span>{' '}
      <select
        value={chosen}
        onChange={(event) => {
          const size = VOLUME_SIZES.find((one) => String(one) === event.currentTarget.value);
          if (size !== undefined) onChoose(size);
        }}
      >
        {VOLUME_SIZES.map((size) => (
          <option key={size} value={size}>
            {language.say(text('size', { size: bytes(size * 1_000_000_000) }))}
          </option>
        ))}
      </select>{' '}
      <small>{say('archive.volume-size.hint')}</small>
    </label>
  );
}
