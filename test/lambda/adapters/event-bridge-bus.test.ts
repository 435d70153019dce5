import { EventBridgeBus } from '../../../lambda/adapters/event-bridge-bus';
import { aCallEnded } from '../../builders/call-ended';
import { FakeEventBridge } from '../../fakes/event-bridge';

const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/calls';
let eventBridge: FakeEventBridge;
beforeAll(async () => void (eventBridge = await FakeEventBridge.open()));
afterAll(() => eventBridge.close());

const send = (signal = new AbortController().signal) =>
  new EventBridgeBus({ client: eventBridge.client, resource: TABLE }).send(aCallEnded(), signal);

it('puts the event on the default bus, with whose it is', async () => {
  await send();
  expect(eventBridge.events).toEqual([
    { source: 'byon', detailType: 'Call Ended', detail: aCallEnded(), resources: [TABLE] },
  ]);
});

it('fails when the bus refuses the event, which it answers with 200', async () => {
  eventBridge.refusal = 'ThrottlingException';
  await expect(send()).rejects.toThrow('EventBridge has refused the event (ThrottlingException)');
});

it('stops waiting when it is told to', async () => {
  eventBridge.hangs = true;
  const over = new AbortController();
  const sending = send(over.signal);
  over.abort();
  await expect(sending).rejects.toThrow();
});
