import type { CallEnded } from '../../../lambda/core/memory/call-ended';
import type { CallStore } from '../../../lambda/core/ports';
import type { ToolLedger } from '../../../lambda/core/tools/tool-runner';
import type { Invocation } from '../../../local/chaos/faults/events';
import { violationsOf } from '../../../local/chaos/invariants/invariants';
import { planOf, type CallPlan } from '../../../local/chaos/plan';
import { playChaos } from '../../../local/chaos/play';
import type { Sabotage } from '../../../local/chaos/ground';

const TOLD = 'the company is told of every end, under one id';

/** A call in which nothing goes wrong by chance: what is found is the sabotage. */
function quiet(changes: Partial<CallPlan> = {}): CallPlan {
  const steps = [{ says: 'Are you open on Saturday?' }, { waits: 20 }, { hangsUp: true as const }];
  const plans = Array.from({ length: 40 }, (_, call) => planOf('quiet', call));
  const inbound = plans.find(({ agent, outbound }) => !agent.recording && !agent.languages && !outbound)!;
  return { ...inbound, faults: [], impulses: [], clipsReady: true, steps, ...changes };
}

async function brokenBy(sabotage: Sabotage, plan = quiet()): Promise<string[]> {
  const violations = violationsOf(await playChaos(plan, sabotage));
  return [...new Set(violations.map(({ invariant }) => invariant))];
}

/** Answers the event that comes after the so manieth recording in another way. */
function afterRecording(nth: number, other: (answer: unknown) => unknown): Sabotage {
  let recordings = 0;
  return {
    answer:
      (answer): Invocation =>
      async (event, ...rest) => {
        const { ActionData } = event as { ActionData?: { Type: string } };
        const given = await answer(event, ...rest);
        return ActionData?.Type === 'RecordAudio' && ++recordings === nth ? other(given) : given;
      },
  };
}

/** The table's own methods, but for some. */
function worseStore(changes: (store: CallStore) => Partial<CallStore>): Sabotage {
  return { store: (store) => Object.assign(store, changes(store)) };
}

const pause = (ms: number) => ({
  Type: 'Pause',
  Parameters: { ParticipantTag: 'LEG-A', DurationInMilliseconds: String(ms) },
});

it('finds nothing in a handler that does its work', async () => {
  expect(await brokenBy({})).toEqual([]);
});

it('finds a call whose record does not say how it ended', async () => {
  const forgetful = worseStore((store) => {
    const saveCall = store.saveCall.bind(store);
    return { saveCall: ({ outcome: _, ...record }) => saveCall(record) };
  });
  expect(await brokenBy(forgetful)).toEqual(['every call has an outcome']);
});

it('finds a call without a record', async () => {
  const careless = worseStore(() => ({ saveCall: async () => undefined }));
  expect(await brokenBy(careless)).toEqual(['no record is lost']);
});

it('finds silence while the agent is due to speak', async () => {
  const silent = afterRecording(1, () => ({ SchemaVersion: '1.0', Actions: [pause(9000)] }));
  expect(await brokenBy(silent)).toContain('nobody hears silence for more than 6 s');
});

it('takes the silence of a caller for no dead air', async () => {
  const steps = [{ waits: 40 }, { hangsUp: true as const }];
  expect(await brokenBy({}, quiet({ steps }))).toEqual([]);
});

it('finds a reply that is played twice', async () => {
  const stuttering = afterRecording(1, (answer) => {
    const { Actions, ...rest } = answer as { Actions: { Type: string }[] };
    return { ...rest, Actions: Actions.flatMap((one) => (one.Type === 'PlayAudio' ? [one, one] : [one])) };
  });
  expect(await brokenBy(stuttering)).toEqual(['no turn is answered twice']);
});

