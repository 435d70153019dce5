import type { FakeVobiz } from '../fakes/vobiz';
import type { DeployedBridge } from './deployed-bridge';

/** Calls that Vobiz was asked to make, and what it tells the bridge of them. */
export class VobizLine {
  constructor(
    private readonly vobiz: FakeVobiz,
    private readonly bridge: DeployedBridge,
  ) {}

  /** Everybody who was dialled, in this order. */
  get dialled(): string[] {
    return this.vobiz.snapshot().calls.map(({ to }) => to);
  }

  /** Somebody takes up. @returns what Vobiz sends to the Voice Connector then: To and headers of the INVITE. */
  async answer(callee: string): Promise<{ to: string; headers: Record<string, string> }> {
    const { call, urls } = this.callTo(callee);
    const { status, body } = await this.post(urls.answer, { CallUUID: call, CallStatus: 'in-progress' });
    const [, given = '', to = ''] = /<User sipHeaders="([^"]*)">sip:([^@]*)@/.exec(body) ?? [];
    if (status !== 200 || to === '') throw new Error(`the bridge has answered ${status}: ${body}`);
    const headers = given.split(',').map((pair) => pair.split('=') as [string, string]);
    return { to, headers: Object.fromEntries(headers.map(([name, value]) => [`X-VH-${name}`, value])) };
  }

  /** A call is over. */
  async end(callee: string, how: 'completed' | 'busy' | 'no-answer'): Promise<void> {
    const { call, urls } = this.callTo(callee);
    const told = {
      CallUUID: call,
      Event: 'Hangup',
      CallStatus: how,
      Duration: how === 'completed' ? '12' : '0',
    };
    const { status, body } = await this.post(urls.hangup!, told);
    if (status !== 200) throw new Error(`the bridge has answered ${status}: ${body}`);
  }

  private callTo(callee: string) {
    const [found, ...more] = this.vobiz.snapshot().calls.filter(({ to }) => to === callee);
    if (found && more.length === 0) return { call: found.call_uuid, urls: found.urls };
    throw new Error(`the callee was dialled ${found ? more.length + 1 : 0} times, not once`);
  }

  private post(url: string, fields: Record<string, string>) {
    return this.bridge.fromVobiz(url, fields, this.vobiz.credentials.authToken);
  }
}
