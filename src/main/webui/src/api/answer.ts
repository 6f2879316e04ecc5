import type { components } from '../../generated/api';

type Schemas = components['schemas'];
export type Status = Schemas['Status'];
export type Notice = Schemas['Notice'];
export type Transfer = Schemas['Transfer'];
export type Archive = Schemas['Archive'];
export type Download = Schemas['Download'];
export type Receipt = Schemas['Receipt'];
export type Refund = Schemas['Refund'];
export type Room = Schemas['Room'];
export type Items = Schemas['Items'];
export type ListedItem = Items['items'][number];
export type Problem = Schemas['Problem'];
export type Door = Schemas['Door'];
export type Gallery = Schemas['Gallery'];
export type Selection = Schemas['Selection'];
export type Choice = Schemas['Choice'];
export type Tally = Schemas['Tally'];
export type ProblemCode = CodeOf<Problem['type']>;
type CodeOf<Type> = Type extends `urn:sundown:problem:${infer Code}` ? Code : never;

/** Why a call brought nothing. */
export type Trouble = Reason & {
  /** The id of the call in the logs of the API. */
  readonly reference?: string | undefined;
};

type Reason =
  | { readonly kind: 'offline' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'maintenance'; readonly retryAfter: number | undefined }
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'busy'; readonly retryAfter: number | undefined }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly problem: Problem }
  | { readonly kind: 'unknown' };

/** What came of a call. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly nextLook: number | undefined; readonly etag: string | undefined }
  | { readonly kind: 'unchanged'; readonly nextLook: number | undefined }
  | Trouble;

const PREFIX = 'urn:sundown:problem:';

/** Reads a refusal: a problem of the API, or what the gateway or the network in front of it says. */
export function troubleOf(status: number, body: unknown, retryAfter: number | undefined): Trouble {
  if (status === 401) return { kind: 'session-ended' };
  if (status === 429) return { kind: 'busy', retryAfter };
  const problem = problemOf(body);
  if (problem !== null) {
    const code = problem.type.slice(PREFIX.length) as ProblemCode;
    if (code === 'temporarily-unavailable') return { kind: 'maintenance', retryAfter };
    return code === 'not-signed-in' ? { kind: 'session-ended' } : { kind: 'problem', code, problem };
  }
  return status === 502 || status === 503 || status === 504 ? { kind: 'maintenance', retryAfter } : { kind: 'unknown' };
}

function problemOf(body: unknown): Problem | null {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  return typeof type === 'string' && type.startsWith(PREFIX) ? (body as Problem) : null;
}
