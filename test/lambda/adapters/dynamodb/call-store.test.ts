import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoCallStore } from '../../../../lambda/adapters/dynamodb/call-store';
import type { CallSnapshot } from '../../../../lambda/core/calls/snapshot';
import { newConversation } from '../../../../lambda/core/conversation/state';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock } from '../../../../local/clock';
import { aPolicy } from '../../../builders/policy';
import { replyParts, aTurn } from '../../../builders/turn';

const START = Date.UTC(2026, 10, 22);
const CALL_DAYS = 90;

let dynamo: LocalDynamo;
let store: DynamoCallStore;
beforeEach(async () => {
  const clock = new VirtualClock(START);
  dynamo = await openDynamo(clock);
  store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: CALL_DAYS });
});
afterEach(() => dynamo.close());

async function itemAt(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.callsTable, Key }));
  return Item && unmarshall(Item);
}

function snapshot(version: number, changes: Partial<CallSnapshot> = {}): CallSnapshot {
  const conversation = { ...newConversation(START), policy: aPolicy() };
  return { version, conversation, answers: [], ...changes };
}

describe('the state of a call', () => {
  test('comes back as it was stored', async () => {
    const stored = snapshot(1, {
      engagement: {
        agent: { id: 'reception', version: 'v1' },
        voice: { tts: 'sim/voice', voice: 'asha', language: 'hi-IN' },
        variables: { caller: 'anonymous', branch: 'पुणे' },
        number: '+918041234567',
        caller: 'anonymous',
      },
      answers: [{ sequence: 1, answer: { SchemaVersion: '1.0', Actions: [] } }],
    });
    expect(await store.commit('call-1', stored)).toBe('committed');
    expect(await store.load('call-1')).toEqual(stored);
  });

  test('is stored although an agent has no voice of its own', async () => {
    const voice = { tts: 'sim/voice', voice: undefined, language: 'en-IN' };
    const engagement = {
      agent: { id: 'a', version: 'v' },
      voice,
      variables: {},
      number: '+918041234567',
      caller: 'anonymous',
    };
    await store.commit('call-1', snapshot(1, { engagement }));
    expect((await store.load('call-1'))?.engagement?.voice).toEqual({ tts: 'sim/voice', language: 'en-IN' });
  });

  test('is not there before the call', async () => {
    expect(await store.load('call-1')).toBeUndefined();
  });

  test('begins once only', async () => {
    await store.commit('call-1', snapshot(1));
    expect(await store.commit('call-1', snapshot(1))).toBe('conflict');
  });

  test('is committed on top of the version that was read, and of no other', async () => {
    await store.commit('call-1', snapshot(1));
    expect(await store.commit('call-1', snapshot(2))).toBe('committed');
    expect(await store.commit('call-1', snapshot(2))).toBe('conflict');
    expect(await store.commit('call-1', snapshot(5))).toBe('conflict');
    expect((await store.load('call-1'))?.version).toBe(2);
  });

  test('does not begin in the middle', async () => {
    expect(await store.commit('call-1', snapshot(2))).toBe('conflict');
    expect(await store.load('call-1')).toBeUndefined();
  });

  test('of many who commit at the same time one wins', async () => {
    await store.commit('call-1', snapshot(1));
    const results = await Promise.all(Array.from({ length: 10 }, () => store.commit('call-1', snapshot(2))));
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
  });

  test('is its own for each call', async () => {
    await store.commit('call-1', snapshot(1));
    expect(await store.commit('call-2', snapshot(1))).toBe('committed');
  });

  test('a table that is not there is an error, not a conflict', async () => {
    const options = { client: dynamo.client, table: 'gone', clock: new VirtualClock(), ttlDays: 1 };
    await expect(new DynamoCallStore(options).commit('call-1', snapshot(1))).rejects.toThrow(
      /not found|resource/i,
    );
  });
});

describe('the record of a call', () => {
  const opened = { callId: 'call-1', number: '+918041234567', caller: 'anonymous', startedAt: START };

  test('is merged from what becomes known', async () => {
    await store.saveCall({ ...opened, agent: { id: 'reception', version: 'v1' }, resolvedBy: 'to' });
    await store.saveCall({ callId: 'call-1', outcome: 'agent-ended', endedAt: START + 5000 });
    await store.saveCall({ callId: 'call-1', outcome: 'caller-hung-up', hungUpAs: 0 });
    expect(await store.findCall('call-1')).toEqual({
      ...opened,
      agent: { id: 'reception', version: 'v1' },
      resolvedBy: 'to',
      outcome: 'caller-hung-up',
      endedAt: START + 5000,
      hungUpAs: 0,
    });
  });

  test('keeps what is known when a later write does not know it', async () => {
    await store.saveCall(opened);
    await store.saveCall({ callId: 'call-1', number: undefined, outcome: 'failed' });
    expect(await store.findCall('call-1')).toMatchObject({ number: '+918041234567', outcome: 'failed' });
  });

  test('is not there for a call that nobody knows', async () => {
    expect(await store.findCall('call-1')).toBeUndefined();
  });
});

