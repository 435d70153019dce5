import type { Agent } from '../../lambda/core/agents/agent';
import type { CallerStep } from '../caller/step';
import { drawAgent } from './agents';
import { drawBehaviour } from './caller/behaviours';
import { drawImpulses, type Impulse } from './caller/impulses';
import { drawFaults, type PlannedFault } from './faults/weather';
import { Random } from './random';

/** A call before it is made: all that chance decides of it ahead. What follows is drawn from `random`. */
export interface CallPlan {
  seed: string;
  /** Counts from 0. */
  call: number;
  agent: Agent;
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
  const { names: behaviour, steps } = drawBehaviour(random.of('behaviour'));
  return {
    seed,
    call,
    agent: drawAgent(random.of('agent')),
    clipsReady: random.of('clips').chance(0.8),
    behaviour,
    steps,
    impulses: drawImpulses(random.of('impulses')),
    human: random.of('human').pick(['answers', 'answers', 'busy', 'no-answer']),
    faults: drawFaults(random.of('faults')),
    random: random.of('course'),
  };
}
