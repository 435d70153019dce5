import type * as api from '@aws-sdk/client-chime-sdk-voice';
import type { Account, Checked } from './account';
import { badRequest, ChimeError, notFound } from './errors';

type ById = Checked<api.GetVoiceConnectorTerminationRequest>;

/** What hangs on a connector: origination, streaming and logging. */
export function connectorPartOperations(account: Account) {
  return {
    PutVoiceConnectorOrigination(
      { VoiceConnectorId, Origination }: Checked<api.PutVoiceConnectorOriginationRequest>,
      region: string,
    ) {
      const connector = account.settledConnector(VoiceConnectorId, region);
      if (Origination.Routes === undefined && Origination.Disabled === undefined) {
        throw badRequest('Origination needs Routes or Disabled');
      }
      connector.origination = Origination;
      return { Origination };
    },

    GetVoiceConnectorOrigination({ VoiceConnectorId }: ById, region: string) {
      const { origination } = account.settledConnector(VoiceConnectorId, region);
      if (!origination) throw notFound('Origination of Voice Connector', VoiceConnectorId);
      return { Origination: origination };
    },

    DeleteVoiceConnectorOrigination({ VoiceConnectorId }: ById, region: string) {
      const connector = account.connector(VoiceConnectorId, region);
      if (!connector.origination) throw notFound('Origination of Voice Connector', VoiceConnectorId);
      delete connector.origination;
    },

    PutVoiceConnectorStreamingConfiguration(
      input: Checked<api.PutVoiceConnectorStreamingConfigurationRequest>,
      region: string,
    ) {
      const { StreamingConfiguration } = input;
      account.settledConnector(input.VoiceConnectorId, region).streaming = StreamingConfiguration;
      return { StreamingConfiguration };
    },

    GetVoiceConnectorStreamingConfiguration({ VoiceConnectorId }: ById, region: string) {
      const { streaming } = account.settledConnector(VoiceConnectorId, region);
      if (!streaming) throw notFound('Streaming configuration of Voice Connector', VoiceConnectorId);
      return { StreamingConfiguration: streaming };
    },

    DeleteVoiceConnectorStreamingConfiguration({ VoiceConnectorId }: ById, region: string) {
      const connector = account.connector(VoiceConnectorId, region);
      if (!connector.streaming)
        throw notFound('Streaming configuration of Voice Connector', VoiceConnectorId);
      delete connector.streaming;
    },

    PutVoiceConnectorLoggingConfiguration(
      { VoiceConnectorId, LoggingConfiguration }: Checked<api.PutVoiceConnectorLoggingConfigurationRequest>,
      region: string,
    ) {
      const connector = account.settledConnector(VoiceConnectorId, region);
      checkLogDestination(account);
      connector.logging = LoggingConfiguration;
      return { LoggingConfiguration };
    },

    /** What AWS answers before the first put is not documented: here all is off. */
    GetVoiceConnectorLoggingConfiguration({ VoiceConnectorId }: ById, region: string) {
      const { logging } = account.settledConnector(VoiceConnectorId, region);
      return { LoggingConfiguration: logging ?? { EnableSIPLogs: false, EnableMediaMetricLogs: false } };
    },
  };
}

/** As reported in aws-samples/amazon-chime-sdk-click-to-call, issue 128. */
export function checkLogDestination(account: Account): void {
  if (account.settings.logDestinationDenied) {
    throw new ChimeError('ForbiddenException', 'Access Denied for LogDestination');
  }
}
