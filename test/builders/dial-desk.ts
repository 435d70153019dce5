import type * as z from 'zod';
import { canonicalDigest } from '../../lambda/adapters/canonical-digest';
import type { DialAnswer, Dialler } from '../../lambda/core/calls/dial';
import { dialCall, tryCall } from '../../lambda/core/outbound/dial-call';
import type { dialRequest } from '../../lambda/core/outbound/dial-request';
import type { DialCallPorts, Trunk } from '../../lambda/core/outbound/ports';
import { CALLEES } from '../fakes/callee-hash';
import { InMemoryConsents, InMemoryEvidence, InMemoryScrubs } from '../fakes/compliance';
import { InMemoryDialStore } from '../fakes/dial-store';
import { FakeDialler } from '../fakes/dialler';
import { HastyClock } from '../fakes/hasty-clock';
import { InMemoryDailyBudget, InMemoryDialRequests, InMemorySwitch, InMemoryTrunks } from '../fakes/outbound';
import { InMemoryNumberDirectory, RecordingLog } from '../fakes/ports';
import { InMemoryOptOuts } from '../fakes/tools';
import { anAgent } from './agent';
import { aNumber } from './number';

/** An American number and callee, so that a call needs consent and hours, and no registration. */
export const FROM = '+14155550100';
export const TO = '+12125550123';

export type Request = z.input<typeof dialRequest>;

export function aRequest(changes: Partial<Request> = {}): Request {
  return {
    to: TO,
    from: FROM,
    purpose: 'service',
    about: 'a reminder of an appointment',
    idempotencyKey: 'appointment-4711/1',
    ...changes,
  };
}

/** Noon in New York on a Tuesday, which is daytime in all of the United States but the farthest. */
export const AT = Date.parse('2026-11-24T15:00:00-05:00');

/** All that a dial of the tests is made with, in memory. */
export class DialDesk {
  readonly clock = new HastyClock();
  readonly log = new RecordingLog();
  readonly dialler: FakeDialler;
  readonly directory = new InMemoryNumberDirectory();
  readonly consents = new InMemoryConsents();
  readonly scrubs = new InMemoryScrubs();
  readonly optOuts = new InMemoryOptOuts();
  readonly evidence = new InMemoryEvidence();
  readonly requests = new InMemoryDialRequests();
  readonly dials = new InMemoryDialStore(this.clock);
  readonly toggle = new InMemorySwitch();
  readonly days = new InMemoryDailyBudget();
  readonly trunks = new InMemoryTrunks();
  readonly trunk: Trunk;
  readonly ports: DialCallPorts;

  constructor(outcome: () => Promise<DialAnswer> = async () => ({ state: 'placed', call: 'CA01' })) {
    void this.clock.sleep(AT - this.clock.now());
    this.clock.slept.length = 0;
    this.dialler = new FakeDialler(outcome);
    this.trunk = {
      type: 'twilio',
      detectsMachines: true,
      limits: { callsPerSecond: 1, callsAtOnce: 10 },
      dialler: async () => this.dialler,
    };
    this.directory.addAgent(anAgent()).addNumber(aNumber({ number: FROM, carrier: 'twilio' }));
    const {
      clock,
      log,
      directory,
      consents,
      scrubs,
      optOuts,
      evidence,
      requests,
      dials,
      toggle,
      days,
      trunks,
    } = this;
    const stores = { directory, consents, scrubs, optOuts, evidence, requests, dials, toggle, days, trunks };
    this.ports = {
      stack: 'Byon',
      settings: { countries: ['US'], callsPerDay: 100 },
      carriers: new Map([['twilio', this.trunk]]),
      callees: CALLEES,
      digest: canonicalDigest,
      ...stores,
      clock,
      log,
    };
  }

  /** Somebody agrees to be called. */
  async agreed(to = TO): Promise<this> {
    const callee = await CALLEES.of(to);
    await this.consents.save({
      id: 'web-1',
      callee,
      kind: 'explicit',
      purposes: ['service'],
      channel: 'voice',
      capturedAt: AT - 86_400_000,
      proof: 'web form, entry 1',
    });
    return this;
  }

  /** @param ports in place of those of the desk. */
  dial(request: unknown = aRequest(), ports: Partial<DialCallPorts> = {}) {
    return dialCall(request, { ...this.ports, ...ports });
  }

  try(request: unknown = aRequest()) {
    return tryCall(request, this.ports);
  }

  /** The same desk with another carrier behind it. */
  through(dialler: Dialler): Pick<DialCallPorts, 'carriers'> {
    return { carriers: new Map([['twilio', { ...this.trunk, dialler: async () => dialler }]]) };
  }

  async decisions(to = TO): Promise<{ allowed: boolean; reference: string }[]> {
    const records = await this.evidence.history(await CALLEES.of(to), 0);
    return records.map(({ decision, reference }) => ({ allowed: decision.allowed, reference }));
  }
}
