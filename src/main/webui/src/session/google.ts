import type { Wanted } from '../api/client';
import type { Config } from './config';

/** What the consent is for. */
export type Purpose = 'start' | 'resume' | 'retry-now';

/** What Google's consent page came back with. */
export type Consent =
  | {
      readonly kind: 'given';
      readonly code: string;
      readonly verifier: string;
      readonly redirectUri: string;
      readonly purpose: Purpose;
      readonly wanted: Wanted;
    }
  | { readonly kind: 'in-part'; readonly missing: readonly string[]; readonly purpose: Purpose; readonly wanted: Wanted }
  | { readonly kind: 'refused'; readonly purpose: Purpose; readonly wanted: Wanted }
  | { readonly kind: 'not-ours' };

interface Request {
  readonly state: string;
  readonly verifier: string;
  readonly purpose: Purpose;
  readonly wanted?: Wanted | undefined;
}

/** What a consent is asked for. */
export interface Wish {
  readonly purpose: Purpose;
  /** The account, where it has to be the same. */
  readonly account?: string | undefined;
  /** What a person chooses for a move. */
  readonly wanted?: Wanted | undefined;
}

const KEY = 'google-consent';

export function redirectUri(): string {
  return `${location.origin}/google`;
}

/** The address of Google's consent page; keeps the verifier and the choice in this tab. */
export async function askForConsent(config: Config, { purpose, account, wanted }: Wish): Promise<string> {
  const request: Request = { state: random(), verifier: random(), purpose, wanted };
  sessionStorage.setItem(KEY, JSON.stringify(request));
  const url = new URL(config.googleAuthorization);
  const parameters: Record<string, string> = {
    client_id: config.googleClientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: config.googleScopes.join(' '),
    access_type: 'offline',
    // Google gives a refresh token only if it asks, and another account only if it lets choose.
    prompt: account === undefined ? 'select_account consent' : 'consent',
    state: request.state,
    code_challenge: await challenge(request.verifier),
    code_challenge_method: 'S256',
  };
  if (account !== undefined) parameters['login_hint'] = account;
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Reads what Google's consent page came back with; works once. */
export function readConsent(search: string, scopes: readonly string[]): Consent {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return consentOf(new URLSearchParams(search), kept, scopes, redirectUri());
}

export function consentOf(
  answer: URLSearchParams,
  kept: string | null,
  scopes: readonly string[],
  address: string,
): Consent {
  const request = kept === null ? null : (JSON.parse(kept) as Request);
  if (request === null || answer.get('state') !== request.state) return { kind: 'not-ours' };
  const { purpose, verifier, wanted = {} } = request;
  const code = answer.get('code');
  if (code === null) return { kind: 'refused', purpose, wanted };
  const granted = answer.get('scope')?.split(' ');
  const missing = granted === undefined ? [] : scopes.filter((scope) => !granted.includes(scope) && scope.startsWith('https:'));
  if (missing.length > 0) return { kind: 'in-part', missing, purpose, wanted };
  return { kind: 'given', code, verifier, redirectUri: address, purpose, wanted };
}

function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
