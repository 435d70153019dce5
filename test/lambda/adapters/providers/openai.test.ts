import { inspect } from 'node:util';
import { providersFor } from '../../../../lambda/adapters/providers';
import { ProviderError } from '../../../../lambda/core/errors';
import type { KeyRing, ModelPart, ModelRequest, Providers } from '../../../../lambda/core/ports';
import { durationOfLineWav, wavOfLine } from '../../../../lambda/core/speech/wav';
import { tone, toPcm16, wavFile } from '../../../builders/sound';
import { FakeOpenAi } from '../../../fakes/openai';

const HEARD = wavOfLine(toPcm16(tone(300, 8000, 200)));
const NEVER = new AbortController().signal;
const AGENT = {
  stt: 'openai/gpt-4o-mini-transcribe',
  llm: 'openai/gpt-4.1-mini',
  tts: 'openai/gpt-4o-mini-tts',
};
const VOICE = { tts: AGENT.tts, voice: 'coral', language: 'en-IN' };
const END_CALL = {
  name: 'end_call',
  description: 'Ends the call.',
  parameters: { type: 'object', properties: {} },
};

/** Keys in their order: each renewal takes the next, the last one stays. */
class ScriptedKeys implements KeyRing {
  renewals = 0;
  constructor(private readonly keys: (string | undefined)[]) {}

  async key(_provider: string, renew = false): Promise<string | undefined> {
    if (renew) this.renewals++;
    return this.keys[Math.min(this.renewals, this.keys.length - 1)];
  }
}

let server: FakeOpenAi;
const printed: string[] = [];
const output = globalThis.console;
const { error: printError, warn: printWarning } = output;

beforeEach(async () => {
  server = await FakeOpenAi.open();
  printed.length = 0;
  output.error = output.warn = (...things: unknown[]) => void printed.push(inspect(things));
});
afterEach(async () => {
  output.error = printError;
  output.warn = printWarning;
  await server.close();
  expect(printed).toEqual([]);
});

function build(keys: KeyRing = new ScriptedKeys(['sk-good'])): Promise<Providers> {
  return providersFor({ keys, settings: { openai: { baseUrl: server.baseUrl } } })(AGENT);
}

function request(changes: Partial<ModelRequest> = {}): ModelRequest {
  const messages = [{ role: 'user' as const, text: 'What are your hours?' }];
  return { system: 'You are a clinic.', messages, tools: [], signal: NEVER, ...changes };
}

async function all(parts: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const got: ModelPart[] = [];
  for await (const part of parts) got.push(part);
  return got;
}

/** The three ports as work that a test can have fail. */
const PORTS: [string, (providers: Providers, signal: AbortSignal) => Promise<unknown>][] = [
  ['stt', ({ stt }, signal) => stt.transcribe({ wav: HEARD, language: 'en-IN', signal })],
  ['llm', ({ llm }, signal) => all(llm.reply(request({ signal })))],
  ['tts', ({ tts }, signal) => tts.speak({ text: 'We open at nine.', voice: VOICE, signal })],
];

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

describe('speech to text', () => {
  it('is told the recording and the language', async () => {
    server.transcript = '  आपका समय क्या है? ';
    const { stt } = await build();
    expect(await stt.transcribe({ wav: HEARD, language: 'hi-IN', signal: NEVER })).toEqual({
      text: 'आपका समय क्या है?',
    });
    expect(server.transcriptions[0]).toMatchObject({ model: 'gpt-4o-mini-transcribe', language: 'hi' });
    expect(Buffer.from(server.transcriptions[0]!.file).equals(Buffer.from(HEARD))).toBe(true);
  });

  it('finds out a language itself that the API has no code for', async () => {
    const { stt } = await build();
    await stt.transcribe({ wav: HEARD, language: 'kok-IN', signal: NEVER });
    expect(server.transcriptions[0]).not.toHaveProperty('language');
  });

  it.each([['no JSON'], ['{"words": "We open"}']])('fails when the provider answers %s', async (body) => {
    server.faults.push({ body });
    const { stt } = await build();
    expect(await failureOf(stt.transcribe({ wav: HEARD, language: 'en-IN', signal: NEVER }))).toMatchObject({
      kind: 'nonsense',
    });
  });

  it('may hear nothing', async () => {
    server.transcript = '';
    const { stt } = await build();
    expect(await stt.transcribe({ wav: HEARD, language: 'en-IN', signal: NEVER })).toEqual({ text: '' });
  });
});

