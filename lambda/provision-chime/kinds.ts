import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import type { CredentialsSecret } from './credentials-secret';
import { sipMediaApplicationLoggingKind, voiceConnectorLoggingKind } from './logging';
import { originationKind } from './origination';
import type { ChimeResourceType } from './properties';
import { sipMediaApplicationKind } from './sip-media-application';
import { sipRuleKind } from './sip-rule';
import { streamingKind } from './streaming';
import { terminationKind } from './termination';
import { terminationCredentialsKind } from './termination-credentials';
import { voiceConnectorKind } from './voice-connector';

/** What this function provisions, by the name of the type in a template. */
export function chimeResources(
  chime: Chime,
  secret: CredentialsSecret,
): Record<ChimeResourceType, ResourceKind<unknown>> {
  return {
    'Custom::ByonVoiceConnector': voiceConnectorKind(chime),
    'Custom::ByonTermination': terminationKind(chime),
    'Custom::ByonTerminationCredentials': terminationCredentialsKind(chime, secret),
    'Custom::ByonOrigination': originationKind(chime),
    'Custom::ByonVoiceConnectorLogging': voiceConnectorLoggingKind(chime),
    'Custom::ByonStreaming': streamingKind(chime),
    'Custom::ByonSipMediaApplication': sipMediaApplicationKind(chime),
    'Custom::ByonSipMediaApplicationLogging': sipMediaApplicationLoggingKind(chime),
    'Custom::ByonSipRule': sipRuleKind(chime),
  };
}
