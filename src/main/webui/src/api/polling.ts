import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Status, Trouble } from './answer';
import { steadied } from '../screens/estimate';
import type { Api } from './client';

/** Where the API does not say when to look again. */
const USUALLY = 60;
const AFTER_TROUBLE = 15;
/** Nobody looks more often, whatever an answer says. */
const AT_LEAST = 2;
const AT_MOST = 600;

/** What is known of the person's status, and what the last look met. */
export interface Known {
  readonly status: Status | undefined;
  readonly at: number;
  readonly trouble: Trouble | undefined;
}

/** Seconds until the next look; none once only the person can go on. */
export function nextLook(trouble: Trouble | undefined, said: number | undefined): number | undefined {
  const within = (seconds: number): number => Math.min(AT_MOST, Math.max(AT_LEAST, seconds));
  switch (trouble?.kind) {
    case undefined:
      return within(said ?? USUALLY);
    case 'offline':
    case 'unreachable':
    case 'unknown':
      return AFTER_TROUBLE;
    case 'maintenance':
    case 'busy':
      return within(trouble.retryAfter ?? AFTER_TROUBLE);
    case 'session-ended':
    case 'problem':
      return undefined;
  }
}

/** A status whose estimates do not jump from look to look. */
export function steady(before: Status | undefined, now: Status): Status {
  const { transfer, archive } = now;
  const same = { transfer: before?.transfer?.state === transfer?.state, archive: before?.archive?.id === archive?.id };
  const moved = same.transfer ? steadied(before?.transfer?.estimatedEnd, transfer?.estimatedEnd) : undefined;
  const packed = same.archive ? steadied(before?.archive?.progress.estimatedEnd, archive?.progress.estimatedEnd) : undefined;
  return {
    ...now,
    ...(transfer && moved && { transfer: { ...transfer, estimatedEnd: moved } }),
    ...(archive && packed && { archive: { ...archive, progress: { ...archive.progress, estimatedEnd: packed } } }),
  };
}

/**
 * Looks at the status when the API says so; not while the page is hidden, and at once when it is seen again or when
 * the connection is back.
 */
export function useStatus(api: Api): { known: Known; look: () => Promise<void> } {
  const [known, setKnown] = useState<Known>({ status: undefined, at: 0, trouble: undefined });
  const etag = useRef<string | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const due = useRef(0);

  const look = useCallback(async () => {
    clearTimeout(timer.current);
    const outcome = await api.status(etag.current);
    const seen = outcome.kind === 'ok' || outcome.kind === 'unchanged';
    if (outcome.kind === 'ok') etag.current = outcome.etag;
    setKnown((before) => ({
      status: outcome.kind === 'ok' ? steady(before.status, outcome.value) : before.status,
      at: seen ? Date.now() : before.at,
      trouble: seen ? undefined : outcome,
    }));
    const wait = nextLook(seen ? undefined : outcome, seen ? outcome.nextLook : undefined);
    due.current = wait === undefined ? Number.POSITIVE_INFINITY : Date.now() + wait * 1000;
    clearTimeout(timer.current);
    if (wait !== undefined && !document.hidden) timer.current = setTimeout(() => void look(), wait * 1000);
  }, [api]);

  useEffect(() => {
    const seen = (): void => {
      clearTimeout(timer.current);
      if (document.hidden || due.current === Number.POSITIVE_INFINITY) return;
      timer.current = setTimeout(() => void look(), Math.max(0, due.current - Date.now()));
    };
    const online = (): void => void look();
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', online);
    void look();
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', online);
    };
  }, [look]);

  return { known, look };
}
