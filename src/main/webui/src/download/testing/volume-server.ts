import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request in a wrong way. */
export type Fault = (response: ServerResponse, bytes: Uint8Array, range: { from: number; to: number }) => void;

/** Serves bytes by ranges, as the storage serves a presigned link: GET alone, and no header exposed. */
export class VolumeServer {
  readonly ranges: { from: number; to: number }[] = [];
  /** The faults of the next requests; `undefined` is a right answer. */
  faults: (Fault | undefined)[] = [];
  /** Decides on each request that has no fault. */
  rule: (link: string) => Fault | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    public bytes: Uint8Array,
  ) {}

  static async start(bytes: Uint8Array): Promise<VolumeServer> {
    const server = createServer();
    const volumes = new VolumeServer(server, bytes);
    server.on('request', (request, response) => volumes.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return volumes;
  }

  link(name: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const range = { from: Number(first), to: Number(last) + 1 };
    this.ranges.push(range);
    // A connection that is kept would meet the next test's server, when that gets the same port.
    response.shouldKeepAlive = false;
    const fault = this.faults.shift() ?? this.rule(request.url!.slice(1));
    (fault ?? right)(response, this.bytes, range);
  }
}

export const right: Fault = (response, bytes, { from, to }) => {
  response.writeHead(206, { 'Content-Length': to - from, 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` });
  response.end(bytes.subarray(from, to));
};

export const status =
  (code: number): Fault =>
  (response) => {
    response.writeHead(code);
    response.end('<Error/>');
  };

export const wholeFile: Fault = (response, bytes) => {
  response.writeHead(200, { 'Content-Length': bytes.length });
  response.end(bytes);
};

export const shifted: Fault = (response, bytes, { from, to }) => {
  const body = bytes.subarray(from - 1, to - 1);
  response.writeHead(206, { 'Content-Length': body.length, 'Content-Range': `bytes ${from - 1}-${to - 2}/${bytes.length}` });
  response.end(body);
};

export const otherTotal: Fault = (response, bytes, { from, to }) => {
  response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length + 1}` });
  response.end(bytes.subarray(from, to));
};

export const shortBody: Fault = (response, bytes, { from, to }) => {
  response.writeHead(206);
  response.end(bytes.subarray(from, to - 1));
};

export const longBody: Fault = (response, bytes, { from, to }) => {
  response.writeHead(206);
  response.end(Buffer.concat([bytes.subarray(from, to), Buffer.alloc(1)]));
};

export const cutOff: Fault = (response, bytes, { from, to }) => {
  response.writeHead(206, { 'Content-Length': to - from });
  response.write(bytes.subarray(from, from + (to - from) / 2), () => response.destroy());
};

export const reset: Fault = (response) => response.destroy();

export const silent: Fault = (response) => response.writeHead(206).flushHeaders();
