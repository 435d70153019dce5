import type { Observation, SentEvent } from './sma';

/** The line may tell so late of keys that an action has gathered. */
const ECHO_MS = 1000;
const HIDDEN = '•';

/** Whether an action has digits keyed that the agent has asked for, in words. */
export function asksForDigits({ Type, Parameters }: { Type: string; Parameters?: object }): boolean {
  if (Type === 'PlayAudioAndGetDigits') return true;
  const { SpeechParameters: speech } = (Parameters ?? {}) as { SpeechParameters?: { TextType?: string } };
  return Type === 'SpeakAndGetDigits' && speech?.TextType !== 'ssml';
}

/**
 * Keeps keys that the agent has asked for from being shown: they may be a card or a PIN, and the line does not
 * know which are. Those who look on see that keys are pressed, not which.
 */
export class HiddenKeys {
  private asking = false;
  private until = -Infinity;

  /** @returns what may be shown of an observation. Each is to be given once, in their order. */
  hide<O extends Observation>(observation: O): O;
  hide(observation: Observation): Observation {
    switch (observation.type) {
      case 'action-started':
        if (asksForDigits(observation.action)) this.asking = true;
        return observation;
      case 'action-finished':
        if (asksForDigits(observation.action)) {
          this.asking = false;
          this.until = observation.at + ECHO_MS;
        }
        return observation;
      case 'digit-pressed':
        return this.asking ? { ...observation, digit: HIDDEN } : observation;
      case 'event-sent':
        return this.mustHide(observation)
          ? { ...observation, event: withoutKeys(observation.event) }
          : observation;
      default:
        return observation;
    }
  }

  private mustHide({ at, event }: Extract<Observation, { type: 'event-sent' }>): boolean {
    const { ActionData: data } = event;
    if (typeof data?.['ReceivedDigits'] !== 'string') return false;
    return this.asking || at <= this.until || asksForDigits(data);
  }
}

function withoutKeys(event: SentEvent): SentEvent {
  const data = event.ActionData!;
  const keys = HIDDEN.repeat((data['ReceivedDigits'] as string).length);
  return { ...event, ActionData: { ...data, ReceivedDigits: keys } };
}
