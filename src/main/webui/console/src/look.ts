import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Outcome, Refusal } from './api';

/** A look that brings nothing is repeated after twice the time, up to this one. */
const AT_MOST = 300_000;
/** The console is idle when nobody has touched it for so long. */
const IDLE_AFTER = 300_000;
/** Milliseconds between two calls of an idle console: each is a row of the audit table. */
const IDLE_PERIOD = 60_000;
/** What shows that somebody is there. */
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** The period of what never changes. */
export const ONCE = Number.POSITIVE_INFINITY;

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
  return failures === 0 ? period : Math.min(AT_MOST, period * 2 ** failures);
}

/** Something that is looked at while a page shows it. */
export interface Subject {
  /** When to look next, in milliseconds since 1970. */
  due: number;
  /** Looks, and sets when to look next. */
  readonly look: () => Promise<void>;
}

/**
 * When each subject of the console is looked at: when it is due while somebody is there, at most one call a minute
 * while nobody is, and not at all while the page is hidden.
 */
export class Looks {
  readonly #subjects = new Set<Subject>();
  readonly #calls: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #touched = Date.now();
  /** Before that, an idle console makes no call. */
  #rests = 0;

  /** @param calls how many calls have been made so far */
  constructor(calls: () => number) {
    this.#calls = calls;
  }

  /** Looks at a subject, now and whenever it is due, until the answer is called. */
  add(subject: Subject): () => void {
    this.#subjects.add(subject);
    void this.lookAt([subject]);
    return () => {
      this.#subjects.delete(subject);
      this.#plan();
    };
  }

  /** Looks at everything now. */
  readonly again = (): Promise<void> => this.lookAt([...this.#subjects]);

  /** Notes that somebody is there. */
  readonly touch = (): void => {
    const wasIdle = this.#isIdle();
    this.#touched = Date.now();
    if (wasIdle) this.#plan();
  };

  /** Follows the page, until the answer is called. It is looked at anew when it is seen again, or connected again. */
  watch(): () => void {
    const seen = (): void => {
      this.touch();
      if (document.hidden) this.#plan();
      else void this.again();
    };
    const online = (): void => void this.again();
    for (const input of INPUTS) window.addEventListener(input, this.touch, { passive: true });
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', online);
    return () => {
      clearTimeout(this.#timer);
      for (const input of INPUTS) window.removeEventListener(input, this.touch);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', online);
    };
  }

  #isIdle(): boolean {
    return Date.now() >= this.#touched + IDLE_AFTER;
  }

  /** Looks at these now. */
  async lookAt(subjects: readonly Subject[]): Promise<void> {
    for (const subject of subjects) subject.due = ONCE;
    await Promise.all(subjects.map((subject) => subject.look()));
    this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...[...this.#subjects].map(({ due }) => due));
    if (document.hidden || next === ONCE) return;
    const idle = this.#touched + IDLE_AFTER;
    const at = next < idle ? next : Math.max(next, idle + IDLE_PERIOD, this.#rests);
    this.#timer = setTimeout(() => void this.#turn(), Math.max(0, at - Date.now()));
  }

  /** An idle console looks at one subject at a time: at the one that waits longest. */
  async #turn(): Promise<void> {
    const now = Date.now();
    const due = [...this.#subjects].filter((subject) => subject.due <= now).toSorted((one, other) => one.due - other.due);
    if (!this.#isIdle()) return this.lookAt(due);
    const before = this.#calls();
    this.#rests = now + IDLE_PERIOD;
    await this.lookAt(due.slice(0, 1));
    this.#rests = now + IDLE_PERIOD * Math.max(1, this.#calls() - before);
    this.#plan();
  }
}

export const LooksContext = createContext<Looks | null>(null);

/** @param calls how many calls have been made so far */
export function useLooks(calls: () => number): Looks {
  const looks = useMemo(() => new Looks(calls), []);
  useEffect(() => looks.watch(), [looks]);
  return looks;
}

/**
 * Looks at something again and again.
 *
 * @param key names what is looked at: with another key it begins anew
 * @param period milliseconds between two looks
 */
export function useLook<T>(
  key: string,
  period: number,
  ask: () => Promise<Outcome<T>>,
): Look<T> {
  const looks = useContext(LooksContext);
  if (!looks) throw new Error('no looks');
  const [seen, setSeen] = useState<{ key: string; value: T | undefined; at: number; refusal: Refusal | undefined }>({
    key,
    value: undefined,
    at: 0,
    refusal: undefined,
  });
  const asking = useRef(ask);
  asking.current = ask;
  const failures = useRef(0);
  /** Counts looks, so that an answer that comes late does not replace a newer one. */
  const turn = useRef(0);
  const subject = useMemo<Subject>(
    () => ({
      due: ONCE,
      look: async () => {
        const mine = ++turn.current;
        const outcome = await asking.current();
        if (turn.current !== mine) return;
        const refusal = outcome.kind === 'ok' ? undefined : outcome;
        failures.current = refusal === undefined ? 0 : failures.current + 1;
        subject.due = Date.now() + (nextLook(period, refusal, failures.current) ?? ONCE);
        setSeen((before) => ({
          key,
          value: outcome.kind === 'ok' ? outcome.value : before.key === key ? before.value : undefined,
          at: outcome.kind === 'ok' ? Date.now() : before.key === key ? before.at : 0,
          refusal,
        }));
      },
    }),
    [key, period],
  );
  useEffect(() => {
    failures.current = 0;
    return looks.add(subject);
  }, [looks, subject]);
  const again = useCallback(() => looks.lookAt([subject]), [looks, subject]);
  const mine = seen.key === key;
  return {
    value: mine ? seen.value : undefined,
    at: mine ? seen.at : 0,
    refusal: mine ? seen.refusal : undefined,
    again,
  };
}
