import { anAgent } from '../../builders/agent';
import { actionDone, CALL_ID, hangUp, legA, legB, newCall, recorded } from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { CallDesk, noteTurn } from './call-desk';

const { id, version } = anAgent();
const JOB = { callId: CALL_ID, agent: { id, version } };

describe('a call is wrapped up', () => {
  it('once, when the agent ends it, whatever else is told of its end', async () => {
    const desk = new CallDesk({
      worker: async (job, at) => {
        const end = { status: 'replied' as const, parts: replyParts('Bye.'), next: { type: 'end' as const } };
        if (job.kind === 'reply') await noteTurn(at, job, end);
      },
    });
    await desk.send(newCall());
    await desk.send(recorded(2));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
    await desk.send(actionDone(3, 'Hangup'));
    await desk.send(hangUp(4));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
  });

  it('when the caller hangs up', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    expect(desk.wrapUps.jobs).toEqual([]);
    await desk.send(hangUp(2));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
  });

  it('when it was turned away, without an agent', async () => {
    const desk = new CallDesk();
    await desk.send(newCall({ To: '+14155550999' }));
    expect(desk.outcome).toBe('unknown-number');
    expect(desk.wrapUps.jobs).toEqual([{ callId: CALL_ID }]);
  });

  it('when a transfer is over, not when it begins', async () => {
    const desk = new CallDesk({
      worker: async (job, at) => {
        const next = { type: 'transfer' as const, to: '+918049876543' };
        if (job.kind === 'reply')
          await noteTurn(at, job, { status: 'replied', parts: replyParts('So.'), next });
      },
    });
    await desk.send(newCall());
    await desk.send(recorded(2));
    await desk.send(actionDone(3, 'CallAndBridge', {}, { Participants: [legA(), legB()] }));
    expect([desk.phase, desk.wrapUps.jobs]).toEqual(['bridged', []]);
    await desk.send(hangUp(4));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
  });

  it('when the line is dead, where it could not be begun with the goodbye', async () => {
    const desk = new CallDesk({
      worker: async (job, at) => {
        const end = { status: 'replied' as const, parts: replyParts('Bye.'), next: { type: 'end' as const } };
        if (job.kind === 'reply') await noteTurn(at, job, end);
      },
    });
    desk.wrapUps.failure = new Error('Lambda is throttled');
    await desk.send(newCall());
    await desk.send(recorded(2));
    expect([desk.phase, desk.wrapUps.jobs]).toEqual(['ending', []]);
    desk.wrapUps.failure = undefined;
    await desk.send(hangUp(3));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
  });

  it('with the outcome that it had, where the caller has left before the goodbye', async () => {
    const desk = new CallDesk({
      worker: async (job, at) => {
        const end = { status: 'replied' as const, parts: replyParts('Bye.'), next: { type: 'end' as const } };
        await at.clock.sleep(1000);
        if (job.kind === 'reply') await noteTurn(at, job, end);
      },
    });
    await desk.send(newCall());
    const left = desk.clock.sleep(500).then(() => desk.handler(hangUp(3)));
    await Promise.all([desk.handler(recorded(2)), left]);
    expect(desk.kept.snapshots.get(CALL_ID)?.conversation.outcome).toBe('caller-hung-up');
    expect(desk.outcome).toBe('caller-hung-up');
  });

  it('as soon as that is possible again, when nobody is on the line any more', async () => {
    const desk = new CallDesk();
    desk.wrapUps.failure = new Error('Lambda is throttled');
    await desk.send(newCall());
    void desk.clock.sleep(6000).then(() => (desk.wrapUps.failure = undefined));
    await desk.send(hangUp(2));
    expect(desk.wrapUps.jobs).toEqual([JOB]);
    expect(desk.log.messages('error')).toEqual([]);
  });

  it('or else the call goes on all the same, and the log says so', async () => {
    const desk = new CallDesk();
    desk.wrapUps.failure = new Error('Lambda is throttled');
    await desk.send(newCall());
    expect(await desk.send(hangUp(2))).toEqual(await desk.send(hangUp(2)));
    expect(desk.outcome).toBe('caller-hung-up');
    expect(desk.log.messages('error')).toEqual(['wrap-up not started']);
  });
});
