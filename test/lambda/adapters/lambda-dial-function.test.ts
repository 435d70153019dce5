import { TooManyRequestsException, type LambdaClient } from '@aws-sdk/client-lambda';
import { LambdaDialFunction } from '../../../lambda/adapters/lambda-dial-function';
import type { Answer } from '../../../lambda/dial/answer';
import { aRequest } from '../../builders/dial-desk';
import { dialRequest } from '../../../lambda/core/outbound/dial-request';

const REQUEST = dialRequest.parse(aRequest());

/** What the campaign hears when the dial function answers so. */
function heard(answer: Answer | undefined) {
  const asked: unknown[] = [];
  const send = async ({ input }: { input: { Payload: string } }) => {
    asked.push(JSON.parse(input.Payload));
    if (!answer) return { FunctionError: 'Unhandled' };
    return { Payload: new TextEncoder().encode(JSON.stringify(answer)) };
  };
  const client = { send } as unknown as LambdaClient;
  return { asked, answer: new LambdaDialFunction({ client, name: 'dial' }).ask(REQUEST) };
}

const refusal = (status: number, error: string, retryAfterMs?: number): Answer => ({
  status,
  body: { error, message: `about ${error}` },
  retryAfterMs,
});
const findings = [{ rule: 'opt-out', verdict: 'denied' as const, reason: 'r', source: 's' }];

it.each<[string, Answer, object]>([
  [
    'a call that was asked for',
    { status: 201, body: { reference: 'r', state: 'placed', carrier: 'vobiz', from: '+1', askedAt: 1 } },
    { state: 'asked' },
  ],
  [
    'a denial',
    {
      status: 403,
      body: { reference: 'r', decision: { allowed: false, rulePack: { id: 'i', version: '1' }, findings } },
    },
    { state: 'denied', findings },
  ],
  [
    'a country that is not called',
    refusal(403, 'country'),
    { state: 'denied', findings: [{ rule: 'country' }] },
  ],
  ['the stop of all calls', refusal(403, 'stopped'), { state: 'held', why: 'stopped', retryAfterMs: 60_000 }],
  [
    'a call that is too dear on any day',
    refusal(403, 'spending'),
    { state: 'faulty', why: 'about spending' },
  ],
  ['a key that is of no use', refusal(409, 'conflict'), { state: 'stale' }],
  ['a request with faults', refusal(422, 'faulty'), { state: 'faulty', why: 'about faulty' }],
  [
    'a full trunk',
    refusal(429, 'calls-at-once', 5000),
    { state: 'held', why: 'calls-at-once', retryAfterMs: 5000 },
  ],
])('understands %s', async (_, given, understood) => {
  const { asked, answer } = heard(given);
  expect(await answer).toMatchObject(understood);
  expect(asked).toEqual([{ action: 'dial', request: REQUEST }]);
});

it('holds a call while the account runs as many functions as it may: nobody was asked', async () => {
  const send = () =>
    Promise.reject(new TooManyRequestsException({ message: 'Rate Exceeded.', $metadata: {} }));
  const client = { send } as unknown as LambdaClient;
  expect(await new LambdaDialFunction({ client, name: 'dial' }).ask(REQUEST)).toEqual({
    state: 'held',
    why: 'too many functions at once',
    retryAfterMs: 5000,
  });
});

it.each([
  ['the function died', undefined],
  ['something unexpected went wrong there', refusal(500, 'failed')],
])('does not know what came of it when %s', async (_, given) => {
  await expect(heard(given).answer).rejects.toThrow(/dial function/);
});
