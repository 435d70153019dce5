import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { deployedAgents } from '../../lambda/adapters/dynamodb/deployed-agents';
import { DynamoRegistryChanges } from '../../lambda/adapters/dynamodb/registry-changes';
import { DynamoRegistryListing } from '../../lambda/adapters/dynamodb/registry-listing';
import { SystemClock } from '../../lambda/adapters/system-clock';
import type { Agent } from '../../lambda/core/agents/agent';
import type { Finding } from '../../lambda/core/checks/finding';
import { ByonError } from '../../lambda/core/errors';
import type { Clock } from '../../lambda/core/ports';
import { rightsMissing } from '../../lambda/core/registry/stack-rights';
import { registryOwner } from '../../lambda/provision-registry/owner';
import type { RegistryRecordsProperties } from '../../lambda/provision-registry/properties';
import { connection, type AwsOptions } from '../aws/connection';
import { deployedStack } from '../aws/deployed-stack';
import { guard, type AllowedCalls } from '../aws/guard';
import { resourcesOfType } from '../aws/stack-resources';
import { AwsTrouble } from '../aws/trouble';
import { withLocalRegistry } from './open-local-registry';

export interface RegistryOptions extends AwsOptions {
  /** Name of the deployed stack. */
  stack: string;
  /** Port of the phone on this machine whose registry is meant, in place of a stack's. */
  local?: number;
}

/** The registry table of a deployed stack or of a phone on this machine, and all that a command does there. */
export interface OpenRegistry {
  client: DynamoDBClient;
  table: string;
  clock: Clock;
  /** As in `stack Byon`. */
  place: string;
  /** Whether it lasts no longer than a phone on this machine. */
  isLocal: boolean;
  /** Under which the stack keeps its notes. */
  owner: string;
  /** Who does it, as in `user/asha`, where AWS tells. */
  by: string | undefined;
  listing: DynamoRegistryListing;
  changes: DynamoRegistryChanges;
  /** What an agent needs that only comes with the config: rights of a stack, or files. */
  missing(agent: Agent): Promise<Finding[]>;
}

/** None of them deletes, and none reaches another table than the registry's. */
const ALLOWED_CALLS = {
  'STSClient/GetCallerIdentityCommand': 'sts:GetCallerIdentity',
  'CloudFormationClient/DescribeStacksCommand': 'cloudformation:DescribeStacks',
  'CloudFormationClient/ListStackResourcesCommand': 'cloudformation:ListStackResources',
  'CloudFormationClient/GetTemplateCommand': 'cloudformation:GetTemplate',
  'DynamoDBClient/GetItemCommand': 'dynamodb:GetItem',
  'DynamoDBClient/BatchGetItemCommand': 'dynamodb:BatchGetItem',
  'DynamoDBClient/QueryCommand': 'dynamodb:Query',
  'DynamoDBClient/ScanCommand': 'dynamodb:Scan',
  'DynamoDBClient/PutItemCommand': 'dynamodb:PutItem',
  'DynamoDBClient/UpdateItemCommand': 'dynamodb:UpdateItem',
  'DynamoDBClient/BatchWriteItemCommand': 'dynamodb:BatchWriteItem',
  // Of routes that a number of an import no longer has.
  'DynamoDBClient/DeleteItemCommand': 'dynamodb:DeleteItem',
} as const satisfies AllowedCalls;

/** A table that throttles is asked again, for a minute or so, by the SDK. */
const MAX_ATTEMPTS = 12;

/**
 * Opens the registry of a stack, does the work with it, and says in plain words what AWS did not let happen.
 *
 * @throws ByonError where there is no such stack, or AWS refuses; or where no phone runs.
 */
export async function withRegistry<T>(
  options: RegistryOptions,
  work: (registry: OpenRegistry) => Promise<T>,
): Promise<T> {
  if (options.local !== undefined) return withLocalRegistry(options.local, work);
  const settings = connection(options);
  const client = guard(new DynamoDBClient({ ...settings, maxAttempts: MAX_ATTEMPTS }), ALLOWED_CALLS);
  try {
    return await work(await open(options, settings, client));
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    throw new ByonError(`This was not done: ${error.message}. Next: ${error.next}.`, { cause: error });
  } finally {
    client.destroy();
  }
}

async function open(
  { stack: name }: RegistryOptions,
  settings: ReturnType<typeof connection>,
  client: DynamoDBClient,
): Promise<OpenRegistry> {
  const stacks = guard(new CloudFormationClient(settings), ALLOWED_CALLS);
  const stack = await deployedStack(stacks, name);
  if (!stack) {
    throw new ByonError(
      `There is no stack ${name} in this account and region. Say --stack, --region or --profile, or deploy first ` +
        '(npx cdk deploy).',
    );
  }
  const { table, logicalId } = await tableOf(stacks, name, stack.id);
  const clock = new SystemClock();
  const by = await callerOf(settings);
  const records = { client, table, clock, owner: registryOwner({ stackId: stack.id, logicalId }) };
  return {
    ...records,
    place: `stack ${name}`,
    isLocal: false,
    by,
    listing: new DynamoRegistryListing({ client, table }),
    changes: new DynamoRegistryChanges({ client, table, clock, by }),
    missing: async (agent) => rightsMissing(agent, await deployedAgents(records)),
  };
}

async function tableOf(stacks: CloudFormationClient, name: string, stackId: string) {
  const [found] = await resourcesOfType({ stacks }, stackId, 'Custom::ByonRegistryRecords');
  const { Table: table }: Partial<Record<keyof RegistryRecordsProperties, unknown>> = found?.properties ?? {};
  if (found && typeof table === 'string') return { table, logicalId: found.logicalId };
  throw new ByonError(
    found
      ? `Stack ${name} names its registry table by an expression, not by its name: import the table by its name, or ` +
          'let the stack make it.'
      : `Stack ${name} has no registry of numbers and agents; say --stack with the name of the one that has it.`,
  );
}

/** @returns undefined where AWS does not tell: what is done does not depend on it. */
async function callerOf(settings: ReturnType<typeof connection>): Promise<string | undefined> {
  const sts = guard(new STSClient(settings), ALLOWED_CALLS);
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn?.split(':').at(-1);
  } catch (error) {
    if (error instanceof AwsTrouble) return undefined;
    throw error;
  }
}
