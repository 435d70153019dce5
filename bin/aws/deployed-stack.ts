import { DescribeStacksCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { AwsTrouble } from './trouble';

export interface DeployedStack {
  /** The ARN, which ends in a UUID. */
  id: string;
  /** As in `CREATE_COMPLETE`. */
  status: string;
  outputs: ReadonlyMap<string, string>;
}

/** @returns undefined where no stack of this name is deployed in the client's region. */
export async function deployedStack(
  client: CloudFormationClient,
  name: string,
): Promise<DeployedStack | undefined> {
  const stack = await described(client, name);
  const status = stack?.StackStatus;
  if (!stack || status === undefined || status === 'REVIEW_IN_PROGRESS') return undefined;
  const outputs = (stack.Outputs ?? []).map(
    ({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? ''] as const,
  );
  return { id: stack.StackId ?? '', status, outputs: new Map(outputs) };
}

async function described(client: CloudFormationClient, name: string) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (error instanceof AwsTrouble && error.code === 'ValidationError') return undefined;
    throw error;
  }
}

/** The output that holds the ARN of a provider's new secret: `KeyOf-<provider>`, without what CloudFormation refuses. */
export function keyOutputOf(provider: string): string {
  return `KeyOf${provider.replace(/[^A-Za-z0-9]/g, '')}`;
}
