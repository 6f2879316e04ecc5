import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export const built = join(import.meta.dirname, '../../../target/webui');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The origins of a deployment, which are no hosts of anybody else. */
export const issuer = 'http://127.0.0.1:9401';
export const google = 'http://127.0.0.1:9402';
export const archives = 'http://127.0.0.1:9403';

/** The policy that a deployment serves the page with. */
export function policy(archiveOrigin = archives): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${issuer} ${archiveOrigin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

export function config(languages: readonly string[]): object {
  return {
    issuer,
    clientId: 'sundown-app',
    scope: 'openid sundown/export offline_access',
    googleClientId: 'google-client',
    googleAuthorization: `${google}/o/oauth2/v2/auth`,
    googleScopes: [
      'https://www.googleapis.com/auth/photoslibrary.appendonly',
      'https://www.googleapis.com/auth/drive.appdata',
    ],
    languages: languages.join(' '),
    brand: 'Sundown',
  };
}

export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves what was built, as a deployment does: with its policy, and index.html for each path of the page. */
export async function serve(languages: readonly string[], archiveOrigin = archives): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    response.setHeader('Content-Security-Policy', policy(archiveOrigin));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path === '/config.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(config(languages)));
      return;
    }
    const file = extname(path) === '' ? '/index.html' : path;
    readFile(join(built, file)).then(
      (content) => {
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  return listen(server);
}

/** Starts a server at a free port. */
export async function listen(server: Server): Promise<Site> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
