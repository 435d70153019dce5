import type { NumberNote } from '../../lambda/core/carriers/plan-numbers';
import type { Routing, Switchboard } from '../../lambda/core/carriers/switchboard';
import type { NativeSettings } from './native-carriers';

/**
 * Where the stack leads the numbers of a carrier, as far as that is known from outside: the application that the
 * config names, else where the deployed stack leads them now, unless the config wants another way.
 */
export function knownTarget(
  settings: NativeSettings,
  notes: readonly NumberNote[],
  switchboard: Switchboard,
): Routing | undefined {
  if (settings.type === 'vobiz' && settings.admission !== 'trunk') {
    const { applicationId } = settings;
    return applicationId === undefined
      ? undefined
      : switchboard.routingTo({ carrier: 'vobiz', applicationId });
  }
  const [first, ...others] = notes.flatMap(({ ours }) => ours.slice(-1));
  if (!first || others.some((other) => !switchboard.isSame(other, first))) return undefined;
  return isStillWanted(settings, first, switchboard) ? first : undefined;
}

function isStillWanted(settings: NativeSettings, routing: Routing, switchboard: Switchboard): boolean {
  switch (settings.type) {
    case 'twilio':
      return Boolean(routing.trunkSid) === (settings.admission === 'trunk');
    case 'vobiz':
      return Boolean(routing.trunkId);
    case 'exotel': {
      const { flowId } = settings;
      const { trunkSid = '' } = routing;
      if (flowId === undefined) return false;
      return switchboard.isSame(routing, switchboard.routingTo({ carrier: 'exotel', flowId, trunkSid }));
    }
  }
}
