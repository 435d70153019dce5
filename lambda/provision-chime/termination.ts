import {
  DeleteVoiceConnectorTerminationCommand,
  GetVoiceConnectorTerminationCommand,
  PutVoiceConnectorTerminationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { FRESH, GOING } from './faults';
import { termination, type TerminationProperties } from './properties';
import { sameSet, settingResource } from './setting';

/** Who may call through the connector: countries, carriers' addresses, calls a second. */
export function terminationKind(chime: Chime): ResourceKind<TerminationProperties> {
  return settingResource<TerminationProperties>({
    properties: termination,
    name: 'termination',
    holderOf: ({ VoiceConnectorId }) => VoiceConnectorId,

    async isSet({ VoiceConnectorId, ...wanted }, time) {
      const answer = await chime.callUnlessMissing(time, {
        operation: 'GetVoiceConnectorTermination',
        about: about(VoiceConnectorId),
        send: (client) => client.send(new GetVoiceConnectorTerminationCommand({ VoiceConnectorId })),
      });
      const present = answer?.Termination;
      return (
        present !== undefined &&
        present.CpsLimit === wanted.CpsLimit &&
        present.DefaultPhoneNumber === wanted.DefaultPhoneNumber &&
        (present.Disabled ?? false) === wanted.Disabled &&
        sameSet(present.CallingRegions, wanted.CallingRegions) &&
        sameSet(present.CidrAllowedList, wanted.CidrAllowedList)
      );
    },

    async write({ VoiceConnectorId, ...Termination }, time) {
      await chime.call(time, {
        operation: 'PutVoiceConnectorTermination',
        about: about(VoiceConnectorId),
        send: (client) =>
          client.send(new PutVoiceConnectorTerminationCommand({ VoiceConnectorId, Termination })),
        worth: FRESH,
      });
    },

    async remove(VoiceConnectorId, _, time) {
      await chime.callUnlessMissing(time, {
        operation: 'DeleteVoiceConnectorTermination',
        about: about(VoiceConnectorId),
        send: (client) => client.send(new DeleteVoiceConnectorTerminationCommand({ VoiceConnectorId })),
        worth: GOING,
      });
    },
  });
}

function about(id: string): string {
  return `the termination of Voice Connector ${id}`;
}
