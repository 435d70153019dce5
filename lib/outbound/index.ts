export { Callbacks, type CallbacksProps } from './callbacks';
export { CallsApi, type CallsApiProps } from './calls-api';
export { DialFunction, type DialFunctionProps } from './dial-function';
export { Campaigns, type CampaignsProps } from './campaigns';
export {
  Outbound,
  type OutboundOptions,
  type OutboundProps,
  type SpendingOptions,
  type TrunkLimitOptions,
} from './outbound';
