import { dialOrder } from '../../lambda/core/calls/dial';
import { STAND_IN_NUMBER } from '../../lambda/core/carriers/admission';
import { newCallId, type LocalBridge } from '../bridge';
import { playCall, type PlayedCall } from '../caller/play-call';
import { VirtualClock } from '../clock';
import type { LocalPorts } from '../handlers';
import { openWorld } from '../world';
import { check } from './check';
import { checkTold } from './check-told';
import type { LoadedScenario } from './load-scenario';
import type { Scenario } from './scenario';

export interface ScenarioResult {
  name: string;
  /** What does not hold, in words. */
  failures: string[];
  call: PlayedCall;
  /** The words of an audio object of the call. */
  wordsOf: (key: string) => string | undefined;
}

/**
 * Plays the call of a scenario in a world of its own, on a clock that jumps, and checks what has to hold.
 * @param services where tables and objects are. Left out: in memory.
 */
export async function runScenario(
  { scenario, config, number }: LoadedScenario,
  services?: LocalPorts,
): Promise<ScenarioResult> {
  const { name, model, tools, faults, human, words, bridged, outbound, caller, steps, expect } = scenario;
  const clock = new VirtualClock();
  const registered = config.numbers.find((record) => record.number === number);
  const isKeyed = bridged !== undefined || outbound !== undefined;
  const keyedCarriers = isKeyed && registered?.carrier !== undefined ? [registered.carrier] : [];
  const scripts = { script: model, toolScript: tools };
  const world = await openWorld({ config, clock, keyedCarriers, ...scripts, faults, human, words, services });
  try {
    const speaker = outbound?.agent ?? registered?.agent;
    const language = config.agents.find(({ id }) => id === speaker)?.language ?? 'en';
    const signalling = await signallingOf(scenario, number, registered?.carrier, world.bridge);
    const call = await playCall(world, clock, { caller, steps, language, ...signalling });
    await world.settled();
    const failures = [...check(call, expect), ...checkTold(world.company, expect)];
    return { name, failures, call, wordsOf: world.wordsOf };
  } finally {
    await world.close();
  }
}

/** What the INVITE says. The bridge hides the number that was called, as it has to before most carriers. */
async function signallingOf(
  { bridged, outbound, dialled, caller, headers }: Scenario,
  number: string,
  carrier: string | undefined,
  bridge: LocalBridge,
): Promise<{ to: string; headers: Record<string, string> }> {
  if (!bridged && !outbound) return { to: dialled ?? number, headers };
  const call = { number, caller, call: newCallId() };
  const order = dialOrder.omit({ reference: true });
  const { answeredBy, ...placed } = outbound ?? {};
  const introduced = outbound
    ? await bridge.dial(order.parse({ ...placed, carrier, number, callee: caller }), answeredBy)
    : bridge[bridged === 'forged' ? 'forge' : 'introduce'](call);
  return { to: dialled ?? STAND_IN_NUMBER, headers: { ...introduced, ...headers } };
}
