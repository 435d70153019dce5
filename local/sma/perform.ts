import type { Action } from '../../lambda/call/chime/actions';
import { carryOut } from './actions/verbs';
import type { Leg } from './leg';
import type { Happened } from './observations';
import { ActionFailed, type ActionData, type Surroundings, type Switchboard } from './stage';

export type Outcome =
  | { result: 'successful'; leg: Leg; data: ActionData }
  | { result: 'failed'; leg?: Leg; error: ActionFailed }
  /** Another action takes its place. */
  | { result: 'interrupted'; leg: Leg }
  /** Its leg has gone. */
  | { result: 'stopped'; leg: Leg };

export interface Performance {
  surroundings: Surroundings;
  switchboard: Switchboard;
  /** The leg that an action is for, undefined when it names none that is there. */
  legOf: (action: Action) => Leg | undefined;
  observe: (happened: Happened) => void;
}

/** Carries out one action, and says how it ended. Never throws. */
export async function perform(
  action: Action,
  interrupt: AbortSignal,
  { surroundings, switchboard, legOf, observe }: Performance,
): Promise<Outcome> {
  const leg = legOf(action);
  if (!leg || leg.gone.aborted) {
    const error = new ActionFailed(
      'InvalidActionParameter',
      'CallId or ParticipantTag names no leg of the call',
    );
    return { result: 'failed', leg, error };
  }
  observe({ type: 'action-started', action, leg: leg.tag });
  const signal = AbortSignal.any([interrupt, leg.gone]);
  const outcome = await carryOut(action, { surroundings, switchboard, leg, signal, observe }).then(
    (data): Outcome => {
      if (data) return { result: 'successful', leg, data };
      return { result: leg.gone.aborted ? 'stopped' : 'interrupted', leg };
    },
    (cause: unknown): Outcome => ({ result: 'failed', leg, error: failureOf(cause) }),
  );
  observe({
    type: 'action-finished',
    action,
    leg: leg.tag,
    result: outcome.result,
    ...(outcome.result === 'failed' && { error: `${outcome.error.type}: ${outcome.error.message}` }),
  });
  return outcome;
}

function failureOf(cause: unknown): ActionFailed {
  if (cause instanceof ActionFailed) return cause;
  return new ActionFailed('SystemException', `System error while running action: ${String(cause)}`, {
    cause,
  });
}
