import type { Page, Route } from 'playwright-core';
import { issuer } from './server';
import { now, type Reply } from './states';

const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };

/** Answers the page's calls of the API, and says each call and reply to whom it may concern. */
export async function answerApi(
  page: Page,
  reply: (call: string, route: Route) => Reply | undefined,
  at = now,
): Promise<void> {
  await page.route('**/api/**', async (route) => {
    const call = `${route.request().method()} ${new URL(route.request().url()).pathname.slice('/api'.length)}`;
    const given = reply(call, route);
    if (given === undefined) throw new Error(`no reply to ${call}`);
    await fulfill(route, given, at);
  });
}

export async function fulfill(route: Route, reply: Reply, at = now): Promise<void> {
  if (reply === 'no connection') {
    // The context stays online: a script that is still on its way must arrive.
    const page = route.request().frame().page();
    await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }));
    return route.abort('internetdisconnected');
  }
  if (reply === 'no answer') return route.abort('connectionrefused');
  const headers = { Date: at.toUTCString(), ...('headers' in reply ? reply.headers : {}) };
  if ('body' in reply) return route.fulfill({ status: 200, json: reply.body, headers });
  if ('problem' in reply) {
    return route.fulfill({
      status: reply.status,
      headers,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: `urn:sundown:problem:${reply.problem}`,
        title: reply.problem,
        status: reply.status,
        detail: 'A sentence in English.',
        ...reply.more,
      }),
    });
  }
  return route.fulfill({
    status: reply.status,
    headers,
    ...(reply.status === 304 ? {} : { json: { message: 'no' } }),
  });
}

/** A sign-in that lets everybody in, and what it was asked for. */
export class SignIn {
  readonly tokens: URLSearchParams[] = [];
  /** What the token endpoint says to a refresh token. */
  renews = true;

  async at(page: Page): Promise<void> {
    await page.route(`${issuer}/**`, async (route) => {
      const url = new URL(route.request().url());
      switch (url.pathname) {
        case '/.well-known/openid-configuration':
          return route.fulfill({
            headers: cors,
            json: {
              issuer,
              authorization_endpoint: `${issuer}/authorize`,
              token_endpoint: `${issuer}/token`,
              jwks_uri: `${issuer}/keys`,
            },
          });
        case '/authorize': {
          const back = new URL(url.searchParams.get('redirect_uri')!);
          back.searchParams.set('state', url.searchParams.get('state')!);
          back.searchParams.set('code', 'the-code');
          return route.fulfill({ status: 302, headers: { Location: back.href } });
        }
        case '/token': {
          const asked = new URLSearchParams(route.request().postData() ?? '');
          this.tokens.push(asked);
          if (asked.get('grant_type') === 'refresh_token' && !this.renews) {
            return route.fulfill({ status: 400, headers: cors, json: { error: 'invalid_grant' } });
          }
          return route.fulfill({
            headers: cors,
            json: {
              access_token: `access-${this.tokens.length}`,
              refresh_token: 'refresh',
              id_token: token({ iss: issuer, aud: 'sundown-app', sub: 'ana', iat: 0, exp: 4_000_000_000 }),
              token_type: 'Bearer',
              expires_in: 3600,
              scope: 'openid sundown/export',
            },
          });
        }
        default:
          return route.fulfill({ status: 404, headers: cors });
      }
    });
  }
}

/** A token that nobody signed. */
export function token(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
