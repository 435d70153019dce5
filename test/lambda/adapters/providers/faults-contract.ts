import { inspect } from 'node:util';
import type { Provider, ProviderOptions } from '../../../../lambda/adapters/providers/provider';
import { ProviderError } from '../../../../lambda/core/errors';
import type { KeyRing } from '../../../../lambda/core/ports';
import type { Fault, FakeService } from '../../../fakes/fake-provider';

/** An error that a provider can answer with, and what the caller of its adapter has to make of it. */
export interface AnsweredError {
  fault: Extract<Fault, { status: number }>;
  kind: ProviderError['kind'];
}

/** What any service over HTTP can answer. 401 is not among them: it is about the key. */
export const HTTP_ERRORS: readonly AnsweredError[] = [
  { fault: { status: 400 }, kind: 'refused' },
  { fault: { status: 402, code: 'quota_exceeded' }, kind: 'refused' },
  { fault: { status: 403 }, kind: 'unauthorised' },
  { fault: { status: 404, code: 'model_not_found' }, kind: 'refused' },
  { fault: { status: 408 }, kind: 'timeout' },
  { fault: { status: 429, code: 'rate_limited', headers: { 'retry-after': '30' } }, kind: 'rate-limited' },
  { fault: { status: 500 }, kind: 'unavailable' },
  { fault: { status: 503, headers: { 'retry-after': '30' } }, kind: 'unavailable' },
  { fault: { status: 504 }, kind: 'timeout' },
];

/** What the suites need to know of every provider. */
export interface ProviderUnderTest<Fake extends FakeService> {
  provider: string;
  build: (options: ProviderOptions) => Provider;
  model: string;
  /** The key that the fake takes; undefined: a service of AWS, which asks for none. */
  goodKey: string | undefined;
  /** Starts the fake. */
  open: () => Promise<Fake>;
  /** Errors that it answers with. Standard: {@link HTTP_ERRORS}. */
  errors?: readonly AnsweredError[];
}

/** Nothing that a test waits for ends by this. */
export const NEVER: AbortSignal = new AbortController().signal;

/** Keys in their order: each renewal takes the next, the last one stays. */
export class ScriptedKeys implements KeyRing {
  renewals = 0;
  constructor(private readonly keys: (string | undefined)[]) {}

  async key(_provider: string, renew = false): Promise<string | undefined> {
    if (renew) this.renewals++;
    return this.keys[Math.min(this.renewals, this.keys.length - 1)];
  }
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

/**
 * What every port of every provider does when something goes wrong.
 *
 * @param work asks once, with `said` in what is sent where the port has a place for it.
 */
export function faultsContract<Fake extends FakeService>(
  { provider, goodKey, errors = HTTP_ERRORS }: ProviderUnderTest<Fake>,
  fake: () => Fake,
  work: (keys: KeyRing, signal: AbortSignal) => Promise<unknown>,
  said: string,
): void {
  const good = new ScriptedKeys([goodKey]);
  const count = () => fake().keysSent.length;

  it.each(errors)(
    'fails with $fault.status $fault.code, tries no second time, repeats nothing',
    async ({ fault, kind }) => {
      fake().faults.push(fault);
      const error = await failureOf(work(good, NEVER));
      expect(error).toMatchObject({ provider, kind });
      expect(error.message).toMatch(new RegExp(`^${provider}: `));
      expect(everythingOf(error)).not.toContain(said);
      expect(count()).toBe(1);
      const seconds = fault.headers?.['retry-after'];
      expect(error.retryAfterMs).toBe(seconds === undefined ? undefined : Number(seconds) * 1000);
      // The errors of AWS are classes, which its adapters put into words.
      if (goodKey !== undefined) expect(error.message).toContain(`answered ${fault.status}`);
    },
  );

  it.each(['cut', 'cut-short'] as const)('fails when its answer breaks off (%s)', async (fault) => {
    fake().faults.push(fault);
    expect(await failureOf(work(good, NEVER))).toMatchObject({ provider, kind: 'unavailable' });
  });

  it('fails when nobody listens', async () => {
    await fake().close();
    expect(await failureOf(work(good, NEVER))).toMatchObject({ provider, kind: 'unavailable' });
  });

  it.each(['silent', 'stuck'] as const)('lets go of a provider that hangs (%s)', async (fault) => {
    fake().faults.push(fault);
    const stop = new AbortController();
    const failing = failureOf(work(good, stop.signal));
    while (count() === 0) await soon();
    for (let turn = 0; turn < 20; turn++) await soon();
    stop.abort(new Error('enough'));
    expect(await failing).toMatchObject({ provider, kind: 'timeout' });
    while (fake().abandoned === 0) await soon();
  });

  it('asks nothing when it is stopped before it begins', async () => {
    expect(await failureOf(work(good, AbortSignal.abort()))).toMatchObject({ provider, kind: 'timeout' });
    expect(count()).toBe(0);
  });

  if (goodKey !== undefined) keysContract(provider, goodKey, fake, work);
}

function keysContract(
  provider: string,
  goodKey: string,
  fake: () => FakeService,
  work: (keys: KeyRing, signal: AbortSignal) => Promise<unknown>,
): void {
  const sent = () => fake().keysSent;

  it('renews a key that was refused, and tries once more', async () => {
    await work(new ScriptedKeys(['an-old-secret', goodKey]), NEVER);
    expect(sent().slice(0, 2)).toEqual(['an-old-secret', goodKey]);
  });

  it('gives up when the new key is refused as well', async () => {
    const keys = new ScriptedKeys(['an-old-secret', 'a-new-secret', goodKey]);
    const error = await failureOf(work(keys, NEVER));
    expect(error).toMatchObject({ provider, kind: 'unauthorised' });
    expect([sent().length, keys.renewals]).toEqual([2, 1]);
    expect(everythingOf(error)).not.toContain('secret');
  });

  it('does not try the same key twice', async () => {
    const error = await failureOf(work(new ScriptedKeys(['an-old-secret']), NEVER));
    expect(error).toMatchObject({ provider, kind: 'unauthorised' });
    expect(error.message).toMatch(new RegExp(`^${provider}: it answered 40[013]`));
    expect(sent()).toHaveLength(1);
    expect(everythingOf(error)).not.toContain('secret');
  });

  it('says that a key is missing', async () => {
    const error = await failureOf(work(new ScriptedKeys([undefined]), NEVER));
    expect(error).toMatchObject({ provider, kind: 'unauthorised' });
    expect(error.message).toContain(`providers.${provider}.secret`);
    expect(sent()).toHaveLength(0);
  });

  it('passes on what the key ring says', async () => {
    const empty = new ProviderError(provider, 'unauthorised', 'its secret holds no key yet');
    expect(await failureOf(work({ key: () => Promise.reject(empty) }, NEVER))).toBe(empty);
    expect(sent()).toHaveLength(0);
  });
}

/** All that a log could print of an error. */
function everythingOf(error: Error): string {
  return inspect(error, { depth: Infinity, showHidden: true });
}

function soon(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
