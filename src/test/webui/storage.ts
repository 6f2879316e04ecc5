import type { BrowserContext, Route } from 'playwright-core';

/** A range of a volume that a page asks for: the first byte and the last, and the link. */
export interface Asked {
  readonly from: number;
  readonly to: number;
  readonly link: string;
}

/** What is made of a request. */
export type Fault = (route: Route, asked: Asked) => Promise<void>;

const volumes = (url: URL): boolean => url.pathname.endsWith('.zip');
const readable = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Content-Range' };

/** Stands between a browser and the storage of a cloud, and spoils the answers that it is told to. */
export class Between {
  /** The ranges that were asked for, in their order. */
  readonly asked: Asked[] = [];
  #isAside = false;

  private constructor() {}

  /** @param choose the fault of a request; without one it reaches the storage as it is */
  static async of(context: BrowserContext, choose: (asked: Asked) => Fault | undefined): Promise<Between> {
    const between = new Between();
    await context.route(volumes, async (route) => {
      const asked = askedBy(route);
      if (!between.#isAside) between.asked.push(asked);
      const fault = between.#isAside ? undefined : choose(asked);
      await (fault === undefined ? route.continue() : fault(route, asked));
    });
    return between;
  }

  /** Lets everything pass from now on. To take the route away would wait for threads that end just then. */
  stepAside(): void {
    this.#isAside = true;
  }
}

/** The storage never answers. */
export const silence: Fault = () => Promise.resolve();

/** The storage no longer takes the link, as S3 says it. */
export const refusal: Fault = (route) =>
  route.fulfill({
    status: 403,
    headers: readable,
    contentType: 'application/xml',
    body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
  });

/** The whole volume comes in place of the range. */
export const everything: Fault = async (route) => {
  const { range: _, ...headers } = route.request().headers();
  const response = await route.fetch({ headers });
  await route.fulfill({ response, headers: { ...response.headers(), ...readable } });
};

/** Another range comes than the one that was asked for. */
export const otherRange: Fault = async (route, { from, to }) => {
  const response = await route.fetch({ headers: { ...route.request().headers(), range: `bytes=${from}-${to - 1}` } });
  await route.fulfill({ response, headers: { ...response.headers(), ...readable } });
};

/** One bit in the middle is another. */
export const flippedBit: Fault = async (route) => {
  const response = await route.fetch();
  const body = await response.body();
  body[body.length >> 1]! ^= 1;
  await route.fulfill({ response, headers: { ...response.headers(), ...readable }, body });
};

function askedBy(route: Route): Asked {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(route.request().headers()['range'] ?? '') ?? [];
  return { from: Number(from), to: Number(to), link: route.request().url() };
}
