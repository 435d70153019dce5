import {
  NetworkType,
  NotificationTarget,
  OriginationRouteProtocol,
  SipRuleTriggerType,
  VoiceConnectorIntegrationType,
} from '@aws-sdk/client-chime-sdk-voice';
import { isPublicCidr } from './networks';
import { REGIONS } from './settings';

/** What the runtime schemas don't say about a member. */
export interface Constraint {
  /** Of a number, of a text's length, or of a list's. */
  range?: [least: number, most: number];
  pattern?: RegExp;
  oneOf?: readonly string[];
  /** What every text of a list must be. */
  each?: { test: (text: string) => boolean; is: string };
  /** Required by the documentation though optional in the schema. */
  required?: true;
}

const name: Constraint = { range: [1, 256], pattern: /^[a-zA-Z0-9 _.-]+$/ };
const region: Constraint = { oneOf: REGIONS };
const tags: Constraint = { range: [1, 50] };
const page: Constraint = { range: [1, 100] };
const endpoints: Constraint = { range: [1, 1] };
const ascii = /^[\x20-\x7e]+$/;
const targets: Constraint = { range: [1, 25] };

/**
 * By `<structure>.<member>` of the API.
 *
 * Sources, as read on 2026-11-22: the Smithy model of Amazon Chime SDK Voice (botocore agrees), the API reference,
 * and for what neither says the checks of Terraform's AWS provider (internal/service/chime): the CIDR sizes, the
 * ten credentials, two letters a calling region. The most of CpsLimit is from cdklabs/cdk-amazon-chime-resources.
 */
export const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  'CreateVoiceConnectorRequest.Name': name,
  'CreateVoiceConnectorRequest.AwsRegion': region,
  'CreateVoiceConnectorRequest.Tags': tags,
  'CreateVoiceConnectorRequest.IntegrationType': { oneOf: Object.values(VoiceConnectorIntegrationType) },
  'CreateVoiceConnectorRequest.NetworkType': { oneOf: Object.values(NetworkType) },
  'UpdateVoiceConnectorRequest.Name': name,
  'ListVoiceConnectorsRequest.MaxResults': page,

  'Termination.CpsLimit': { range: [1, 256] },
  'Termination.DefaultPhoneNumber': { pattern: /^\+?[1-9]\d{1,14}$/ },
  'Termination.CallingRegions': {
    required: true,
    range: [1, Infinity],
    each: { test: (text) => /^[A-Z]{2}$/.test(text), is: 'an ISO 3166-1 alpha-2 country' },
  },
  'Termination.CidrAllowedList': {
    range: [1, Infinity],
    each: { test: isPublicCidr, is: 'a public IPv4 network of /27 to /32' },
  },
  'PutVoiceConnectorTerminationCredentialsRequest.Credentials': { range: [1, 10] },
  'Credential.Username': { required: true, pattern: ascii },
  'Credential.Password': { required: true, pattern: ascii },
  'DeleteVoiceConnectorTerminationCredentialsRequest.Usernames': { range: [1, Infinity] },

  'Origination.Routes': { range: [1, 20] },
  'OriginationRoute.Host': { required: true, range: [1, Infinity] },
  'OriginationRoute.Port': { range: [0, 65_535] },
  'OriginationRoute.Protocol': { oneOf: Object.values(OriginationRouteProtocol) },
  'OriginationRoute.Priority': { range: [1, 100] },
  'OriginationRoute.Weight': { range: [1, 100] },

  'StreamingConfiguration.DataRetentionInHours': { range: [0, Infinity] },
  'StreamingConfiguration.StreamingNotificationTargets': { range: [1, 3] },
  'StreamingNotificationTarget.NotificationTarget': { oneOf: Object.values(NotificationTarget) },

  'CreateSipMediaApplicationRequest.Name': name,
  'CreateSipMediaApplicationRequest.AwsRegion': region,
  'CreateSipMediaApplicationRequest.Endpoints': endpoints,
  'CreateSipMediaApplicationRequest.Tags': tags,
  'UpdateSipMediaApplicationRequest.Name': name,
  'UpdateSipMediaApplicationRequest.Endpoints': endpoints,
  'SipMediaApplicationEndpoint.LambdaArn': {
    required: true,
    pattern:
      /^arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d{1}:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?$/,
  },
  'ListSipMediaApplicationsRequest.MaxResults': page,

  'CreateSipRuleRequest.Name': name,
  'CreateSipRuleRequest.TriggerType': { oneOf: Object.values(SipRuleTriggerType) },
  'CreateSipRuleRequest.TargetApplications': targets,
  'UpdateSipRuleRequest.Name': name,
  'UpdateSipRuleRequest.TargetApplications': targets,
  'SipRuleTargetApplication.SipMediaApplicationId': { required: true, range: [1, Infinity] },
  'SipRuleTargetApplication.Priority': { required: true, range: [1, Infinity] },
  'SipRuleTargetApplication.AwsRegion': { required: true, ...region },
  'ListSipRulesRequest.MaxResults': page,

  'TagResourceRequest.Tags': tags,
  'UntagResourceRequest.TagKeys': tags,
  'Tag.Key': { range: [1, 128] },
  'Tag.Value': { range: [0, 256] },
};
