import { anAgent } from '../../builders/agent';
import { aLambdaTool } from '../../builders/tool';
import { aBench, aReplyJob, RECORDING } from '../../builders/turn-worker';

const NUMBER = 'nine eight double zero one two three four five six';
const PRIVATE = anAgent({ privacy: { redact: true } });

describe('a turn of an agent that redacts', () => {
  it('is stored and logged without personal data, and spoken and thought about with it', async () => {
    const { worker, store, llm, tts, log } = aBench({
      agent: PRIVATE,
      hears: [`Call me on ${NUMBER} please.`],
      thinks: [['We call ', '98001 23456. ', 'Anything else?']],
    });
    await worker(aReplyJob());
    const { heard, parts } = (await store.findTurn('call-1', 1))!;
    expect(heard).toBe('Call me on [phone number] please.');
    expect(parts.map(({ text }) => text)).toEqual(['We call [phone number].', 'Anything else?']);
    expect(JSON.stringify([store.saves, log.entries])).not.toMatch(/double zero|98001/);
    expect(llm.requests[0]!.messages.at(-1)!.text).toContain(NUMBER);
    expect(tts.requests.map(({ text }) => text)).toContain('We call 98001 23456.');
  });

  it('tells the model of later turns what was kept', async () => {
    const { worker, llm } = aBench({
      agent: PRIVATE,
      hears: [`My number is ${NUMBER}.`, 'Did you get it?'],
      thinks: [['Thank you.'], ['I did.']],
    });
    await worker(aReplyJob());
    await worker(aReplyJob({ turn: 2, input: { kind: 'recording', key: RECORDING } }));
    expect(llm.requests[1]!.messages.map(({ text }) => text)).toContain('My number is [phone number].');
  });

  it('keeps none of a tool, though the tool is given it and the model is told the answer whole', async () => {
    const parameters = {
      type: 'object' as const,
      properties: { phone: { type: 'string' as const }, again: { type: 'integer' as const } },
    };
    const args = { phone: '98001 23456', again: 9800123456 };
    const { worker, runner, ledger, llm } = aBench({
      agent: anAgent({ privacy: { redact: true }, tools: [aLambdaTool({ parameters })] }),
      hears: ['Book it.', 'Thanks.'],
      thinks: [[{ type: 'tool-call', name: 'book', args }], ['It is booked.'], ['Goodbye.']],
      tools: { book: 'Booked for 98001 23456.' },
    });
    await worker(aReplyJob());
    await worker(aReplyJob({ turn: 2 }));
    expect(runner.runs).toMatchObject([{ args }]);
    expect(JSON.stringify(llm.requests[1]!.messages)).toContain('Booked for 98001 23456.');
    const kept = { args: { phone: '[phone number]', again: '[phone number]' } };
    expect(await ledger.runsOf('call-1')).toMatchObject([
      { ...kept, result: { content: 'Booked for [phone number].' } },
    ]);
    expect(JSON.stringify(llm.requests[2]!.messages)).not.toContain('23456');
  });

  it('runs a tool of it once when its turn is delivered twice', async () => {
    const parameters = { type: 'object' as const, properties: { phone: { type: 'string' as const } } };
    const booking = { type: 'tool-call' as const, name: 'book', args: { phone: '98001 23456' } };
    const { worker, runner, store, llm } = aBench({
      agent: anAgent({ privacy: { redact: true }, tools: [aLambdaTool({ parameters })] }),
      hears: ['Book it.', 'Book it.'],
      thinks: [[booking], ['It is booked.'], [booking], ['It is booked.']],
      tools: { book: 'Booked.' },
    });
    store.claimTurn = async () => true;
    await worker(aReplyJob());
    await worker(aReplyJob());
    expect(runner.runs).toHaveLength(1);
    expect(llm.requests[3]!.messages.at(-1)).toMatchObject({ role: 'tool', text: 'Booked.' });
  });

  it('keeps no keyed digits, from the claim on, though the model is told them', async () => {
    const { worker, store, llm } = aBench({ agent: PRIVATE, thinks: [['Thank you.']] });
    const claims: unknown[] = [];
    const claimTurn = store.claimTurn.bind(store);
    store.claimTurn = (turn, leaseMs) => {
      claims.push(structuredClone(turn));
      return claimTurn(turn, leaseMs);
    };
    await worker(aReplyJob({ input: { kind: 'digits', digits: '482913' } }));
    expect(JSON.stringify([claims, store.saves])).not.toContain('482913');
    expect(await store.findTurn('call-1', 1)).toMatchObject({ heard: '******', input: { digits: '******' } });
    expect(llm.requests[0]!.messages.at(-1)!.text).toContain('482913');
  });
});

it('a turn of an agent that does not redact is kept as it is', async () => {
  const { worker, store } = aBench({ hears: [`It is ${NUMBER}.`], thinks: [['Thank you.']] });
  await worker(aReplyJob());
  expect(await store.findTurn('call-1', 1)).toMatchObject({ heard: `It is ${NUMBER}.` });
});

it('nothing of a turn is kept when nobody can say what may be', async () => {
  const { worker, store } = aBench();
  await worker(
    aReplyJob({ agent: { id: 'gone', version: 'v1' }, input: { kind: 'digits', digits: '482913' } }),
  );
  expect(JSON.stringify(await store.findTurn('call-1', 1))).not.toContain('482913');
});
