import type { components, paths } from '../../generated/operators';
import { authorized, SessionEnded } from '../../src/api/authorized';
import type { Session } from '../../src/session/session';

/** The functions that operators call. */
export type Call = { [Path in keyof paths]: Path extends `/operators/${infer Name}` ? Name : never }[keyof paths];
type Post<C extends Call> = paths[`/operators/${C}`]['post'];
export type Body<C extends Call> = NonNullable<Post<C>['requestBody']>['content']['application/json'];
export type Answer<C extends Call> = Post<C>['responses'][200]['content']['application/json'];

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** Why a call brought nothing. */
export type Refusal =
  | { readonly kind: 'offline' }
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'late' }
  | { readonly kind: 'problem'; readonly code: string; readonly problem: Problem }
  | { readonly kind: 'unknown' };

export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Refusal;

const PREFIX = 'urn:sundown:problem:';

/** The operators' API, below the console's own origin. */
export class Api {
  readonly #fetch: (request: Request) => Promise<Response>;
  /** How many calls were made. */
  calls = 0;

  constructor(session: Session) {
    this.#fetch = authorized(session);
  }

  async call<C extends Call>(call: C, body: Body<C>): Promise<Outcome<Answer<C>>> {
    this.calls++;
    try {
      const response = await this.#fetch(
        new Request(`${location.origin}/api/operators/${call}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
          cache: 'no-store',
        }),
      );
      const said: unknown = await response.json().catch(() => undefined);
      return response.ok ? { kind: 'ok', value: said as Answer<C> } : refusalOf(response.status, said);
    } catch (failure) {
      if (failure instanceof SessionEnded) return { kind: 'session-ended' };
      return failure instanceof TypeError ? { kind: 'offline' } : { kind: 'unknown' };
    }
  }
}

/** Reads a refusal: a problem of a function, or what the gateway in front of it says. */
export function refusalOf(status: number, said: unknown): Refusal {
  const problem = problemOf(said);
  if (problem !== null) {
    const code = problem.type.slice(PREFIX.length);
    return code === 'operator-not-signed-in' ? { kind: 'session-ended' } : { kind: 'problem', code, problem };
  }
  if (status === 401) return { kind: 'session-ended' };
  if (status === 429) return { kind: 'busy' };
  return status === 503 || status === 504 ? { kind: 'late' } : { kind: 'unknown' };
}

function problemOf(said: unknown): Problem | null {
  const type = typeof said === 'object' && said !== null && 'type' in said ? said.type : undefined;
  return typeof type === 'string' && type.startsWith(PREFIX) ? (said as Problem) : null;
}
