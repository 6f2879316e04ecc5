import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome, Refusal } from './api';

/** A look that brings nothing is repeated after twice the time, up to this one. */
const AT_MOST = 300_000;

/** What the last looks brought. What was seen stays when a later look is refused. */
export interface Look<T> {
  readonly value: T | undefined;
  /** When it was seen, in milliseconds since 1970; 0 before. */
  readonly at: number;
  readonly refusal: Refusal | undefined;
  /** Looks now. */
  readonly again: () => Promise<void>;
}

/** Milliseconds until the next look; none once only a person can go on. */
export function nextLook(period: number, refusal: Refusal | undefined, failures: number): number | undefined {
  if (refusal?.kind === 'session-ended') return undefined;
  return Math.min(AT_MOST, period * 2 ** failures);
}

/**
 * Looks at something again and again, not while the page is hidden, and at once when it is seen again or when the
 * connection is back.
 *
 * @param key names what is looked at: with another key it begins anew
 * @param period milliseconds between two looks
 * @param ask is given what was seen before
 */
export function useLook<T>(
  key: string,
  period: number,
  ask: (before: T | undefined) => Promise<Outcome<T>>,
): Look<T> {
  const [seen, setSeen] = useState<{ key: string; value: T | undefined; at: number; refusal: Refusal | undefined }>({
    key,
    value: undefined,
    at: 0,
    refusal: undefined,
  });
  const latest = useRef(seen);
  latest.current = seen;
  const asking = useRef(ask);
  asking.current = ask;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const failures = useRef(0);
  const current = useRef(key);
  current.current = key;

  const again = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const outcome = await asking.current(latest.current.key === key ? latest.current.value : undefined);
    if (current.current !== key) return;
    const refusal = outcome.kind === 'ok' ? undefined : outcome;
    failures.current = refusal === undefined ? 0 : failures.current + 1;
    setSeen((before) => ({
      key,
      value: outcome.kind === 'ok' ? outcome.value : before.key === key ? before.value : undefined,
      at: outcome.kind === 'ok' ? Date.now() : before.key === key ? before.at : 0,
      refusal,
    }));
    const wait = nextLook(period, refusal, failures.current);
    clearTimeout(timer.current);
    if (wait !== undefined && !document.hidden) timer.current = setTimeout(() => void again(), wait);
  }, [key, period]);

  useEffect(() => {
    const shown = (): void => {
      if (!document.hidden) void again();
      else clearTimeout(timer.current);
    };
    const online = (): void => void again();
    document.addEventListener('visibilitychange', shown);
    window.addEventListener('online', online);
    failures.current = 0;
    void again();
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', shown);
      window.removeEventListener('online', online);
    };
  }, [again]);

  const mine = seen.key === key;
  return {
    value: mine ? seen.value : undefined,
    at: mine ? seen.at : 0,
    refusal: mine ? seen.refusal : undefined,
    again,
  };
}
