import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const PATIENCE = 300_000;

/** One machine's cloud, as `make run` starts it. */
export class LocalCloud {
  readonly #process: ChildProcess;
  readonly #said: string[] = [];
  /** The page, without a slash at the end. */
  readonly origin: string;
  /** The operators' console, without a slash at the end. */
  readonly console: string;
  /** The stand-in for Google. */
  readonly google: string;
  /** The member who has the gallery. */
  readonly member: string;

  private constructor(process: ChildProcess, said: string[], found: RegExpExecArray, console: string, google: string) {
    this.#process = process;
    this.#said = said;
    this.origin = found[1]!;
    this.member = found[2]!;
    this.console = console;
    this.google = google;
  }

  /** Starts it with a folder of pictures, and waits until it says where the page is. */
  static async start(gallery: string): Promise<LocalCloud> {
    const port = await freePort();
    const process = spawn('make', ['--no-print-directory', 'run', `PORT=${port}`, `GALLERY=${gallery}`], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const listen = (part: Buffer): void => void said.push(part.toString());
    process.stdout!.on('data', listen);
    process.stderr!.on('data', listen);
    const end = Date.now() + PATIENCE;
    for (;;) {
      const text = said.join('');
      const page = /The page for users is at (http:\/\/[^/\s]+)\/? \(sign in as ([^)]+)\)/.exec(text);
      const console = /The console for operators is at (http:\/\/[^/\s]+)/.exec(text)?.[1];
      const google = /The stand-in for Google is at (http:\/\/[^/\s]+)/.exec(text)?.[1];
      if (page && console && google) return new LocalCloud(process, said, page, console, google);
      if (process.exitCode !== null || Date.now() > end) {
        stop(process);
        throw new Error(`the local cloud did not start:\n${text.slice(-4000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What it has printed. */
  get said(): string {
    return this.#said.join('');
  }

  /** Moves its clock forward by an ISO 8601 period. */
  async forward(period: string): Promise<void> {
    await this.#post(`${this.origin}/local/clock`, JSON.stringify({ forward: period }));
  }

  /** Replaces the faults of the stand-in for Google. */
  async faults(list: readonly object[]): Promise<void> {
    await this.#post(`${this.google}/standin/faults`, JSON.stringify(list));
  }

  /** Gives a Google account so much storage. */
  async storage(account: string, bytes: number): Promise<void> {
    await this.#post(`${this.google}/standin/storage?account=${encodeURIComponent(account)}&bytes=${bytes}`);
  }

  /** The SHA-256 digest of each photo and video that a Google account holds. */
  async holdings(account: string): Promise<string[]> {
    const held = await this.#get(`holdings?account=${encodeURIComponent(account)}`);
    return (held as { sha256: string }[]).map(({ sha256 }) => sha256);
  }

  /** How often the stand-in for Google has answered with a status that refuses. */
  async refusals(status: number): Promise<number> {
    const { refused } = (await this.#get('metrics')) as { refused: Readonly<Record<string, number>> };
    return refused[status] ?? 0;
  }

  /** A token of the sign-in that the page or the console at an address takes. */
  async token(site: string, user: string, name = user): Promise<string> {
    const { issuer } = (await (await fetch(`${site}/config.json`)).json()) as { issuer: string };
    const url = `${issuer}/local/token?user=${user}&name=${encodeURIComponent(name)}`;
    const issued = await fetch(url, { method: 'POST' });
    return ((await issued.json()) as { access_token: string }).access_token;
  }

  /** What `scripts/smoke` says of it, and its exit code. */
  async smoke(console = this.console): Promise<{ said: string; status: number | null }> {
    const env = {
      ...process.env,
      PORT: new URL(this.origin).port,
      CONSOLE: console,
      USER_TOKEN: await this.token(this.origin, this.member),
      OPERATOR_TOKEN: await this.token(this.console, 'mary'),
    };
    const { stdout, stderr, status } = spawnSync(join(root, 'scripts/smoke'), { env, encoding: 'utf8' });
    return { said: stdout + stderr, status };
  }

  stop(): void {
    stop(this.#process);
  }

  async #get(figure: string): Promise<unknown> {
    return (await fetch(`${this.google}/standin/${figure}`)).json();
  }

  async #post(url: string, body?: string): Promise<void> {
    const response = await fetch(url, { method: 'POST', ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  }
}

/** Ends the cloud with all that it started. */
function stop(process: ChildProcess): void {
  if (process.pid === undefined || process.exitCode !== null) return;
  globalThis.process.kill(-process.pid, 'SIGTERM');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
