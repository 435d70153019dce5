import { inspect } from 'node:util';
import type { ProviderError } from '../../../../lambda/core/errors';
import type { KeyRing, ModelPart, ModelRequest, ModelToolCall } from '../../../../lambda/core/ports';
import { KEEP_ALIVE, type Ending, type FakeModel } from '../../../fakes/model';
import { failureOf, faultsContract, NEVER, ScriptedKeys, type ProviderUnderTest } from './faults-contract';

const SECRET = 'my card is 4111';
const CALL_TOOLS = [
  {
    name: 'find_slot',
    description: 'Finds a free slot.',
    parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
  },
  { name: 'end_call', description: 'Ends the call.', parameters: { type: 'object', properties: {} } },
];

/** A language model: what it is told, and how its service fails. */
export interface ModelUnderTest extends ProviderUnderTest<FakeModel> {
  /** Whether the provider wants the conversation to begin with the caller. */
  callerBegins: boolean;
  /** The kind of the error that its fake puts into a stream. */
  streamError: ProviderError['kind'];
  /** Whether arguments come as text, which may be broken. */
  argsAsText: boolean;
}

/** What every language model does. */
export function llmContract(under: ModelUnderTest): void {
  const { provider, build, model, goodKey, open, callerBegins, streamError, argsAsText } = under;
  let fake: FakeModel;
  let baseUrl: string;
  const printed: string[] = [];
  const output = globalThis.console;
  const { error: printError, warn: printWarning } = output;

  beforeEach(async () => {
    fake = await open();
    baseUrl = fake.baseUrl;
    printed.length = 0;
    output.error = output.warn = (...things: unknown[]) => void printed.push(inspect(things));
  });
  afterEach(async () => {
    output.error = printError;
    output.warn = printWarning;
    await fake.close();
    expect(printed).toEqual([]);
  });

  const good = new ScriptedKeys([goodKey]);
  const ask = (changes: Partial<ModelRequest> = {}, keys: KeyRing = good) =>
    build({ provider, keys, baseUrl }).llm!(model).reply({
      system: 'You are a clinic.',
      messages: [{ role: 'user', text: SECRET }],
      tools: CALL_TOOLS,
      signal: NEVER,
      ...changes,
    });
  /** What came until it ended or failed. */
  const course = async (changes: Partial<ModelRequest> = {}) => {
    const got: ModelPart[] = [];
    const error = await collect(ask(changes), got).then(
      () => undefined,
      (thrown: unknown) => thrown as ProviderError,
    );
    return { got, text: textOf(got), error };
  };
  const callsOf = (parts: ModelPart[]) =>
    parts.filter((part): part is ModelToolCall => part.type === 'tool-call');

  describe(`${provider} as a language model`, () => {
    it('streams its reply in the pieces in which it comes', async () => {
      fake.reply = ['We open ', 'at nine', ', sir.'];
      const { got, error } = await course();
      expect(got).toEqual(fake.reply.map((text) => ({ type: 'text', text })));
      expect(error).toBeUndefined();
    });

    it('gives its first words while the rest is still to come', async () => {
      fake.reply = ['We open ', ...Array.from({ length: 20 }, () => 'very early indeed, ')];
      fake.faults.push('stuck');
      const stop = new AbortController();
      const parts = ask({ signal: stop.signal })[Symbol.asyncIterator]();
      expect(await parts.next()).toMatchObject({ value: { type: 'text', text: 'We open ' } });
      stop.abort();
      const rest = collect({ [Symbol.asyncIterator]: () => parts }, []);
      expect(await failureOf(rest)).toMatchObject({ provider, kind: 'timeout' });
    });

    it.each([1, 2, 3, 5, 64, 4099])('reads Hindi and a smile that come %i bytes at a time', async (bytes) => {
      fake.reply = ['हम नौ ', 'बजे ', 'खोलते हैं। 😀'];
      fake.pieceBytes = bytes;
      expect(await course()).toMatchObject({ text: 'हम नौ बजे खोलते हैं। 😀', error: undefined });
    });

    it('does not read out what keeps the line alive, nor what it thinks', async () => {
      fake.reply = [KEEP_ALIVE, { thought: 'They want hours.' }, 'We open ', KEEP_ALIVE, 'at nine.'];
      expect(await course()).toMatchObject({ text: 'We open at nine.', error: undefined });
    });

    it('is told the prompt, the conversation and the tools', async () => {
      await course({
        messages: [
          { role: 'assistant', text: 'Namaste.' },
          { role: 'user', text: 'नमस्ते, a slot?' },
          { role: 'assistant', text: 'Which day?' },
          { role: 'user', text: 'Friday.' },
        ],
      });
      expect(fake.told).toHaveLength(1);
      const [{ conversation, tools, ...rest }] = fake.told as [(typeof fake.told)[number]];
      expect(rest).toMatchObject({ model, system: 'You are a clinic.' });
      const opening = callerBegins ? ['user: (The call begins.)'] : [];
      expect(conversation).toEqual([
        ...opening,
        'assistant: Namaste.',
        'user: नमस्ते, a slot?',
        'assistant: Which day?',
        'user: Friday.',
      ]);
      expect(tools.map(({ name, description }) => ({ name, description }))).toEqual(
        CALL_TOOLS.map(({ name, description }) => ({ name, description })),
      );
      expect(tools[0]!.parameters).toMatchObject(CALL_TOOLS[0]!.parameters);
    });

    it('needs no tools', async () => {
      await course({ tools: [] });
      expect(fake.told[0]!.tools).toEqual([]);
      expect(fake.told[0]!.body).not.toHaveProperty('tools');
    });

    it('calls a tool after its words, with arguments that come in pieces', async () => {
      fake.reply = ['One moment.', { tool: 'find_slot', args: ['{"da', 'y": "शुक', 'रवार"', '}'] }];
      fake.ending = 'tools';
      const { got, error } = await course();
      expect(error).toBeUndefined();
      expect(got).toMatchObject([
        { type: 'text', text: 'One moment.' },
        { type: 'tool-call', name: 'find_slot', args: { day: 'शुकरवार' } },
      ]);
    });

    it('calls several tools at once, each under its own id', async () => {
      fake.reply = [
        { tool: 'find_slot', args: ['{"day":', '"Friday"}'] },
        { tool: 'find_slot', args: ['{"day":"Monday"}'] },
        { tool: 'end_call', args: ['{}'] },
      ];
      fake.ending = 'tools';
      const calls = callsOf((await course()).got);
      expect(calls).toMatchObject([
        { name: 'find_slot', args: { day: 'Friday' } },
        { name: 'find_slot', args: { day: 'Monday' } },
        { name: 'end_call', args: {} },
      ]);
      expect(new Set(calls.map(({ id }) => id)).size).toBe(3);
    });

    it('calls a tool that was not offered, for the caller of the model to refuse', async () => {
      fake.reply = [{ tool: 'open_door', args: ['{}'] }];
      fake.ending = 'tools';
      expect((await course()).got).toMatchObject([{ type: 'tool-call', name: 'open_door', args: {} }]);
    });

    if (argsAsText) {
      it.each(['[1]', '{broken', '"text"'])('calls a tool with no arguments for %s', async (args) => {
        fake.reply = [{ tool: 'end_call', args: [args] }];
        fake.ending = 'tools';
        expect((await course()).got).toMatchObject([{ type: 'tool-call', name: 'end_call', args: {} }]);
      });
    }

    it('is told what came of its calls, under their ids', async () => {
      fake.reply = [
        'One moment.',
        { tool: 'find_slot', args: ['{"day":"Friday"}'] },
        { tool: 'end_call', args: ['{}'] },
      ];
      fake.ending = 'tools';
      const { got, text } = await course();
      const calls = callsOf(got).map((call) => ({ ...call, id: call.id! }));
      const [slot, end] = calls.map(({ id }) => id);
      fake.reply = ['At ten.'];
      fake.ending = 'stop';
      const next = await course({
        messages: [
          { role: 'user', text: 'A slot?' },
          { role: 'assistant', text, calls },
          { role: 'tool', id: slot!, name: 'find_slot', text: 'ten o’clock' },
          { role: 'tool', id: end!, name: 'end_call', text: 'not yet' },
        ],
      });
      expect(next).toMatchObject({ text: 'At ten.', error: undefined });
      expect(fake.told[1]!.conversation).toEqual([
        'user: A slot?',
        'assistant: One moment.',
        `call ${slot} find_slot {"day":"Friday"}`,
        `call ${end} end_call {}`,
        `result ${slot} ten o’clock`,
        `result ${end} not yet`,
      ]);
    });

    it('fails after its first words when an error comes in the middle of the stream', async () => {
      fake.reply = ['We open ', { error: `overloaded while reading: ${SECRET}` }];
      fake.ending = undefined;
      const { text, error } = await course();
      expect(text).toBe('We open ');
      expect(error).toMatchObject({ name: 'ProviderError', provider, kind: streamError });
      expect(everythingOf(error)).not.toContain(SECRET);
    });

    it('fails when the first thing in the stream is an error', async () => {
      fake.reply = [{ error: `overloaded while reading: ${SECRET}` }];
      fake.ending = undefined;
      const { got, error } = await course();
      expect(got).toEqual([]);
      expect(error).toMatchObject({ name: 'ProviderError', provider, kind: streamError });
      expect(everythingOf(error)).not.toContain(SECRET);
    });

    it.each([
      ['breaks off', 'cut' as const],
      ['breaks off before its length is reached', 'cut-short' as const],
      ['ends in the middle, as if it were complete', 'truncated' as const],
    ])('is no short reply when it %s', async (_, fault) => {
      fake.reply = [
        'We open ',
        'at nine, and close at six, except on Sundays and on public holidays, ',
        'sir.',
      ];
      fake.faults.push(fault);
      const { text, error } = await course();
      expect(text.startsWith('We open ')).toBe(true);
      expect(error).toMatchObject({ name: 'ProviderError', provider, kind: 'unavailable' });
    });

    it('is no short reply when it never says that it is complete', async () => {
      fake.ending = undefined;
      expect(await course()).toMatchObject({
        text: 'We open at nine.',
        error: { kind: 'unavailable', message: `${provider}: its reply broke off in the middle` },
      });
    });

    it.each<[Ending, string]>([
      ['length', 'its reply reached the greatest length that it allows'],
      ['filter', 'its content filter stopped the reply'],
    ])('fails when its reply ends by %s', async (ending, why) => {
      fake.ending = ending;
      const { text, error } = await course();
      expect(text).toBe('We open at nine.');
      expect(error).toMatchObject({ kind: 'refused', message: `${provider}: ${why}` });
    });

    it.each([[[]], [['']], [[' \n']]])('fails when its reply is empty (%j)', async (reply) => {
      fake.reply = reply;
      expect((await course()).error).toMatchObject({ name: 'ProviderError', provider, kind: 'nonsense' });
    });

    it.each(['<html>Welcome to the hotel Wi-Fi</html>', 'data: no JSON\n\n', 'data: {"words": 1}\n\n', ''])(
      'fails when the answer is %j',
      async (body) => {
        fake.faults.push({ body });
        const { got, error } = await course();
        expect(got).toEqual([]);
        expect(error).toMatchObject({ name: 'ProviderError', provider });
        expect(['nonsense', 'unavailable']).toContain(error!.kind);
      },
    );

    it('holds nothing of what was sent in the error, nor the key', async () => {
      fake.faults.push({ status: 400 });
      const { error } = await course();
      expect(everythingOf(error)).not.toContain(SECRET);
      expect(everythingOf(error)).not.toContain(goodKey || 'fake');
    });

    it.each([429, 503])('passes on how long it wants to be left alone (%i)', async (status) => {
      fake.faults.push({ status, headers: { 'retry-after': '30' } });
      expect((await course()).error).toMatchObject({ retryAfterMs: 30_000 });
    });

    it('answers several calls at once', async () => {
      const llm = build({ provider, keys: good, baseUrl }).llm!(model);
      const request = {
        system: 'x',
        messages: [{ role: 'user' as const, text: 'Hi' }],
        tools: [],
        signal: NEVER,
      };
      const replies = [1, 2, 3].map(async () => textOf(await collect(llm.reply(request), [])));
      expect(await Promise.all(replies)).toEqual(Array.from({ length: 3 }, () => 'We open at nine.'));
    });

    faultsContract(
      under,
      () => fake,
      (keys, signal) => collect(ask({ signal }, keys), []),
      SECRET,
    );
  });
}

async function collect(parts: AsyncIterable<ModelPart>, got: ModelPart[]): Promise<ModelPart[]> {
  for await (const part of parts) got.push(part);
  return got;
}

export function textOf(parts: ModelPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** All that a log could make of it. */
function everythingOf(error: unknown): string {
  return inspect(error, { depth: Infinity, showHidden: true });
}
