import type { Agent } from '../../lambda/core/agents/agent';
import type { CallerStep } from '../caller/step';
import { drawAgent } from './agents';
import { drawBehaviour } from './caller/behaviours';
import { drawImpulses, type Impulse } from './caller/impulses';
import { drawFaults, type PlannedFault } from './faults/weather';
import { Random } from './random';

interface Outbound {
  to: 'human' | 'mailbox';
  answeredBy?: 'human' | 'machine' | 'unknown';
}

/** A call before it is made: all that chance decides of it ahead. What follows is drawn from `random`. */
export interface CallPlan {
  seed: string;
  /** Counts from 0. */
  call: number;
  agent: Agent;
  /** On a call that we make: who answers it, and what its carrier makes of that. */
  outbound?: Outbound;
  /** Whether the agent's own phrases have been rendered by earlier calls. */
  clipsReady: boolean;
  behaviour: string[];
  steps: CallerStep[];
  impulses: Impulse[];
  human: 'answers' | 'busy' | 'no-answer';
  faults: PlannedFault[];
  random: Random;
}

/** @returns the plan of one call of a seed, the same each time, whatever other calls there are. */
export function planOf(seed: string, call: number): CallPlan {
  const random = new Random(`${seed}/${call}`);
  const agent = drawAgent(random.of('agent'));
  const outbound = drawOutbound(random.of('outbound'));
  const { names: behaviour, steps } = drawBehaviour(random.of('behaviour'), {
    isMailbox: outbound?.to === 'mailbox',
    isAsked: agent.recording?.mode === 'consent',
  });
  return {
    seed,
    call,
    agent,
    ...(outbound && { outbound }),
    clipsReady: random.of('clips').chance(0.8),
    behaviour,
    steps,
    impulses: drawImpulses(random.of('impulses')),
    human: random.of('human').pick(['answers', 'answers', 'busy', 'no-answer']),
    faults: drawFaults(random.of('faults')),
    random: random.of('course'),
  };
}

function drawOutbound(random: Random): Outbound | undefined {
  if (random.chance(0.85)) return undefined;
  const to = random.pick(['human', 'mailbox'] as const);
  const isToldRight = random.pick(['unknown', to === 'mailbox' ? 'machine' : 'human'] as const);
  const answeredBy = random.pick([undefined, isToldRight]);
  return { to, ...(answeredBy && { answeredBy }) };
}