describe('a turn', () => {
  test('is one worker’s', async () => {
    const claims = await Promise.all(Array.from({ length: 5 }, () => store.claimTurn(aTurn(), 30_000)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('is another worker’s when the first one has gone quiet for longer than its lease', async () => {
    await store.claimTurn(aTurn({ claimedAt: 1000 }), 30_000);
    expect(await store.claimTurn(aTurn({ claimedAt: 31_000 }), 30_000)).toBe(false);
    expect(await store.claimTurn(aTurn({ claimedAt: 31_001 }), 30_000)).toBe(true);
    expect(await store.claimTurn(aTurn({ claimedAt: 31_002 }), 30_000)).toBe(false);
  });

  test.each(['replied', 'silent', 'failed'] as const)('that is %s is nobody’s any more', async (status) => {
    await store.claimTurn(aTurn({ claimedAt: 1000 }), 30_000);
    await store.saveTurn(aTurn({ claimedAt: 1000, status }));
    expect(await store.claimTurn(aTurn({ claimedAt: 9_999_999 }), 30_000)).toBe(false);
    expect((await store.findTurn('call-1', 1))?.status).toBe(status);
  });

  test('is written again part by part', async () => {
    await store.claimTurn(aTurn(), 30_000);
    await store.saveTurn(aTurn({ parts: replyParts('One.'), heard: 'नमस्ते', timings: { stt: 250.5 } }));
    const complete = aTurn({
      status: 'replied',
      parts: replyParts('One.', 'Two.'),
      next: { type: 'listen' },
    });
    await store.saveTurn(complete);
    expect(await store.findTurn('call-1', 1)).toEqual(complete);
  });

  test('may have been keyed, and may lead to a transfer', async () => {
    const turn = aTurn({
      input: { kind: 'digits', digits: '42#' },
      status: 'replied',
      next: { type: 'transfer', to: '+918049876543' },
    });
    await store.saveTurn(turn);
    expect(await store.findTurn('call-1', 1)).toEqual(turn);
  });

  test('is not there before it is claimed', async () => {
    expect(await store.findTurn('call-1', 1)).toBeUndefined();
    expect(await store.listTurns('call-1')).toEqual([]);
  });

  test('stands with the others of its call in the order in which they were taken', async () => {
    for (const turn of [11, 2, 1, 100]) await store.saveTurn(aTurn({ turn }));
    await store.saveTurn(aTurn({ callId: 'call-10', turn: 3 }));
    expect((await store.listTurns('call-1')).map(({ turn }) => turn)).toEqual([1, 2, 11, 100]);
  });

  test('is listed although the turns of its call are more than a page', async () => {
    const heard = 'word '.repeat(40_000);
    for (const turn of [1, 2, 3, 4, 5, 6, 7]) await store.saveTurn(aTurn({ turn, heard }));
    expect((await store.listTurns('call-1')).map(({ turn }) => turn)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('clips', () => {
  test('are found once they are saved, and no longer when they are forgotten', async () => {
    await store.saveClip('clips/a.wav', 700);
    await store.saveClip('clips/b.wav', 90.5);
    expect(await store.findClips(['clips/a.wav', 'clips/b.wav', 'clips/c.wav'])).toEqual(
      new Map([
        ['clips/a.wav', 700],
        ['clips/b.wav', 90.5],
      ]),
    );
    await store.forgetClip('clips/a.wav');
    expect(await store.findClips(['clips/a.wav', 'clips/b.wav'])).toEqual(new Map([['clips/b.wav', 90.5]]));
  });

  test('may be asked for twice in one go', async () => {
    await store.saveClip('clips/a.wav', 700);
    expect(await store.findClips(['clips/a.wav', 'clips/a.wav'])).toEqual(new Map([['clips/a.wav', 700]]));
  });

  test('may be forgotten before they are known', async () => {
    await expect(store.forgetClip('clips/a.wav')).resolves.toBeUndefined();
  });
});

test('everything of a call expires after its days, and clips do not', async () => {
  await store.commit('call-1', snapshot(1));
  await store.saveCall({ callId: 'call-1', startedAt: START });
  await store.saveTurn(aTurn());
  await store.saveClip('clips/a.wav', 700);
  const expiresAt = START / 1000 + CALL_DAYS * 86_400;
  for (const sk of ['STATE', 'META', 'TURN#0001'])
    expect(await itemAt('CALL#call-1', sk)).toMatchObject({ expiresAt });
  expect(await itemAt('CLIP#clips/a.wav', 'CLIP')).toEqual({
    pk: 'CLIP#clips/a.wav',
    sk: 'CLIP',
    durationMs: 700,
  });
  const { Count } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.callsTable }));
  expect(Count).toBe(4);
});
