import * as z from 'zod';

/** What every event of CloudFormation to a custom resource holds. `ResponseURL` is a credential. */
const every = {
  ResponseURL: z.string().min(1),
  RequestId: z.string(),
  StackId: z.string(),
  LogicalResourceId: z.string(),
  ResourceType: z.string(),
  ResourceProperties: z.record(z.string(), z.unknown()),
};

/**
 * An event of CloudFormation to a custom resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export const customResourceEvent = z.discriminatedUnion('RequestType', [
  z.object({ ...every, RequestType: z.literal('Create') }),
  z.object({
    ...every,
    RequestType: z.literal('Update'),
    PhysicalResourceId: z.string(),
    OldResourceProperties: z.record(z.string(), z.unknown()),
  }),
  z.object({ ...every, RequestType: z.literal('Delete'), PhysicalResourceId: z.string() }),
]);
export type CustomResourceEvent = z.infer<typeof customResourceEvent>;

/** CloudFormation's own, which stand among the properties of the resource. */
const NOT_OURS = new Set(['ServiceToken', 'ServiceTimeout']);

/** The properties that the template gave, without CloudFormation's own. */
export function givenProperties(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !NOT_OURS.has(name)));
}
