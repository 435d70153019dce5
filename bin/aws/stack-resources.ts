import { GetTemplateCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Account } from './account';

/** A resource of a deployed stack. */
export interface StackResource {
  logicalId: string;
  type: string;
  /** As the template has them, but for a `Ref` to a resource of the stack, in whose place stands its physical id. */
  properties: Readonly<Record<string, unknown>>;
}

const templateBody = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const reference = z.strictObject({ Ref: z.string() });

/** @returns those of one type; a template that says nothing of resources has none. */
export async function resourcesOfType(
  { stacks }: Pick<Account, 'stacks'>,
  StackName: string,
  type: string,
): Promise<StackResource[]> {
  const physicalIds = new Map<string, string>();
  for await (const page of paginateListStackResources({ client: stacks }, { StackName })) {
    for (const { LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? []) {
      physicalIds.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  const { TemplateBody = '' } = await stacks.send(new GetTemplateCommand({ StackName }));
  // JSON is YAML too, and CloudFormation gives back whichever was deployed.
  const { data } = templateBody.safeParse(parse(TemplateBody, { logLevel: 'silent' }));
  const resolved = (value: unknown): unknown => {
    const { data: found } = reference.safeParse(value);
    return (found && physicalIds.get(found.Ref)) ?? value;
  };
  return Object.entries(data?.Resources ?? {})
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, { Properties }]) => ({
      logicalId,
      type,
      properties: Object.fromEntries(
        Object.entries(Properties).map(([name, value]) => [name, resolved(value)]),
      ),
    }));
}