describe('the language model', () => {
  it('streams its reply as it comes, whatever the pieces on the wire', async () => {
    server.reply = ['हम नौ ', 'बजे ', 'खोलते हैं। 😀'];
    const { llm } = await build();
    expect(await all(llm.reply(request()))).toEqual([
      { type: 'text', text: 'हम नौ ' },
      { type: 'text', text: 'बजे ' },
      { type: 'text', text: 'खोलते हैं। 😀' },
    ]);
  });

  it('is told the prompt, the conversation and the tools', async () => {
    const { llm } = await build();
    const messages = [
      { role: 'assistant' as const, text: 'Namaste.' },
      { role: 'user' as const, text: 'Goodbye.' },
    ];
    await all(llm.reply(request({ messages, tools: [END_CALL] })));
    expect(server.chats[0]).toMatchObject({
      model: 'gpt-4.1-mini',
      messages: [
        { role: 'system', content: 'You are a clinic.' },
        { role: 'assistant', content: 'Namaste.' },
        { role: 'user', content: 'Goodbye.' },
      ],
      tools: [{ function: END_CALL }],
    });
  });

  it('calls a tool after its words', async () => {
    server.reply = ['Goodbye.', { tool: 'end_call', args: '{"why": "done"}' }];
    server.finish = 'tool_calls';
    const { llm } = await build();
    expect(await all(llm.reply(request({ tools: [END_CALL] })))).toEqual([
      { type: 'text', text: 'Goodbye.' },
      { type: 'tool-call', name: 'end_call', args: { why: 'done' } },
    ]);
  });

  it.each([['[1]'], ['{broken'], ['"text"']])('calls a tool with no arguments for %s', async (args) => {
    server.reply = [{ tool: 'end_call', args }];
    server.finish = 'tool_calls';
    const { llm } = await build();
    expect(await all(llm.reply(request({ tools: [END_CALL] })))).toEqual([
      { type: 'tool-call', name: 'end_call', args: {} },
    ]);
  });

  it('calls a tool that was not offered, for the caller of the model to refuse', async () => {
    server.reply = [{ tool: 'open_door', args: '{}' }];
    server.finish = 'tool_calls';
    const { llm } = await build();
    expect(await all(llm.reply(request({ tools: [END_CALL] })))).toEqual([
      { type: 'tool-call', name: 'open_door', args: {} },
    ]);
  });

  it.each([
    ['the connection breaks', 'cut' as const, 'unavailable'],
    ['the stream ends without an end', 'truncated' as const, 'unavailable'],
  ])('fails after its first words when %s', async (_, fault, kind) => {
    server.faults.push(fault);
    const { llm } = await build();
    const got: ModelPart[] = [];
    const error = await failureOf(
      (async () => {
        for await (const part of llm.reply(request())) got.push(part);
      })(),
    );
    expect(got[0]).toEqual({ type: 'text', text: 'We open ' });
    expect(error.kind).toBe(kind);
  });

  it('fails when an error comes in the middle of the stream', async () => {
    server.reply = ['We open ', { error: 'overloaded while answering: What are your hours?' }];
    const { llm } = await build();
    const error = await failureOf(all(llm.reply(request())));
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).not.toContain('hours');
  });

  it.each([
    ['length', 'openai: its reply reached the greatest length that it allows'],
    ['content_filter', 'openai: its content filter stopped the reply'],
  ])('fails when its reply ends for the reason "%s"', async (finish, message) => {
    server.finish = finish;
    const { llm } = await build();
    expect((await failureOf(all(llm.reply(request())))).message).toBe(message);
  });

  it('stops when it is aborted in the middle of a reply', async () => {
    server.faults.push('stuck');
    const { llm } = await build();
    const stop = new AbortController();
    const parts = llm.reply(request({ signal: stop.signal }))[Symbol.asyncIterator]();
    expect((await parts.next()).value).toEqual({ type: 'text', text: 'We open ' });
    stop.abort();
    const error = await failureOf(all({ [Symbol.asyncIterator]: () => parts }));
    expect(error).toMatchObject({ kind: 'timeout' });
  });
});

