import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Deployment } from './deployment';

const target = join(import.meta.dirname, '../../../target');
export const built = join(target, 'webui');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The origins of a deployment, which are no hosts of anybody else. */
export const issuer = 'http://127.0.0.1:9401';
export const google = 'http://127.0.0.1:9402';
export const thumbnails = 'https://thumbnails.photos.example';
export const archives = 'https://sundown-archive-123456789012-ap-south-1.s3.ap-south-1.amazonaws.com';

const stack = {
  'AWS::StackName': 'sundown',
  'AWS::AccountId': '123456789012',
  'AWS::Region': 'ap-south-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * @param storage where the archives are, besides the bucket
 * @param more values of parameters
 */
function deployment(languages: readonly string[], storage: string, more: Readonly<Record<string, string>>): Deployment {
  return new Deployment('Page', {
    ...stack,
    TokenIssuer: issuer,
    TokenAudience: 'sundown-app',
    GoogleClientId: 'google-client',
    GoogleConsentUri: `${google}/o/oauth2/v2/auth`,
    PageConnections: `${issuer} ${storage}`.trim(),
    PageLanguages: languages.join(' '),
    SupportUri: 'mailto:help@photos.example',
    HelpUri: 'https://photos.example/help',
    PrivacyUri: 'https://photos.example/privacy',
    StatusUri: 'https://photos.example/status',
    ...more,
  });
}

export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function serve(languages: readonly string[], storage = '', more: Readonly<Record<string, string>> = {}): Promise<Site> {
  return serveFolder(built, deployment(languages, storage, more));
}

/** Serves the page of an operator who has small pictures. */
export async function servePictured(languages: readonly string[]): Promise<Site> {
  return serve(languages, '', { ThumbnailUri: `${thumbnails}/small/{item}` });
}

/** Serves the console for operators, who sign in at the same issuer. */
export async function serveConsole(): Promise<Site> {
  const deployed = new Deployment('Console', {
    ...stack,
    OperatorsIssuer: issuer,
    OperatorsAudience: 'sundown-operators',
    ConsoleConnections: issuer,
  });
  return serveFolder(join(target, 'console'), deployed);
}

/** Serves what was built, as a deployment does: with its headers, and index.html for each path of the page. */
async function serveFolder(folder: string, { headers, configuration }: Deployment): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    response.setHeaders(new Map(Object.entries(headers)));
    if (path === '/config.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(configuration);
      return;
    }
    const file = extname(path) === '' ? '/index.html' : path;
    readFile(join(folder, file)).then(
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
