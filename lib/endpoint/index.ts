export {
  ChimeEndpoint,
  type ChimeEndpointOptions,
  type ChimeEndpointProps,
  type EndpointOutputs,
} from './chime-endpoint';
export { ChimeProvisioner, type ChimeProvisionerOptions } from './chime-provisioner';
export * from './chime-regions';
export { ChimeResource, type ChimeResourceProps } from './chime-resource';
export { ChimeLogGroup, LogDelivery, type ChimeLogGroupProps } from './log-delivery';
export * from './network-type';
export { Origination, type OriginationProps, type OriginationRoute } from './origination';
export * from './sip-endpoint';
export {
  SipMediaApplication,
  type ISipMediaApplication,
  type SipMediaApplicationAttributes,
  type SipMediaApplicationProps,
  type SipMediaApplicationRef,
} from './sip-media-application';
export * from './sip-media-application-logs';
export {
  SipRule,
  SipTrigger,
  type ISipRule,
  type SipRuleProps,
  type SipRuleRef,
  type SipRuleTarget,
} from './sip-rule';
export { Streaming, StreamingTarget, type StreamingOptions, type StreamingProps } from './streaming';
export { Termination, type TerminationOptions, type TerminationProps } from './termination';
export * from './termination-credentials';
export {
  VoiceConnector,
  type IVoiceConnector,
  type VoiceConnectorAttributes,
  type VoiceConnectorProps,
  type VoiceConnectorRef,
} from './voice-connector';
export { VoiceConnectorLogs, type VoiceConnectorLogsProps } from './voice-connector-logs';