describe('text to speech', () => {
  it('is line audio, whatever the provider sends', async () => {
    const { tts } = await build();
    const wav = await tts.speak({ text: 'We open at nine.', voice: VOICE, signal: NEVER });
    expect(durationOfLineWav(wav)).toBe(160);
    expect(new DataView(wav.buffer).getUint32(24, true)).toBe(8000);
    expect(server.speeches[0]).toMatchObject({
      model: 'gpt-4o-mini-tts',
      input: 'We open at nine.',
      voice: 'coral',
    });
  });

  it.each([
    ['something that is no audio', 'ID3 and the rest of an MP3 file'],
    ['nothing', ''],
    [
      'audio without a sample',
      Buffer.from(wavFile(new Uint8Array(0), { rate: 24_000, bits: 16 })).toString('latin1'),
    ],
  ])('fails when the provider sends %s', async (_, body) => {
    server.faults.push({ body });
    const { tts } = await build();
    expect(await failureOf(tts.speak({ text: 'Hello.', voice: VOICE, signal: NEVER }))).toMatchObject({
      kind: 'nonsense',
    });
  });
});

describe.each(PORTS)('every port, here %s,', (_, work) => {
  it('renews a key that was refused, and tries once more', async () => {
    const keys = new ScriptedKeys(['sk-old-secret', 'sk-good']);
    await work(await build(keys), NEVER);
    expect(server.authorizations).toEqual(['Bearer sk-old-secret', 'Bearer sk-good']);
  });

  it('gives up when the new key is refused as well', async () => {
    const keys = new ScriptedKeys(['sk-old-secret', 'sk-new-secret', 'sk-good']);
    const error = await failureOf(work(await build(keys), NEVER));
    expect(error).toMatchObject({ provider: 'openai', kind: 'unauthorised' });
    expect([server.count, keys.renewals]).toEqual([2, 1]);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('secret');
  });

  it('does not try the same key twice', async () => {
    const error = await failureOf(work(await build(new ScriptedKeys(['sk-old-secret'])), NEVER));
    expect(error).toMatchObject({
      kind: 'unauthorised',
      message: 'openai: it answered 401 (invalid_api_key)',
    });
    expect(server.count).toBe(1);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('secret');
  });

  it.each([
    [429, 'rate_limit_exceeded', 'rate-limited'],
    [400, 'context_length_exceeded', 'refused'],
    [404, 'model_not_found', 'refused'],
    [403, 'unsupported_country', 'unauthorised'],
    [500, 'server_error', 'unavailable'],
    [504, 'gateway_timeout', 'timeout'],
  ])('fails with %i, does not try again, and does not repeat what was sent', async (status, code, kind) => {
    server.faults.push({ status, code });
    const error = await failureOf(work(await build(), NEVER));
    expect(error).toMatchObject({ kind, message: `openai: it answered ${status} (${code})` });
    expect(server.count).toBe(1);
  });

  it('fails when nobody listens', async () => {
    const providers = await build();
    await server.close();
    expect(await failureOf(work(providers, NEVER))).toMatchObject({ kind: 'unavailable' });
    server = await FakeOpenAi.open();
  });

  it('fails when the answer breaks off', async () => {
    server.faults.push('cut');
    expect(await failureOf(work(await build(), NEVER))).toMatchObject({ kind: 'unavailable' });
  });

  it('stops when it is aborted, and lets go of the connection', async () => {
    server.faults.push('silent');
    const stop = new AbortController();
    const failing = failureOf(work(await build(), stop.signal));
    while (server.count === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('enough'));
    expect(await failing).toMatchObject({ kind: 'timeout' });
    while (server.abandoned === 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('passes on what the key ring says', async () => {
    const keys: KeyRing = {
      key: () => Promise.reject(new ProviderError('openai', 'unauthorised', 'its secret holds no key yet')),
    };
    const error = await failureOf(work(await build(keys), NEVER));
    expect(error.message).toBe('openai: its secret holds no key yet');
    expect(server.count).toBe(0);
  });

  it('says that a key is missing', async () => {
    const error = await failureOf(work(await build(new ScriptedKeys([undefined])), NEVER));
    expect(error).toMatchObject({ kind: 'unauthorised' });
    expect(error.message).toContain('providers.openai.secret');
    expect(server.count).toBe(0);
  });
});
