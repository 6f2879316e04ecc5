import createClient from 'openapi-fetch';
import type { paths } from '../../generated/api';
import type { Session } from '../session/session';
import { authorized, SessionEnded } from './authorized';
import {
  type Archive,
  type Items,
  type Outcome,
  type Receipt,
  type Selection,
  type Status,
  type Transfer,
  troubleOf,
} from './answer';

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** Google's answer to the request for consent, as the API takes it. */
export interface ConsentBody {
  readonly authorizationCode: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** How a transfer goes on. */
export type Resume =
  | { withoutRoom: true }
  | { retryNow: true }
  | { movePrivate: false }
  | { selection: Selection }
  | Record<string, never>;

/** What a person chooses before a move. */
export interface Wanted {
  /** What they answer to the question about their private album. */
  readonly movePrivate?: boolean | undefined;
  /** The part of their gallery, where it is not everything. */
  readonly selection?: Selection | undefined;
}

/** What a download has, where it is not everything. */
export type ArchivePart = { selection: Selection } | { onlyFailed: true } | Record<string, never>;

/** The calls of the API. */
export class Api {
  readonly #client;

  constructor(session: Session) {
    this.#client = createClient<paths>({
      baseUrl: `${location.origin}/api`,
      cache: 'no-store',
      fetch: authorized(session),
    });
  }

  /** The clock of the API when it last answered, less this device's. */
  ahead = 0;

  status(etag: string | undefined): Promise<Outcome<Status>> {
    return this.#outcome(
      this.#client.GET('/me', etag === undefined ? {} : { headers: { 'If-None-Match': etag } }),
    );
  }

  startTransfer(consent: ConsentBody, { movePrivate, selection }: Wanted): Promise<Outcome<Transfer>> {
    const body = { ...consent, ...(movePrivate !== undefined && { movePrivate }), ...(selection && { selection }) };
    return this.#outcome(this.#client.POST('/transfers', { body }));
  }

  stopTransfer(): Promise<Outcome<Transfer>> {
    return this.#outcome(this.#client.DELETE('/transfers/current'));
  }

  /** Stops the transfer, and revokes the consent at Google. */
  disconnect(): Promise<Outcome<Transfer>> {
    return this.#outcome(this.#client.DELETE('/transfers/current/consent'));
  }

  resumeTransfer(how: Resume | ConsentBody | (ConsentBody & Resume)): Promise<Outcome<Transfer>> {
    return this.#outcome(this.#client.POST('/transfers/current/resume', { body: how }));
  }

  /** What became of each item, or of those in a state. */
  items(after: string | undefined, state?: 'failed'): Promise<Outcome<Items>> {
    const query = { limit: 500, ...(after !== undefined && { after }), ...(state && { state }) };
    return this.#outcome<Items>(
      this.#client.GET('/transfers/current/items', { params: { query }, parseAs: 'json' }) as Answer<Items>,
    );
  }

  receipt(): Promise<Outcome<Receipt>> {
    return this.#outcome(this.#client.GET('/receipt'));
  }

  requestArchive(volumeGigabytes: 1 | 2 | 4, part: ArchivePart = {}): Promise<Outcome<Archive>> {
    return this.#outcome(this.#client.POST('/archives', { body: { volumeGigabytes, ...part } }));
  }

  archive(): Promise<Outcome<Archive>> {
    return this.#outcome(this.#client.GET('/archives/current'));
  }

  deleteArchive(): Promise<Outcome<Archive>> {
    return this.#outcome(this.#client.DELETE('/archives/current'));
  }

  confirmVolume(n: number): Promise<Outcome<Archive>> {
    return this.#outcome(
      this.#client.POST('/archives/current/volumes/{n}/downloaded', { params: { path: { n } } }),
    );
  }

  async #outcome<T>(call: Answer<T>): Promise<Outcome<T>> {
    try {
      const { data, error, response } = await call;
      const nextLook = lookAgain(data) ?? seconds(response.headers.get('Retry-After'));
      this.#setClock(response.headers.get('Date'));
      if (response.status === 304) return { kind: 'unchanged', nextLook };
      if (!response.ok || data === undefined) {
        const reference = response.headers.get('apigw-requestid') ?? undefined;
        return { ...troubleOf(response.status, error, nextLook), reference };
      }
      return { kind: 'ok', value: data, nextLook, etag: response.headers.get('ETag') ?? undefined };
    } catch (failure) {
      if (failure instanceof SessionEnded) return { kind: 'session-ended' };
      if (!(failure instanceof TypeError)) return { kind: 'unknown' };
      return { kind: navigator.onLine ? 'unreachable' : 'offline' };
    }
  }

  /** Days left are counted by the API's clock: a phone's may be wrong. */
  #setClock(date: string | null): void {
    const answered = Date.parse(date ?? '');
    if (!Number.isNaN(answered)) this.ahead = answered - Date.now();
  }
}

function lookAgain(answer: unknown): number | undefined {
  const said = (answer as { lookAgainInSeconds?: unknown } | undefined)?.lookAgainInSeconds;
  return typeof said === 'number' ? said : undefined;
}

function seconds(header: string | null): number | undefined {
  const count = Number(header ?? Number.NaN);
  return Number.isFinite(count) && count >= 0 ? count : undefined;
}
