import type { ResourceKind } from '../custom-resource/resource-kind';
import { exotelTrunkKind } from './exotel-trunk';
import { carrierNumbersKind } from './numbers';
import type { CarrierResourceType } from './properties';
import type { Services } from './services';
import { twilioTrunkKind } from './twilio-trunk';
import { vobizInboundTrunkKind, vobizOutboundTrunkKind } from './vobiz-trunks';

/** What this function provisions, by the name of the type in a template. */
export function carrierResources(services: Services): Record<CarrierResourceType, ResourceKind<unknown>> {
  return {
    'Custom::ByonTwilioTrunk': twilioTrunkKind(services),
    'Custom::ByonVobizInboundTrunk': vobizInboundTrunkKind(services),
    'Custom::ByonVobizOutboundTrunk': vobizOutboundTrunkKind(services),
    'Custom::ByonExotelTrunk': exotelTrunkKind(services),
    'Custom::ByonCarrierNumbers': carrierNumbersKind(services),
  };
}
