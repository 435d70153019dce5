import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { deskAnswer, type DeskAnswer, type DeskRequest } from '../../lambda/campaign-desk/requests';
import { ByonError, InvalidInputError } from '../../lambda/core/errors';
import { connection } from '../aws/connection';
import { guard, type AllowedCalls } from '../aws/guard';
import { AwsTrouble } from '../aws/trouble';
import { outputOf, type StackOptions } from '../dial/dial-function';

/** The part of an answer that is no refusal, by what it has. */
type Answered<Name extends string> = Extract<DeskAnswer, Record<Name, unknown>>;

/** The campaigns of a deployed stack. */
export interface Desk {
  /**
   * @param wanted a property that the answer has.
   * @throws InvalidInputError with the faults that the stack has found; ByonError where it refuses.
   */
  ask<Name extends 'state' | 'rules' | 'report'>(request: DeskRequest, wanted: Name): Promise<Answered<Name>>;
}

const ALLOWED_CALLS = {
  'LambdaClient/InvokeCommand': 'lambda:InvokeFunction',
} as const satisfies AllowedCalls;

/** The function has 60 seconds. */
const PATIENCE_MS = 65_000;

/** @throws ByonError where the stack is not deployed, or has no campaigns. */
export async function openDesk(options: StackOptions): Promise<Desk> {
  const FunctionName = await inPlainWords(() => nameOf(options));
  const settings = connection(options);
  const requestHandler = { ...settings.requestHandler, requestTimeout: PATIENCE_MS };
  const client = guard(new LambdaClient({ ...settings, requestHandler }), ALLOWED_CALLS);
  return {
    async ask(request, wanted) {
      const { Payload, FunctionError } = await inPlainWords(() =>
        client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) })),
      );
      if (FunctionError !== undefined || !Payload) {
        throw new ByonError(
          'The function of the campaigns failed; its log tells more. To do this again is safe.',
        );
      }
      return answered(deskAnswer.parse(JSON.parse(Payload.transformToString())), wanted);
    },
  };
}

export function answered<Name extends string>(answer: DeskAnswer, wanted: Name): Answered<Name> {
  if ('refused' in answer) {
    if (answer.faults) throw new InvalidInputError(answer.refused, answer.faults);
    throw new ByonError(answer.refused);
  }
  if (wanted in answer) return answer as Answered<Name>;
  throw new Error(`the function of the campaigns has answered without ${wanted}`);
}

async function nameOf(options: StackOptions): Promise<string> {
  try {
    return await outputOf(options, 'CampaignDesk');
  } catch (error) {
    if (!(error instanceof ByonError) || !error.message.includes('makes no calls')) throw error;
    const message = `Stack ${options.stack} has no campaigns. Write campaigns: true under outbound of its config and deploy, or say --stack.`;
    throw new ByonError(message, { cause: error });
  }
}

async function inPlainWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    throw new ByonError(`This was not done: ${error.message}. Next: ${error.next}.`, { cause: error });
  }
}
