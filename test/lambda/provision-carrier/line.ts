/** What goes wrong with one request on the way to a carrier, or with its answer. The time of a time-out is not waited for. */
export const LINE_FAULTS = {
  'gets no connection': { done: false, fail: () => broken('ECONNREFUSED') },
  'is throttled': { done: false, fail: () => answer(429) },
  'fails before it': { done: false, fail: () => answer(503) },
  'is refused': { done: false, fail: () => answer(400) },
  'is refused for its key': { done: false, fail: () => answer(401) },
  'is done, and its answer is lost': { done: true, fail: () => broken('ECONNRESET') },
  'is done, and times out': { done: true, fail: () => timedOut() },
  'is done, and answered with 500': { done: true, fail: () => answer(500) },
  'is done, and answered with nonsense': { done: true, fail: () => new Response('<html>', { status: 200 }) },
} as const;
export type LineFault = keyof typeof LINE_FAULTS;

/** The line from the provisioning function to all accounts at carriers. */
export class Line {
  /** What was asked, in order, as in `POST /v1/Trunks`. */
  readonly journal: string[] = [];
  private disturbances: { from: number; times: number; fault: LineFault }[] = [];

  /** To so many requests from the nth on, counted from now. Where two would meet one request, the first does. */
  disturb(nth: number, fault: LineFault, times = 1): void {
    this.disturbances.push({ from: this.journal.length + nth, times, fault });
  }

  calm(): void {
    this.disturbances = [];
  }

  /** A `fetch` by this line. */
  async carry(far: typeof fetch, ...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const number = this.journal.push(`${init?.method ?? 'GET'} ${pathname}`);
    const met = this.disturbances.find(({ from, times }) => number >= from && number < from + times);
    if (met === undefined) return far(input, init);
    const { done, fail } = LINE_FAULTS[met.fault];
    if (done) await far(input, init);
    return fail();
  }
}

function answer(status: number): Response {
  return Response.json({}, { status });
}

function broken(code: string): never {
  throw new TypeError('fetch failed', { cause: { code } });
}

function timedOut(): never {
  throw new DOMException('The operation timed out', 'TimeoutError');
}
