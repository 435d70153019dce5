import { bridge, BUCKET, FROM, HANG_UP, hangUp, HUMAN, play, scene } from './support';

const CONNECTOR = 'arn:aws:chime:us-east-1:000000000000:vc/local';
const whisper = (Key = 'second.wav') => ({
  Type: 'PlayAudio',
  Parameters: { ParticipantTag: 'LEG-B', AudioSource: { Type: 'S3', BucketName: BUCKET, Key } },
});
const overTrunk = (Arn = CONNECTOR, Uri = HUMAN) => ({
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: FROM, Endpoints: [{ BridgeEndpointType: 'AWS', Arn, Uri }] },
});

describe('audio for the far end of a bridge', () => {
  test('is heard there and not by the caller', async () => {
    const { end, at, call, observations } = scene([
      ['NEW_INBOUND_CALL', [bridge()]],
      ['ACTION_SUCCESSFUL', [whisper()]],
      ['ACTION_SUCCESSFUL', []],
      ['HANGUP', [hangUp('LEG-B')]],
    ]);
    at(9000, () => call.hangUp());
    const { audio, events } = await end();
    expect(audio.agent.every((sample) => sample === 0)).toBe(true);
    expect(observations.filter(({ type }) => type === 'audio-started')).toMatchObject([{ leg: 'LEG-B' }]);
    expect(events[2]?.ActionData).toMatchObject({ Parameters: { ParticipantTag: 'LEG-B' } });
  });

  test('is refused while nobody is there', async () => {
    const { end } = scene([
      ['NEW_INBOUND_CALL', [play(), whisper()]],
      ['ACTION_FAILED', HANG_UP],
    ]);
    expect((await end()).events[1]?.ActionData).toMatchObject({ ErrorType: 'InvalidActionParameter' });
  });

  test('that is not there leaves the two joined', async () => {
    const { end, at, call, when } = scene([
      ['NEW_INBOUND_CALL', [bridge()]],
      ['ACTION_SUCCESSFUL', [whisper('gone.wav')]],
      ['ACTION_FAILED', []],
      ['HANGUP', [hangUp('LEG-B')]],
    ]);
    at(9000, () => call.hangUp());
    await end();
    expect(when('hung-up')).toEqual([9000, 9000]);
  });
});

describe('a call over the trunk', () => {
  test('reaches the far end by its number', async () => {
    const { end, at, call, observations } = scene(
      [
        ['NEW_INBOUND_CALL', [overTrunk()]],
        ['ACTION_SUCCESSFUL', []],
        ['HANGUP', [hangUp('LEG-B')]],
      ],
      { voiceConnector: CONNECTOR },
    );
    at(9000, () => call.hangUp());
    await end();
    expect(observations).toContainEqual(expect.objectContaining({ type: 'leg-joined', to: HUMAN }));
  });

  test.each([[undefined], ['arn:aws:chime:us-east-1:000000000000:vc/another']])(
    'is refused where the connector is %s',
    async (voiceConnector) => {
      const { end } = scene(
        [
          ['NEW_INBOUND_CALL', [overTrunk()]],
          ['ACTION_FAILED', HANG_UP],
        ],
        { ...(voiceConnector !== undefined && { voiceConnector }) },
      );
      expect((await end()).events[1]?.ActionData).toMatchObject({ ErrorType: 'InvalidActionParameter' });
    },
  );
});
