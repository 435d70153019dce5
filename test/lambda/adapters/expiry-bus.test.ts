import { EventBridgeExpiryBus } from '../../../lambda/adapters/expiry-bus';
import type { DltExpiring } from '../../../lambda/core/compliance/expiry-news';
import { FakeEventBridge } from '../../fakes/event-bridge';

const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/registry';
let eventBridge: FakeEventBridge;
beforeAll(async () => void (eventBridge = await FakeEventBridge.open()));
afterAll(() => eventBridge.close());

const event = (id: string): DltExpiring => ({
  ...{ version: 1, id, number: '+918041234567', what: 'telemarketer' },
  ...{ registration: '1002641844184516306', validUntil: '2026-12-31', daysLeft: 30 },
});
const bus = () => new EventBridgeExpiryBus({ client: eventBridge.client, resource: TABLE });

it('puts all events on the default bus, with whose they are', async () => {
  await bus().send([event('1'), event('2')]);
  expect(eventBridge.events).toEqual(
    ['1', '2'].map((id) => ({
      source: 'byon',
      detailType: 'DLT Expiring',
      detail: event(id),
      resources: [TABLE],
    })),
  );
});

it('fails when the bus refuses one of them, which it answers with 200', async () => {
  eventBridge.refusal = 'ThrottlingException';
  await expect(bus().send([event('3'), event('4')])).rejects.toThrow(/refused the event \(Throttling/);
});
