import { exotelSwitchboard } from '../adapters/carriers/exotel';
import { twilioSwitchboard } from '../adapters/carriers/twilio';
import { vobizSwitchboard } from '../adapters/carriers/vobiz';
import type { Switchboard, Target } from '../core/carriers/switchboard';
import type { CarrierNumbersProperties } from './properties';
import type { Services } from './services';

/** The carrier's numbers, and where a stack wants their calls to go. */
export async function switchboardFor(
  { SecretArn, Target: target }: CarrierNumbersProperties,
  services: Services,
): Promise<{ switchboard: Switchboard; target: Target }> {
  switch (target.Type) {
    case 'twilio-bridge': {
      const { VoiceUrl: voiceUrl, StatusCallback: statusCallback } = target;
      const switchboard = twilioSwitchboard(await services.twilio(SecretArn));
      return { switchboard, target: { carrier: 'twilio', voiceUrl, statusCallback } };
    }
    case 'twilio-trunk': {
      const switchboard = twilioSwitchboard(await services.twilio(SecretArn));
      return { switchboard, target: { carrier: 'twilio', trunkSid: target.TrunkSid } };
    }
    case 'vobiz-application': {
      const switchboard = vobizSwitchboard(await services.vobiz(SecretArn));
      return { switchboard, target: { carrier: 'vobiz', applicationId: target.ApplicationId } };
    }
    case 'vobiz-trunk': {
      const switchboard = vobizSwitchboard(await services.vobiz(SecretArn));
      return { switchboard, target: { carrier: 'vobiz', trunkId: target.TrunkId } };
    }
    case 'exotel-flow': {
      const { Cluster, FlowId: flowId, TrunkSid: trunkSid } = target;
      const switchboard = exotelSwitchboard(await services.exotel(SecretArn, Cluster));
      return { switchboard, target: { carrier: 'exotel', flowId, trunkSid } };
    }
  }
}
