export * from './admission';
export {
  BoundCarrier,
  type CarrierBinding,
  type CarrierConnection,
  type CarrierDialling,
  type CarrierOutput,
} from './bound-carrier';
export { Bridge, type BridgedCarrier, type BridgeProps } from './bridge';
export * from './call-key';
export * from './carrier';
export { CarrierNumbers, type CarrierNumbersProps, type CarrierTarget } from './carrier-numbers';
export { CarrierProvisioner, type CarrierProvisionerOptions } from './carrier-provisioner';
export { CarrierResource, type CarrierResourceProps } from './carrier-resource';
export { Carriers, type CarriersProps } from './carriers';
export { ExotelCarrier, type ExotelCarrierOptions } from './exotel-carrier';
export { PRESET_NAMES } from './presets';
export { SipCarrier, type SipCarrierOptions } from './sip-carrier';
export * from './signalling-ranges';
export { TwilioCarrier, type TwilioCarrierOptions } from './twilio-carrier';
export { VobizCarrier, type VobizCarrierOptions } from './vobiz-carrier';
