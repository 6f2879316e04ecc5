import type { VNode } from 'preact';
import { useLanguage } from '../../src/language/language';
import { useWords } from './words';

/** An instant in UTC, which is what the system and its logs speak, and in the operator's own time. */
export function When({ at, exact = false }: { at: string | undefined; exact?: boolean }): VNode | null {
  const say = useWords();
  const { format } = useLanguage();
  const date = new Date(at ?? Number.NaN);
  if (at === undefined || Number.isNaN(date.getTime())) return null;
  return (
    <time dateTime={at} class="when">
      {utc(date, exact)}
      {date.getTimezoneOffset() !== 0 && <span class="soft local"> {say('when.local', { moment: format.moment(at) })}</span>}
    </time>
  );
}

/** @param exact whether with seconds */
export function utc(date: Date, exact = false): string {
  return `${date.toISOString().slice(0, exact ? 19 : 16).replace('T', ' ')} UTC`;
}
