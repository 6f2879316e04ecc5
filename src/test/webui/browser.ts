import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { issuer } from './server';

/** The headless shell, which takes three fifths of the whole browser's processor time. */
export const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

/** How long a page may take, in milliseconds: a machine may be busy. */
export const PATIENCE = 300_000;

/** Whether to look at all widths, languages, and colours, and to take pictures: `make verify` does. */
export const thorough = process.env['THOROUGH'] === '1';

/** The widths at which each state is looked at. What does not fit shows at the smallest. */
export const widths = thorough ? [320, 1280] : [320];

/** Without a sandbox, which root has not, and without what a browser asks of its maker. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
}

/** What a page said and asked for while a test looked at it. */
export class Watch {
  readonly console: string[] = [];
  readonly violations: string[] = [];
  readonly requests: string[] = [];

  /** The hosts that were asked besides those of the deployment. */
  foreign(own: readonly string[]): string[] {
    return this.requests
      .filter((url) => url.startsWith('http') && !own.includes(new URL(url).origin))
      .map((url) => new URL(url).origin);
  }
}

export async function watched(context: BrowserContext): Promise<{ page: Page; watch: Watch }> {
  const watch = new Watch();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.exposeFunction('reportViolation', (violation: string) => watch.violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { reportViolation: (text: string) => void }).reportViolation(
        `${event.violatedDirective} ${event.blockedURI}`,
      );
    });
  });
  page.on('console', (message) => {
    // The browser itself reports each refusal; refusals are part of the tests.
    const refused =
      message.text().startsWith('Failed to load resource') &&
      (message.location().url.includes('/api/') || message.location().url.startsWith(issuer));
    if ((message.type() === 'error' || message.type() === 'warning') && !refused) watch.console.push(message.text());
  });
  page.on('pageerror', (error) => watch.console.push(String(error)));
  page.on('request', (request) => watch.requests.push(request.url()));
  return { page, watch };
}

/** Puts a session into the tab, as the sign-in leaves it. */
export async function signIn(page: Page, client = 'sundown-app', token = 'access'): Promise<void> {
  await page.addInitScript(
    ([key, user]) => {
      if (location.protocol.startsWith('http') && !sessionStorage.getItem('signed-out')) {
        sessionStorage.setItem(key!, user!);
      }
    },
    [
      `oidc.user:${issuer}:${client}`,
      JSON.stringify({
        access_token: token,
        refresh_token: 'refresh',
        token_type: 'Bearer',
        scope: 'openid sundown/export',
        profile: { sub: 'ana', iss: issuer, aud: client, exp: 4_000_000_000, iat: 0 },
        expires_at: 4_000_000_000,
      }),
    ],
  );
}
