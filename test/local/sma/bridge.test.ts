import {
  answer,
  bridge,
  BUCKET,
  FROM,
  HANG_UP,
  hangUp,
  HUMAN,
  play,
  scene,
  speak,
  typesOf,
  type Step,
} from './support';

const connecting: Step = ['ACTION_SUCCESSFUL', [bridge()]];

test('a far end that answers becomes a second leg, connected', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    connecting,
    ['ACTION_SUCCESSFUL', []],
    ['HANGUP', [hangUp('LEG-B')]],
  ]);
  at(20_000, () => call.hangUp());
  const { events } = await end();
  expect(when('leg-joined')).toEqual([5000]);
  expect(events[2]?.ActionData).toMatchObject({
    Type: 'CallAndBridge',
    Parameters: { CallerIdNumber: FROM },
  });
  expect(events[2]?.CallDetails.Participants).toMatchObject([
    { ParticipantTag: 'LEG-A', Status: 'Connected' },
    { ParticipantTag: 'LEG-B', Status: 'Connected', To: HUMAN, From: FROM, Direction: 'Outbound' },
  ]);
});

test('two people who talk are not an idle line', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', []],
    ['HANGUP', [hangUp('LEG-B')]],
  ]);
  at(20_000, () => call.hangUp());
  await end();
  expect(when('idle')).toEqual([]);
});

test('a leg that hangs up leaves the other one there, until it is hung up too', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', []],
    ['HANGUP', [speak('good bye'), hangUp()]],
  ]);
  at(20_000, () => call.humanHangsUp());
  const { events, by } = await end();
  expect(events[2]?.ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-B', SipResponseCode: 0 });
  expect(events[2]?.CallDetails.Participants).toMatchObject([
    { ParticipantTag: 'LEG-A', Status: 'Connected' },
    { ParticipantTag: 'LEG-B', Status: 'Disconnected' },
  ]);
  expect(when('hung-up')).toEqual([20_000, 20_800]);
  expect(by).toBe('agent');
});

test('one list may hang up both legs', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', []],
    ['CALL_UPDATE_REQUESTED', [hangUp('LEG-A'), hangUp('LEG-B')]],
    ['HANGUP', []],
  ]);
  at(9000, () => call.update({}));
  const { events } = await end();
  expect(typesOf(events).slice(-2)).toEqual(['HANGUP', 'HANGUP']);
});

test('a leg that was left behind is an idle line', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', []],
    ['HANGUP', []],
  ]);
  at(9000, () => call.humanHangsUp());
  at(12_000, () => call.hangUp());
  await end();
  expect(when('idle')).toEqual([9000]);
});

test.each([
  ['busy', 2000],
  ['no-answer', 10_000],
] as const)('a far end that is %s fails the action', async (farEnd, afterMs) => {
  const { end, when } = scene(
    [
      ['NEW_INBOUND_CALL', [bridge({ CallTimeoutSeconds: 10 })]],
      ['ACTION_FAILED', HANG_UP],
    ],
    { dial: (number) => (number === HUMAN ? farEnd : 'answers') },
  );
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({ Type: 'CallAndBridge', ErrorType: 'CallNotAnswered' });
  expect(events[1]?.CallDetails.Participants).toHaveLength(1);
  expect(when('hung-up')).toEqual([afterMs]);
});

test('a far end gets 30 s where no time-out is given', async () => {
  const { end, when } = scene(
    [
      ['NEW_INBOUND_CALL', [bridge()]],
      ['ACTION_FAILED', HANG_UP],
    ],
    { dial: () => 'no-answer' },
  );
  await end();
  expect(when('hung-up')).toEqual([30_000]);
});

test('a far end that answers after the time-out did not answer', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [bridge({ CallTimeoutSeconds: 2 })]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  expect((await end()).events[1]?.ActionData?.ErrorType).toBe('CallNotAnswered');
});

test('the caller hears the ringback tone until the far end answers', async () => {
  const { end, at, call, observations } = scene([
    ['NEW_INBOUND_CALL', [bridge({ RingbackTone: { Type: 'S3', BucketName: BUCKET, Key: 'second.wav' } })]],
    ['ACTION_SUCCESSFUL', []],
    ['HANGUP', [hangUp()]],
  ]);
  at(9000, () => call.humanHangsUp());
  await end();
  const played = observations.flatMap((o) => (o.type === 'audio-ended' ? [o.ms] : []));
  expect(played.reduce((sum, ms) => sum + ms, 0)).toBe(4000);
});

test('a caller who hangs up while it rings is never joined', async () => {
  const { end, at, call, when } = scene([['NEW_INBOUND_CALL', [bridge()]]]);
  at(2000, () => call.hangUp());
  expect(typesOf((await end()).events)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
  expect(when('leg-joined')).toEqual([]);
});

test('a bridged call is not bridged again', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [bridge(), bridge()]],
    ['ACTION_FAILED', [hangUp('LEG-A'), hangUp('LEG-B')]],
    ['HANGUP', []],
  ]);
  expect((await end()).events[1]?.ActionData).toMatchObject({ ErrorMessage: 'the call is bridged already' });
});

test('a lost handler loses both legs', async () => {
  const broken = () => {
    throw new Error('out of order');
  };
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', []],
    ['CALL_UPDATE_REQUESTED', broken],
    ['CALL_UPDATE_REQUESTED', broken],
    ['HANGUP', []],
  ]);
  at(9000, () => call.update({}));
  const { events } = await end();
  expect(when('hung-up')).toEqual([9000, 9000]);
  expect(typesOf(events).slice(-2)).toEqual(['HANGUP', 'HANGUP']);
});

test('what was still to be played to a caller who hangs up is dropped, and does not fail', async () => {
  const { end, at, call, clock } = scene([
    ['NEW_INBOUND_CALL', [bridge()]],
    ['ACTION_SUCCESSFUL', [play(), play(), play()]],
    ['HANGUP', () => clock.sleep(100).then(() => answer(hangUp('LEG-B')))],
  ]);
  at(4500, () => call.hangUp());
  expect(typesOf((await end()).events)).toEqual([
    'NEW_INBOUND_CALL',
    'ACTION_SUCCESSFUL',
    'HANGUP',
    'HANGUP',
  ]);
});
