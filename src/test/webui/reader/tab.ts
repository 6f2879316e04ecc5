import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { EXECUTABLE, FLAGS } from '../browser';
import type { Calls } from './page';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

/** In which Linux counts processor time for programs. */
const TICKS_A_SECOND = 100;

type Call = { name: keyof Calls; argument: unknown };

/**
 * A tab of a real browser with the reader in it, under the policy of a deployment, and the storage with one volume. No
 * debugger is attached: it would keep copies of what the page fetches, and its memory would be the tab's.
 */
export class Tab {
  /** What the browser refused because of the policy, in the page and in its workers. */
  readonly violations: string[] = [];
  /** The answers of the storage that are still to be spoilt, each by its status. */
  readonly faults: number[] = [];
  /** How many ranges were served. */
  ranges = 0;

  #browser: ChildProcess | undefined;
  #waiting: ServerResponse | undefined;
  #next: Call | undefined;
  #answered: ((answer: { value?: unknown; error?: string }) => void) | undefined;

  private constructor(
    private readonly volume: string,
    private readonly folder: string,
    private readonly page: Server,
    private readonly storage: Server,
  ) {}

  static async open(volume: string): Promise<Tab> {
    const folder = mkdtempSync(join(tmpdir(), 'saving-'));
    await build({
      configFile: false,
      root: import.meta.dirname,
      logLevel: 'error',
      build: { outDir: join(folder, 'page'), assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    });
    const tab = new Tab(volume, folder, createServer(), createServer());
    tab.page.on('request', (request, response) => void tab.#servePage(request, response));
    tab.storage.on('request', (request, response) => tab.#serveVolume(request, response));
    await Promise.all([listen(tab.page), listen(tab.storage)]);
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    tab.#browser = spawn(EXECUTABLE, ['--headless', ...FLAGS, profile, origin(tab.page)], { stdio: 'ignore', detached: true });
    return tab;
  }

  get link(): string {
    return `${origin(this.storage)}/volume`;
  }

  /** Calls a function of the page. */
  async call<N extends keyof Calls>(name: N, argument?: Parameters<Calls[N]>[0]): Promise<Awaited<ReturnType<Calls[N]>>> {
    const answer = await new Promise<{ value?: unknown; error?: string }>((resolve) => {
      this.#answered = resolve;
      this.#next = { name, argument };
      this.#send();
    });
    if (answer.error !== undefined) {
      throw new Error(answer.error);
    }
    return answer.value as Awaited<ReturnType<Calls[N]>>;
  }

  /** Begins to measure the memory of the tab anew. */
  forgetPeak(): void {
    this.#renderers().forEach((process) => writeFileSync(`/proc/${process}/clear_refs`, '5'));
  }

  /** The most memory that the tab's process had resident, in bytes, with what it shares with others: VmHWM. */
  peak(): number {
    return Math.max(
      ...this.#renderers().map((process) => {
        const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))![1];
        return Number(kilobytes) * 1024;
      }),
    );
  }

  /** The processor time that the tab's process has taken, in milliseconds, with all its threads. */
  processorTime(): number {
    const ticks = this.#renderers().map((process) => {
      const fields = readFileSync(`/proc/${process}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      return Number(fields[11]) + Number(fields[12]);
    });
    return (1_000 * Math.max(...ticks)) / TICKS_A_SECOND;
  }

  async close(): Promise<void> {
    const browser = this.#browser!;
    const gone = new Promise((resolve) => browser.once('exit', resolve));
    process.kill(-browser.pid!, 'SIGKILL');
    await gone;
    this.page.closeAllConnections();
    this.storage.closeAllConnections();
    await Promise.all([this.page, this.storage].map((server) => new Promise((resolve) => server.close(resolve))));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #renderers(): string[] {
    return readdirSync('/proc').filter((process) => {
      try {
        const command = readFileSync(`/proc/${process}/cmdline`, 'utf8');
        return command.includes('--type=renderer') && execFileSync('ps', ['-o', 'pgid=', '-p', process]).toString().trim() === `${this.#browser!.pid}`;
      } catch {
        return false;
      }
    });
  }

  #send(): void {
    if (this.#waiting && this.#next) {
      this.#waiting.end(JSON.stringify(this.#next));
      this.#waiting = undefined;
      this.#next = undefined;
    }
  }

  async #servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url!, 'http://page').pathname;
    if (path === '/call') {
      this.#waiting = response;
      this.#send();
    } else if (path === '/answer') {
      this.#answered?.(JSON.parse(await text(request)) as { value?: unknown; error?: string });
      response.end();
    } else if (path === '/violation') {
      this.violations.push(await text(request));
      response.end();
    } else {
      const file = join(this.folder, 'page', path === '/' ? 'index.html' : path);
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.setHeader('Content-Security-Policy', this.#policy());
      createReadStream(file)
        .on('error', () => response.writeHead(404).end())
        .pipe(response);
    }
  }

  #policy(): string {
    return [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      `connect-src 'self' ${origin(this.storage)}`,
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'report-uri /violation',
    ].join('; ');
  }

  /** As a presigned link of the storage: ranges for one origin, no header exposed, and nothing but GET. */
  #serveVolume(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Access-Control-Allow-Origin', origin(this.page));
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'range');
      response.setHeader('Access-Control-Max-Age', '600');
      response.end();
      return;
    }
    const fault = this.faults.shift();
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (request.method !== 'GET' || fault !== undefined || from === undefined) {
      response.writeHead(fault ?? 403).end();
      return;
    }
    const [start, end] = [Number(from), Number(last)];
    this.ranges++;
    response.writeHead(206, {
      'Content-Length': end - start + 1,
      'Content-Range': `bytes ${start}-${end}/${statSync(this.volume).size}`,
    });
    createReadStream(this.volume, { start, end, highWaterMark: 1 << 20 }).pipe(response);
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
