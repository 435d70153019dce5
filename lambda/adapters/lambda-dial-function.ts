import { InvokeCommand, TooManyRequestsException, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { finding } from '../core/compliance/decision';
import { ByonError } from '../core/errors';
import type { AskAnswer, DialFunction } from '../core/outbound/campaign/ports';
import type { DialRequest } from '../core/outbound/dial-request';

/** As lambda/dial answers who invokes it, as far as it is read. */
const answer = z.object({
  status: z.int(),
  body: z.object({
    error: z.string().optional(),
    message: z.string().optional(),
    decision: z.object({ findings: z.array(finding) }).optional(),
  }),
  retryAfterMs: z.number().optional(),
});

/** Where calls are stopped for the whole stack, it is asked again after this. */
const STOPPED_MS = 60_000;

/** An account runs only so many functions at once; soon one of them is over. */
const THROTTLED_MS = 5000;

const RULE_OF_STACK = { verdict: 'denied', source: 'outbound.countries' } as const;

/** The dial function, invoked by its name. */
export class LambdaDialFunction implements DialFunction {
  constructor(private readonly options: { client: LambdaClient; name: string }) {}

  async ask(request: DialRequest): Promise<AskAnswer> {
    const { client, name } = this.options;
    const command = new InvokeCommand({
      FunctionName: name,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify({ action: 'dial', request }),
    });
    const invoked = await client.send(command).catch((error: unknown) => {
      if (error instanceof TooManyRequestsException) return undefined;
      throw error;
    });
    if (!invoked) return { state: 'held', why: 'too many functions at once', retryAfterMs: THROTTLED_MS };
    const { Payload, FunctionError } = invoked;
    if (FunctionError !== undefined || !Payload) {
      throw new ByonError(`the dial function has failed (${FunctionError ?? 'no answer'}); see its log`);
    }
    return answerOf(answer.parse(JSON.parse(new TextDecoder().decode(Payload))));
  }
}

function answerOf({ status, body, retryAfterMs = 1000 }: z.infer<typeof answer>): AskAnswer {
  const { error = '', message = '', decision } = body;
  switch (status) {
    case 201:
      return { state: 'asked' };
    case 403:
      if (decision) return { state: 'denied', findings: decision.findings };
      // The most that a call of this campaign can cost is more than a day may.
      if (error === 'spending') return { state: 'faulty', why: message };
      if (error !== 'country') return { state: 'held', why: error, retryAfterMs: STOPPED_MS };
      return { state: 'denied', findings: [{ ...RULE_OF_STACK, rule: error, reason: message }] };
    case 409:
      return { state: 'stale' };
    case 422:
      return { state: 'faulty', why: message };
    case 429:
      return { state: 'held', why: error, retryAfterMs };
    default:
      throw new ByonError(`the dial function has answered with ${status} (${error})`);
  }
}
