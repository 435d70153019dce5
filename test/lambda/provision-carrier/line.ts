/** What goes wrong with one request on the way to a carrier, or with its answer. */
export const LINE_FAULTS = {
  'gets no connection': { done: false, fail: () => broken('ECONNREFUSED') },
  'is throttled': { done: false, fail: () => answer(429) },
  'fails before it': { done: false, fail: () => answer(503) },
  'is refused': { done: false, fail: () => answer(400) },
  'is done, and its answer is lost': { done: true, fail: () => broken('ECONNRESET') },
  'is done, and answered with 500': { done: true, fail: () => answer(500) },
  'is done, and answered with nonsense': { done: true, fail: () => new Response('<html>', { status: 200 }) },
} as const;
export type LineFault = keyof typeof LINE_FAULTS;

/** The line from the provisioning function to one carrier. */
export class Line {
  /** How many requests came. */
  requests = 0;
  private disturbed: { from: number; times: number; fault: LineFault } | undefined;

  constructor(private readonly far: typeof fetch) {}

  /** To so many requests from the nth on, counted from now. */
  disturb(nth: number, fault: LineFault, times = 1): void {
    this.disturbed = { from: this.requests + nth, times, fault };
  }

  calm(): void {
    this.disturbed = undefined;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const number = ++this.requests;
    const { from = Infinity, times = 0, fault } = this.disturbed ?? {};
    if (fault === undefined || number < from || number >= from + times) return this.far(input, init);
    const { done, fail } = LINE_FAULTS[fault];
    if (done) await (await this.far(input, init)).arrayBuffer();
    return fail();
  };
}

function answer(status: number): Response {
  return Response.json({}, { status });
}

function broken(code: string): never {
  throw new TypeError('fetch failed', { cause: { code } });
}
