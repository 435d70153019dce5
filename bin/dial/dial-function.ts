import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Answer, DialBody } from '../../lambda/dial/answer';
import type { Invocation } from '../../lambda/dial/handler';
import { ByonError } from '../../lambda/core/errors';
import { connection, type AwsOptions } from '../aws/connection';
import { deployedStack, type DeployedStack } from '../aws/deployed-stack';
import { guard, type AllowedCalls } from '../aws/guard';
import { AwsTrouble } from '../aws/trouble';

export interface StackOptions extends AwsOptions {
  /** Name of the deployed stack. */
  stack: string;
}

const ALLOWED_CALLS = {
  'CloudFormationClient/DescribeStacksCommand': 'cloudformation:DescribeStacks',
  'LambdaClient/InvokeCommand': 'lambda:InvokeFunction',
} as const satisfies AllowedCalls;

/** The function has 29 seconds. */
const PATIENCE_MS = 35_000;

/**
 * Has the dial function of a stack do something. To ask again is safe: it is the same call by its key.
 *
 * @throws ByonError where there is no such function, or AWS refuses.
 */
export async function invokeDialFunction<Body = DialBody>(
  options: StackOptions,
  event: Invocation,
): Promise<Answer<Body>> {
  try {
    const FunctionName = await functionOf(options);
    const settings = connection(options);
    const requestHandler = { ...settings.requestHandler, requestTimeout: PATIENCE_MS };
    const client = guard(new LambdaClient({ ...settings, requestHandler }), ALLOWED_CALLS);
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName, InvocationType: 'RequestResponse', Payload: JSON.stringify(event) }),
    );
    client.destroy();
    if (FunctionError === undefined && Payload)
      return JSON.parse(Payload.transformToString()) as Answer<Body>;
    throw new ByonError(
      event.action === 'dial'
        ? 'The dial function failed, and what became of the call is not known. Ask again with the same key: it is ' +
            'never dialled twice. The log of the function tells more.'
        : 'The dial function failed; its log tells more.',
    );
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    throw new ByonError(`This was not done: ${error.message}. Next: ${error.next}.`, { cause: error });
  }
}

/** @throws ByonError where the stack is not deployed, or makes no calls. */
export async function outputOf(options: StackOptions, name: string): Promise<string> {
  const stack = await demandStack(options);
  const value = stack.outputs.get(name);
  if (value !== undefined) return value;
  throw new ByonError(
    `Stack ${options.stack} makes no calls. Write the section outbound into its config and deploy, or say --stack.`,
  );
}

const functionOf = (options: StackOptions) => outputOf(options, 'DialFunction');

async function demandStack(options: StackOptions): Promise<DeployedStack> {
  const stacks = guard(new CloudFormationClient(connection(options)), ALLOWED_CALLS);
  const stack = await deployedStack(stacks, options.stack);
  if (stack) return stack;
  throw new ByonError(
    `There is no stack ${options.stack} in this account and region. Say --stack, --region or --profile, or deploy ` +
      'first (npx cdk deploy).',
  );
}
