import {
  GetSipMediaApplicationLoggingConfigurationCommand,
  GetVoiceConnectorLoggingConfigurationCommand,
  PutSipMediaApplicationLoggingConfigurationCommand,
  PutVoiceConnectorLoggingConfigurationCommand,
  type ChimeSDKVoiceClient,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { FRESH } from './faults';
import {
  sipMediaApplicationLogging,
  voiceConnectorLogging,
  type SipMediaApplicationLoggingProperties,
  type VoiceConnectorLoggingProperties,
} from './properties';
import { settingResource } from './setting';

/** The connector's SIP messages and media metrics in CloudWatch Logs. There is no Delete: off is none. */
export function voiceConnectorLoggingKind(chime: Chime): ResourceKind<VoiceConnectorLoggingProperties> {
  const isSet = async (wanted: VoiceConnectorLoggingProperties, time: Patience) => {
    const { VoiceConnectorId } = wanted;
    const answer = await chime.callUnlessMissing(time, {
      operation: 'GetVoiceConnectorLoggingConfiguration',
      about: aboutConnector(VoiceConnectorId),
      send: (client) => client.send(new GetVoiceConnectorLoggingConfigurationCommand({ VoiceConnectorId })),
    });
    const present = answer?.LoggingConfiguration;
    return (
      (present?.EnableSIPLogs ?? false) === wanted.EnableSIPLogs &&
      (present?.EnableMediaMetricLogs ?? false) === wanted.EnableMediaMetricLogs
    );
  };
  const put = ({ VoiceConnectorId, ...LoggingConfiguration }: VoiceConnectorLoggingProperties) => ({
    operation: 'PutVoiceConnectorLoggingConfiguration',
    about: aboutConnector(VoiceConnectorId),
    send: (client: ChimeSDKVoiceClient) =>
      client.send(
        new PutVoiceConnectorLoggingConfigurationCommand({ VoiceConnectorId, LoggingConfiguration }),
      ),
  });
  return settingResource<VoiceConnectorLoggingProperties>({
    properties: voiceConnectorLogging,
    name: 'logging',
    holderOf: ({ VoiceConnectorId }) => VoiceConnectorId,
    isSet,
    write: async (wanted, time) => void (await chime.call(time, { ...put(wanted), worth: FRESH })),
    async remove(VoiceConnectorId, _, time) {
      const off = { VoiceConnectorId, EnableSIPLogs: false, EnableMediaMetricLogs: false };
      if (!(await isSet(off, time))) await chime.callUnlessMissing(time, put(off));
    },
  });
}

/** The application's messages, events and answers, in CloudWatch Logs. There is no Delete: off is none. */
export function sipMediaApplicationLoggingKind(
  chime: Chime,
): ResourceKind<SipMediaApplicationLoggingProperties> {
  const isSet = async (wanted: SipMediaApplicationLoggingProperties, time: Patience) => {
    const { SipMediaApplicationId, EnableSipMediaApplicationMessageLogs } = wanted;
    const answer = await chime.callUnlessMissing(time, {
      operation: 'GetSipMediaApplicationLoggingConfiguration',
      about: aboutApplication(SipMediaApplicationId),
      send: (client) =>
        client.send(new GetSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId })),
    });
    const present = answer?.SipMediaApplicationLoggingConfiguration;
    return (present?.EnableSipMediaApplicationMessageLogs ?? false) === EnableSipMediaApplicationMessageLogs;
  };
  const put = ({ SipMediaApplicationId, ...wanted }: SipMediaApplicationLoggingProperties) => ({
    operation: 'PutSipMediaApplicationLoggingConfiguration',
    about: aboutApplication(SipMediaApplicationId),
    send: (client: ChimeSDKVoiceClient) =>
      client.send(
        new PutSipMediaApplicationLoggingConfigurationCommand({
          SipMediaApplicationId,
          SipMediaApplicationLoggingConfiguration: wanted,
        }),
      ),
  });
  return settingResource<SipMediaApplicationLoggingProperties>({
    properties: sipMediaApplicationLogging,
    name: 'logging',
    holderOf: ({ SipMediaApplicationId }) => SipMediaApplicationId,
    isSet,
    write: async (wanted, time) => void (await chime.call(time, { ...put(wanted), worth: FRESH })),
    async remove(SipMediaApplicationId, _, time) {
      const off = { SipMediaApplicationId, EnableSipMediaApplicationMessageLogs: false };
      if (!(await isSet(off, time))) await chime.callUnlessMissing(time, put(off));
    },
  });
}

function aboutConnector(id: string): string {
  return `the logging of Voice Connector ${id}`;
}

function aboutApplication(id: string): string {
  return `the logging of SIP media application ${id}`;
}
