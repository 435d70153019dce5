import {
  DeleteVoiceConnectorStreamingConfigurationCommand,
  GetVoiceConnectorStreamingConfigurationCommand,
  PutVoiceConnectorStreamingConfigurationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { FRESH, GOING } from './faults';
import { streaming, type StreamingProperties } from './properties';
import { sameSet, settingResource } from './setting';

/** The connector's copy of the audio, in Kinesis Video Streams. */
export function streamingKind(chime: Chime): ResourceKind<StreamingProperties> {
  return settingResource<StreamingProperties>({
    properties: streaming,
    name: 'streaming',
    holderOf: ({ VoiceConnectorId }) => VoiceConnectorId,

    async isSet({ VoiceConnectorId, DataRetentionInHours, NotificationTargets }, time) {
      const answer = await chime.callUnlessMissing(time, {
        operation: 'GetVoiceConnectorStreamingConfiguration',
        about: about(VoiceConnectorId),
        send: (client) =>
          client.send(new GetVoiceConnectorStreamingConfigurationCommand({ VoiceConnectorId })),
      });
      const present = answer?.StreamingConfiguration;
      const targets = present?.StreamingNotificationTargets?.map((target) => `${target.NotificationTarget}`);
      return (
        present !== undefined &&
        present.Disabled === false &&
        present.DataRetentionInHours === DataRetentionInHours &&
        sameSet(targets, NotificationTargets)
      );
    },

    async write({ VoiceConnectorId, DataRetentionInHours, NotificationTargets }, time) {
      const targets = NotificationTargets.map((NotificationTarget) => ({ NotificationTarget }));
      const StreamingConfiguration = {
        DataRetentionInHours,
        Disabled: false,
        // The service takes one to three, or none at all.
        ...(targets.length > 0 ? { StreamingNotificationTargets: targets } : {}),
      };
      const input = { VoiceConnectorId, StreamingConfiguration };
      await chime.call(time, {
        operation: 'PutVoiceConnectorStreamingConfiguration',
        about: about(VoiceConnectorId),
        send: (client) => client.send(new PutVoiceConnectorStreamingConfigurationCommand(input)),
        worth: FRESH,
      });
    },

    async remove(VoiceConnectorId, _, time) {
      await chime.callUnlessMissing(time, {
        operation: 'DeleteVoiceConnectorStreamingConfiguration',
        about: about(VoiceConnectorId),
        send: (client) =>
          client.send(new DeleteVoiceConnectorStreamingConfigurationCommand({ VoiceConnectorId })),
        worth: GOING,
      });
    },
  });
}

function about(id: string): string {
  return `the streaming of Voice Connector ${id}`;
}
