import * as z from 'zod';
import { secretName } from '../core/secret-name';

/**
 * What a stack asks of each custom resource: the contract between the constructs of `lib/endpoint` and the
 * function that provisions. Names are those of Amazon Chime's API. CloudFormation turns every number and boolean
 * into text on the way, so both are read back from it.
 */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const count = z.coerce.number().int();
const voiceConnectorId = z.string().min(1);
const arn = z.string().startsWith('arn:');
const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]);

/** Physical id: the connector's. A changed network type replaces it. */
export const voiceConnector = z.strictObject({
  Name: z.string(),
  RequireEncryption: flag,
  NetworkType: z.enum(['IPV4_ONLY', 'DUAL_STACK']),
  Tags: tags,
});
export type VoiceConnectorProperties = z.infer<typeof voiceConnector>;

/** Physical id: `<voiceConnectorId>/termination`. */
export const termination = z.strictObject({
  VoiceConnectorId: voiceConnectorId,
  CpsLimit: count,
  CallingRegions: z.array(z.string()),
  CidrAllowedList: z.array(z.string()),
  DefaultPhoneNumber: z.string().optional(),
  Disabled: flag.default(false),
});
export type TerminationProperties = z.infer<typeof termination>;

/**
 * Physical id: `<voiceConnectorId>/termination-credentials`. The secret holds
 * `{"username": "…", "password": "…"}` or a list of these.
 */
export const terminationCredentials = z.strictObject({
  VoiceConnectorId: voiceConnectorId,
  /** Its name where an ARN that lacks its end would be misread. */
  SecretArn: secretName,
  /** Means nothing by itself: another value brings the secret's present content to the connector. */
  Revision: z.string().optional(),
});
export type TerminationCredentialsProperties = z.infer<typeof terminationCredentials>;

/** Physical id: `<voiceConnectorId>/origination`. */
export const origination = z.strictObject({
  VoiceConnectorId: voiceConnectorId,
  Routes: z.array(
    z.strictObject({
      Host: z.string(),
      Port: count,
      Protocol: z.enum(['TCP', 'UDP']),
      Priority: count,
      Weight: count,
    }),
  ),
  Disabled: flag.default(false),
});
export type OriginationProperties = z.infer<typeof origination>;

/** Physical id: `<voiceConnectorId>/logging`. */
export const voiceConnectorLogging = z.strictObject({
  VoiceConnectorId: voiceConnectorId,
  EnableSIPLogs: flag,
  EnableMediaMetricLogs: flag,
});
export type VoiceConnectorLoggingProperties = z.infer<typeof voiceConnectorLogging>;

/** Physical id: `<voiceConnectorId>/streaming`. */
export const streaming = z.strictObject({
  VoiceConnectorId: voiceConnectorId,
  DataRetentionInHours: count,
  NotificationTargets: z.array(z.enum(['EventBridge', 'SNS', 'SQS'])),
});
export type StreamingProperties = z.infer<typeof streaming>;

/** Physical id: the application's. */
export const sipMediaApplication = z.strictObject({
  Name: z.string(),
  LambdaArn: arn,
  Tags: tags,
});
export type SipMediaApplicationProperties = z.infer<typeof sipMediaApplication>;

/** Physical id: `<sipMediaApplicationId>/logging`. */
export const sipMediaApplicationLogging = z.strictObject({
  SipMediaApplicationId: z.string().min(1),
  EnableSipMediaApplicationMessageLogs: flag,
});
export type SipMediaApplicationLoggingProperties = z.infer<typeof sipMediaApplicationLogging>;

/**
 * Physical id: the rule's. A changed trigger replaces it. Rules belong to the account and carry no tags, so the
 * function ends each rule's name with a mark of its stack, its place in the stack and its trigger.
 */
export const sipRule = z.strictObject({
  Name: z.string(),
  TriggerType: z.enum(['RequestUriHostname', 'ToPhoneNumber']),
  TriggerValue: z.string(),
  TargetApplications: z.array(
    z.strictObject({ SipMediaApplicationId: z.string(), Priority: count, AwsRegion: z.string() }),
  ),
  Disabled: flag.default(false),
});
export type SipRuleProperties = z.infer<typeof sipRule>;

/** The custom resources by the name of their type in a template. */
export const RESOURCES = {
  'Custom::ByonVoiceConnector': voiceConnector,
  'Custom::ByonTermination': termination,
  'Custom::ByonTerminationCredentials': terminationCredentials,
  'Custom::ByonOrigination': origination,
  'Custom::ByonVoiceConnectorLogging': voiceConnectorLogging,
  'Custom::ByonStreaming': streaming,
  'Custom::ByonSipMediaApplication': sipMediaApplication,
  'Custom::ByonSipMediaApplicationLogging': sipMediaApplicationLogging,
  'Custom::ByonSipRule': sipRule,
} as const;
export type ChimeResourceType = keyof typeof RESOURCES;