it('finds a tool that runs twice', async () => {
  const steps = [{ says: 'Please book me a slot on Monday.' }, { waits: 20 }, { hangsUp: true as const }];
  const { agent } = quiet();
  // A worker that comes again later than a reply may take runs no tool.
  const patient = { ...agent, limits: { ...agent.limits, replySeconds: 60 } };
  const faults: CallPlan['faults'] = [{ in: 'worker', does: 'twice', from: 1, times: 9 }];
  const plan = quiet({ agent: patient, steps, faults });
  const blind: Sabotage = {
    ...worseStore(() => ({ claimTurn: async () => true })),
    ledger: (ledger): ToolLedger => Object.assign(ledger, { claim: async () => undefined }),
  };
  expect(await brokenBy({}, plan)).toEqual([]);
  expect(await brokenBy(blind, plan)).toContain('no tool runs twice');
});

it('finds a call that nobody ends', async () => {
  const mute = afterRecording(1, () => ({ SchemaVersion: '1.0', Actions: [] }));
  const steps = [{ says: 'Are you open on Saturday?' }];
  expect(await brokenBy(mute, quiet({ steps }))).toContain('no call goes on for ever');
});

it('finds a handler that throws', async () => {
  const throwing: Sabotage = {
    answer:
      (answer): Invocation =>
      async (event, ...rest) => {
        await answer(event, ...rest);
        throw new Error('lost for words');
      },
  };
  expect(await brokenBy(throwing)).toContain('the handler never throws');
});

it('finds a turn without a record, unless a fault has hit it before it began', async () => {
  const thrifty = worseStore((store) => {
    const saveTurn = store.saveTurn.bind(store);
    const claimTurn = store.claimTurn.bind(store);
    const elsewhere = <T extends { callId: string; turn: number }>(turn: T): T =>
      turn.turn === 1 ? { ...turn, callId: 'another' } : turn;
    return {
      claimTurn: (turn, leaseMs) => claimTurn(elsewhere(turn), leaseMs),
      saveTurn: (turn) => saveTurn(elsewhere(turn)),
    };
  });
  expect(await brokenBy(thrifty)).toContain('no record is lost');
  const down = worseStore(() => ({ claimTurn: () => Promise.reject(new Error('the table is down')) }));
  expect(await brokenBy(down)).toEqual([]);
});

it('finds an end of which nobody was told', async () => {
  expect(await brokenBy({ wrapUp: () => () => undefined })).toEqual([TOLD]);
});

it('takes what lies among the dead letters for told', async () => {
  const faults = [{ in: 'bus' as const, does: 'throttle', from: 1, times: 20 }];
  const call = await playChaos(quiet({ faults }));
  expect(call.events).toEqual([]);
  expect(call.deadLetters).toHaveLength(1);
  expect(violationsOf(call)).toEqual([]);
});

it('finds an end that was told under two ids, or with another outcome', async () => {
  let sent = 0;
  const busOf = (change: (event: CallEnded) => CallEnded): Sabotage => ({
    bus: (bus) => ({ send: (event, signal) => bus.send(change(event), signal) }),
  });
  const faults = [{ in: 'bus' as const, does: 'lose the answer', from: 1, times: 1 }];
  const renaming = busOf((event) => ({ ...event, id: `${event.id} ${++sent}` }));
  expect(await brokenBy(renaming, quiet({ faults }))).toEqual([TOLD]);
  expect(await brokenBy(busOf((event) => ({ ...event, outcome: 'failed' })))).toEqual([TOLD]);
});

it('finds private digits in a record', async () => {
  const card = '49291234123412';
  const steps = [
    { says: 'I want to pay by card.' },
    { presses: card },
    { waits: 9 },
    { hangsUp: true as const },
  ];
  const talkative = worseStore((store) => {
    const saveTurn = store.saveTurn.bind(store);
    return { saveTurn: (turn) => saveTurn({ ...turn, failure: `the card is ${card}` }) };
  });
  const plan = quiet({ steps });
  expect((await playChaos(plan)).bookings.map(({ args }) => args)).toEqual([{ card }]);
  expect(await brokenBy({}, plan)).toEqual([]);
  expect(await brokenBy(talkative, plan)).toEqual(['private digits stand nowhere']);
});
