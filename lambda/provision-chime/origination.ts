import { isDeepStrictEqual } from 'node:util';
import {
  DeleteVoiceConnectorOriginationCommand,
  GetVoiceConnectorOriginationCommand,
  PutVoiceConnectorOriginationCommand,
  type OriginationRoute,
} from '@aws-sdk/client-chime-sdk-voice';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { FRESH, GOING } from './faults';
import { origination, type OriginationProperties } from './properties';
import { settingResource } from './setting';

/** Where the connector sends the calls that go out of it. */
export function originationKind(chime: Chime): ResourceKind<OriginationProperties> {
  return settingResource<OriginationProperties>({
    properties: origination,
    name: 'origination',
    holderOf: ({ VoiceConnectorId }) => VoiceConnectorId,

    async isSet({ VoiceConnectorId, Routes, Disabled }, time) {
      const answer = await chime.callUnlessMissing(time, {
        operation: 'GetVoiceConnectorOrigination',
        about: about(VoiceConnectorId),
        send: (client) => client.send(new GetVoiceConnectorOriginationCommand({ VoiceConnectorId })),
      });
      const present = answer?.Origination;
      return (
        present !== undefined &&
        (present.Disabled ?? false) === Disabled &&
        isDeepStrictEqual(inOrder(present.Routes), inOrder(Routes))
      );
    },

    async write({ VoiceConnectorId, Routes, Disabled }, time) {
      const Origination = { Routes, Disabled };
      await chime.call(time, {
        operation: 'PutVoiceConnectorOrigination',
        about: about(VoiceConnectorId),
        send: (client) =>
          client.send(new PutVoiceConnectorOriginationCommand({ VoiceConnectorId, Origination })),
        worth: FRESH,
      });
    },

    async remove(VoiceConnectorId, _, time) {
      await chime.callUnlessMissing(time, {
        operation: 'DeleteVoiceConnectorOrigination',
        about: about(VoiceConnectorId),
        send: (client) => client.send(new DeleteVoiceConnectorOriginationCommand({ VoiceConnectorId })),
        worth: GOING,
      });
    },
  });
}

/** Routes as text, so that neither their order nor that of their members counts. */
function inOrder(routes: readonly OriginationRoute[] = []): string[] {
  return routes
    .map(({ Host, Port, Protocol, Priority, Weight }) =>
      [Host, Port, Protocol, Priority, Weight].map(String).join(' '),
    )
    .sort();
}

function about(id: string): string {
  return `the origination of Voice Connector ${id}`;
}
