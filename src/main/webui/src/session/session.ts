import { UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** A token is renewed so many seconds before its end. */
const MARGIN = 60;

/** The sign-in of a page. */
export interface Door {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

/** Who is signed in, and their access token. Tokens stay in this tab, and end with it. */
export class Session {
  readonly #manager: UserManager;
  #renewal: Promise<string | null> | undefined;

  constructor(door: Door) {
    // Both stores are in local storage by default.
    const store = new WebStorageStateStore({ store: window.sessionStorage });
    this.#manager = new UserManager({
      authority: door.issuer,
      client_id: door.clientId,
      scope: door.scope,
      redirect_uri: `${location.origin}/signed-in`,
      post_logout_redirect_uri: `${location.origin}/`,
      userStore: store,
      stateStore: store,
      automaticSilentRenew: false,
      monitorSession: false,
    });
  }

  /** Whether somebody signed in in this tab; their session may have ended. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#manager.getUser()) !== null;
  }

  /** The name to show beside "Sign out": the best that the sign-in tells. */
  async name(): Promise<string | undefined> {
    const profile = (await this.#manager.getUser())?.profile;
    return profile?.email ?? profile?.preferred_username ?? profile?.name ?? profile?.sub;
  }

  /** The id by which the operator finds them. */
  async userId(): Promise<string | undefined> {
    return (await this.#manager.getUser())?.profile.sub;
  }

  /** Leaves for the sign-in, which comes back to /signed-in. */
  async signIn(returnTo: string, language: string): Promise<void> {
    await this.#manager.signinRedirect({ state: { returnTo }, ui_locales: language });
  }

  /** The same for somebody who is signed in, and has to prove again who they are. */
  async signInAnew(returnTo: string): Promise<void> {
    await this.#manager.signinRedirect({ state: { returnTo }, prompt: 'login', max_age: 0 });
  }

  /** Ends a sign-in at /signed-in; answers with the path to go on at. */
  async complete(): Promise<string> {
    const user = await this.#manager.signinRedirectCallback();
    await this.#manager.clearStaleState();
    const returnTo = (user.state as { returnTo?: unknown } | undefined)?.returnTo;
    // A path only, so that nobody is sent elsewhere.
    return typeof returnTo === 'string' && /^\/(?!\/)[\w/-]*$/.test(returnTo) ? returnTo : '/';
  }

  /** A token that lives for a while yet, or null where the person has to sign in again. */
  async token(refused?: string): Promise<string | null> {
    const user = await this.#manager.getUser();
    if (!user) return null;
    const fresh = user.expires_in === undefined || user.expires_in > MARGIN;
    if (fresh && user.access_token !== refused) return user.access_token;
    if (!user.refresh_token) return null;
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #renew(): Promise<string | null> {
    try {
      return (await this.#manager.signinSilent())?.access_token ?? null;
    } catch (failure) {
      if (isUnreachable(failure)) throw failure;
      return null;
    }
  }

  /** Forgets the tokens, and ends the session at the sign-in where that is offered. */
  async signOut(): Promise<void> {
    const metadata = await this.#manager.metadataService.getMetadata().catch(() => undefined);
    if (metadata?.revocation_endpoint) {
      await this.#manager.revokeTokens(['refresh_token']).catch(() => undefined);
    }
    if (metadata?.end_session_endpoint) {
      await this.#manager.signoutRedirect();
      return;
    }
    await this.#manager.removeUser();
    location.assign('/');
  }
}

/** A sign-in that is not reached has not refused anybody. */
function isUnreachable(failure: unknown): boolean {
  return failure instanceof TypeError || (failure instanceof Error && failure.name === 'ErrorTimeout');
}
