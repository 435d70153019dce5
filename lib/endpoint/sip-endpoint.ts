import { Duration } from 'aws-cdk-lib';
import type { IAlias, IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EndpointSettings } from '../../lambda/core/endpoint/settings';
import { ChimeEndpoint, type ChimeEndpointOptions } from './chime-endpoint';
import { ChimeProvisioner, type ChimeProvisionerOptions } from './chime-provisioner';
import { NetworkType } from './network-type';
import { TerminationCredentials } from './termination-credentials';

/** What an endpoint is put before, and how its own function logs. */
export interface SipEndpointBinding extends ChimeProvisionerOptions {
  /** What answers the events of a call. */
  readonly callHandler: IAlias | IVersion;
}

/** How carriers reach the agents. */
export class SipEndpoint {
  /** Amazon Chime SDK: a Voice Connector, a SIP rule and a SIP media application. */
  static chime(options: ChimeEndpointOptions = {}): SipEndpoint {
    return new SipEndpoint((scope, { callHandler, ...provisioner }) => {
      ChimeProvisioner.of(scope, provisioner);
      return new ChimeEndpoint(scope, 'Endpoint', { ...options, callHandler });
    });
  }

  /** The section `endpoint` of a config. */
  static fromSettings(settings: EndpointSettings): SipEndpoint {
    return SipEndpoint.chime(optionsOf(settings));
  }

  private constructor(readonly bind: (scope: Construct, binding: SipEndpointBinding) => ChimeEndpoint) {}
}

function optionsOf(settings: EndpointSettings): ChimeEndpointOptions {
  const { callsFrom, callingRegions, callsPerSecond, callerId, credentials, origination, logs } = settings;
  const { experimentalStreaming: streaming } = settings;
  return {
    callsFrom,
    callingRegions,
    callsPerSecond,
    callerId,
    credentials: credentials && TerminationCredentials.fromSecretNamed(credentials.secret, credentials),
    endpointName: settings.name,
    requireEncryption: settings.encryption,
    networkType: settings.networkType === 'ipv4' ? NetworkType.IPV4_ONLY : NetworkType.DUAL_STACK,
    originationRoutes: origination.length > 0 ? origination : undefined,
    sipLogs: logs.sip,
    mediaMetricLogs: logs.media,
    messageLogs: logs.messages,
    experimentalStreaming: streaming && { dataRetention: Duration.hours(streaming.retentionHours) },
  };
}
