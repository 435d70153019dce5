import { ByonError, type ProviderError } from '../../../../lambda/core/errors';
import { COOL_DOWN_MS } from '../../../../lambda/core/providers/breaker';
import { speechToTextOf } from '../../../../lambda/core/providers/speech-to-text';
import { anAsking, failing } from '../../../builders/asking';
import { HANGS, ScriptedSpeechToText } from '../../../fakes/providers';

type Script = ConstructorParameters<typeof ScriptedSpeechToText>[0];
const WAV = new Uint8Array([1]);

function ears(...scripts: Script[]) {
  const process = anAsking('stt', 4000);
  const ports = scripts.map((script) => new ScriptedSpeechToText(script));
  const names = ['sim/a', 'sim/b', 'sim/c'];
  const candidates = ports.map((port, i) => ({ reference: names[i]!, port }));
  const stt = speechToTextOf(candidates, process.asking);
  const hear = (signal = new AbortController().signal) =>
    stt.transcribe({ wav: WAV, language: 'hi-IN', signal });
  return { ...process, ports, hear };
}

it('asks nobody else when the first answers', async () => {
  const { hear, ports, tried, store, breakers } = ears(['hello'], ['never']);
  expect(await hear()).toEqual({ text: 'hello' });
  await breakers.told();
  expect(tried()).toEqual(['sim/a answered 0']);
  expect(ports[1]!.requests).toEqual([]);
  expect(store.writes).toBe(0);
});

test.each<ProviderError['kind']>([
  'unauthorised',
  'rate-limited',
  'refused',
  'unavailable',
  'timeout',
  'nonsense',
])('asks the next after a failure that is %s, with the same request', async (kind) => {
  const { hear, ports, tried } = ears([failing(kind)], ['hello']);
  expect(await hear()).toEqual({ text: 'hello' });
  expect(tried()).toEqual([`sim/a ${kind} 0`, 'sim/b answered 0']);
  expect(ports[1]!.requests).toMatchObject([{ wav: WAV, language: 'hi-IN' }]);
});

it('asks the next after an error that no adapter means to throw', async () => {
  const { hear, tried } = ears([new TypeError('x is undefined')], ['hello']);
  expect(await hear()).toEqual({ text: 'hello' });
  expect(tried()[0]).toBe('sim/a unexpected 0');
});

it('asks the next when one does not answer in time, and tells it that nobody waits any more', async () => {
  const { hear, ports, tried } = ears([HANGS], ['hello']);
  expect(await hear()).toEqual({ text: 'hello' });
  expect(tried()).toEqual(['sim/a timeout 4000', 'sim/b answered 0']);
  expect(ports[0]!.requests[0]!.signal.aborted).toBe(true);
});

it('takes an empty text for an answer', async () => {
  const { hear, ports } = ears([''], ['never']);
  expect(await hear()).toEqual({ text: '' });
  expect(ports[1]!.requests).toEqual([]);
});

it('throws the failure of the only one as it is', async () => {
  const failure = failing('refused');
  await expect(ears([failure]).hear()).rejects.toBe(failure);
});

it('tells of all failures when all fail, and quotes none that no adapter means to throw', async () => {
  const { hear } = ears([failing('refused')], [new TypeError('+919876543210')], [HANGS]);
  const error: unknown = await hear().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ByonError);
  expect((error as Error).message).toBe(
    'no stt provider answered: sim: it failed; unexpected error (TypeError); ' +
      'sim: it had not answered after 4000 ms',
  );
});

it('ends at once when the caller of it stops, which is no failure of the provider', async () => {
  const { hear, clock, ports, tried, store, breakers } = ears([HANGS], ['never']);
  const stop = new AbortController();
  const start = clock.now();
  void clock.sleep(1000).then(() => stop.abort(new Error('the caller has hung up')));
  await expect(hear(stop.signal)).rejects.toThrow('the caller has hung up');
  await breakers.told();
  expect(clock.now() - start).toBe(1000);
  expect(tried()).toEqual(['sim/a stopped 1000']);
  expect(ports[0]!.requests[0]!.signal.aborted).toBe(true);
  expect(ports[1]!.requests).toEqual([]);
  expect(store.writes).toBe(0);
});

it('asks nobody for one who has stopped before', async () => {
  const { hear, ports } = ears(['never'], ['never']);
  await expect(hear(AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  expect(ports.map(({ requests }) => requests.length)).toEqual([0, 0]);
});

describe('one that is down', () => {
  const down = () => failing('unavailable');

  it('costs three callers a try, and then no other until it has cooled down', async () => {
    const { hear, ports, tried, clock, log } = ears(
      [down(), down(), down(), 'back', 'again'],
      ['1', '2', '3', '4'],
    );
    for (const text of ['1', '2', '3', '4']) expect(await hear()).toEqual({ text });
    expect(ports[0]!.requests).toHaveLength(3);
    await clock.sleep(COOL_DOWN_MS);
    expect(await hear()).toEqual({ text: 'back' });
    expect(await hear()).toEqual({ text: 'again' });
    expect(tried().slice(-2)).toEqual(['sim/a answered 0', 'sim/a answered 0']);
    expect(log.messages()).toEqual(['a provider is left out', 'a provider is taken in again']);
  });

  it('is not left out for what it refuses', async () => {
    const { hear, ports } = ears(
      Array.from({ length: 5 }, () => failing('refused')),
      ['1', '2', '3', '4', '5'],
    );
    for (let i = 0; i < 5; i++) await hear();
    expect(ports[0]!.requests).toHaveLength(5);
  });

  it('is left alone at once for as long as it asks', async () => {
    const { hear, clock, ports } = ears([failing('rate-limited', 7000), 'back'], ['1', '2', '3']);
    await hear();
    await clock.sleep(6999);
    await hear();
    expect(ports[0]!.requests).toHaveLength(1);
    await clock.sleep(1);
    expect(await hear()).toEqual({ text: 'back' });
  });

  it('is asked when all the others are down too: the first of them', async () => {
    const limited = () => failing('rate-limited', 10_000);
    const { hear, ports } = ears([limited(), 'hello'], [limited(), 'never']);
    await expect(hear()).rejects.toThrow('no stt provider answered');
    expect(await hear()).toEqual({ text: 'hello' });
    expect(ports[1]!.requests).toHaveLength(1);
  });

  it('is asked after all when the one that is left fails', async () => {
    const { hear, tried } = ears([failing('rate-limited', 10_000), 'hello'], ['1', down()]);
    await hear();
    expect(await hear()).toEqual({ text: 'hello' });
    expect(tried().slice(2)).toEqual(['sim/b unavailable 0', 'sim/a answered 0']);
  });

  it('is known to be down by the time that the failure of all is told', async () => {
    const { hear, store } = ears([failing('rate-limited', 10_000)]);
    await expect(hear()).rejects.toThrow('it failed');
    expect(store.breakers.get('stt/sim/a')?.breaker.state).toBe('open');
  });
});
