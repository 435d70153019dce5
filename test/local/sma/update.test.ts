import { HANG_UP, pause, play, record, scene, speak, tone, typesOf } from './support';

test('an update asks the handler, with its arguments', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['CALL_UPDATE_REQUESTED', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(300, () => call.update({ reply: 'ready' }));
  expect((await end()).events[1]?.ActionData).toEqual({
    Type: 'CallUpdateRequest',
    Parameters: { Arguments: { reply: 'ready' } },
  });
});

test('an answer without actions lets the running action go on', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [play(), play()]],
    ['CALL_UPDATE_REQUESTED', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(300, () => call.update({}));
  expect((await end()).durations.connectedMs).toBe(2000);
});

test.each([
  ['PlayAudio', play()],
  ['RecordAudio', record()],
  ['Pause', pause(1000)],
])('%s is interrupted by the actions of an update, which replace all that waited', async (Type, running) => {
  const { end, at, call, observations } = scene([
    ['NEW_INBOUND_CALL', [speak('x'), running, play()]],
    ['CALL_UPDATE_REQUESTED', [speak('now')]],
    // Its answer is not read: were it, the call would end here.
    ['ACTION_INTERRUPTED', HANG_UP],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(400, () => call.update({}));
  const { events, durations } = await end();
  expect(typesOf(events)).toEqual([
    'NEW_INBOUND_CALL',
    'CALL_UPDATE_REQUESTED',
    'ACTION_INTERRUPTED',
    'ACTION_SUCCESSFUL',
    'HANGUP',
  ]);
  expect(events[2]?.ActionData?.Type).toBe(Type);
  expect(events[3]?.ActionData?.Type).toBe('Speak');
  expect(durations.connectedMs).toBe(700);
  const finished = observations.flatMap((o) =>
    o.type === 'action-finished' ? [[o.action.Type, o.result]] : [],
  );
  expect(finished).toEqual([
    ['Speak', 'successful'],
    [Type, 'interrupted'],
    ['Speak', 'successful'],
    ['Hangup', 'successful'],
  ]);
});

test('Speak is finished first', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [speak('ten letter'), play(), play()]],
    ['CALL_UPDATE_REQUESTED', [pause(500)]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(400, () => call.update({}));
  const { events, durations } = await end();
  expect(durations.connectedMs).toBe(1500);
  expect(typesOf(events)).not.toContain('ACTION_INTERRUPTED');
});

test('an interrupted recording leaves no file', async () => {
  const { end, at, call, recordings } = scene([
    ['NEW_INBOUND_CALL', [record()]],
    ['CALL_UPDATE_REQUESTED', [pause(100)]],
    ['ACTION_INTERRUPTED', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(0, () => call.say(tone(3000), 'hello'));
  at(400, () => call.update({}));
  await end();
  expect(recordings).toEqual([]);
});

test('an update of an idle line starts its actions', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['ACTION_SUCCESSFUL', []],
    ['CALL_UPDATE_REQUESTED', HANG_UP],
  ]);
  at(4000, () => call.update({}));
  await end();
  expect(when('hung-up')).toEqual([4000]);
});
