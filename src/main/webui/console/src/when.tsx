import type { VNode } from 'preact';
import { useLanguage } from '../../src/language/language';
import { useWords } from './words';

/** An instant in UTC, which is what the system and its logs speak, and in the operator's own time. */
export function When({ at }: { at: string | undefined }): VNode | null {
  const say = useWords();
  const { format } = useLanguage();
  const date = new Date(at ?? Number.NaN);
  if (at === undefined || Number.isNaN(date.getTime())) return null;
  return (
    <time dateTime={at} class="when">
      {utc(date)}
      {date.getTimezoneOffset() !== 0 && <span class="soft local"> {say('when.local', { moment: format.moment(at) })}</span>}
    </time>
  );
}

export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
