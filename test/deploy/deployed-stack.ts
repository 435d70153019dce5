import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';

/** Of any shape; a test that reads what isn't there fails. */
export type Properties = ReturnType<typeof JSON.parse>;

export interface Resource {
  /** As in the template. */
  id: string;
  type: string;
  physicalId: string;
  /** As in the template, with its references. */
  properties: Properties;
  deletionPolicy?: string;
}

interface Template {
  Resources: Record<string, { Type: string; Properties?: object; DeletionPolicy?: string }>;
}

/** A stack, as CloudFormation tells of it. */
export class DeployedStack {
  constructor(
    private readonly client: CloudFormationClient,
    readonly name: string,
  ) {}

  /** @returns the status and, once for each stack of this name, its id; undefined when there is none. */
  async status(): Promise<string | undefined> {
    try {
      const { Stacks } = await this.client.send(new DescribeStacksCommand({ StackName: this.name }));
      return Stacks?.[0]?.StackStatus;
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  }

  async resources(): Promise<Resource[]> {
    const [template, { StackResources = [] }] = await Promise.all([
      this.template(),
      this.client.send(new DescribeStackResourcesCommand({ StackName: this.name })),
    ]);
    return StackResources.map(
      ({ LogicalResourceId: id, ResourceType: type, PhysicalResourceId: physicalId }) => ({
        id: id!,
        type: type!,
        physicalId: physicalId!,
        properties: template.Resources[id!]?.Properties ?? {},
        deletionPolicy: template.Resources[id!]?.DeletionPolicy,
      }),
    );
  }

  /** @throws Error unless exactly one resource has this type and an id that begins so. */
  async resource(type: string, idBegin = ''): Promise<Resource> {
    const all = await this.resources();
    const found = all.filter((one) => one.type === type && one.id.startsWith(idBegin));
    if (found.length === 1) return found[0]!;
    throw new Error(`${found.length} resources of type ${type} begin with '${idBegin}', not 1`);
  }

  async template(): Promise<Template> {
    const { TemplateBody } = await this.client.send(
      new GetTemplateCommand({ StackName: this.name, TemplateStage: 'Original' }),
    );
    return JSON.parse(TemplateBody!) as Template;
  }

  /** All that happened to the stack, newest first, as in `ByonRegistryTable DELETE_SKIPPED`. */
  async events(): Promise<string[]> {
    const events: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.client.send(
        new DescribeStackEventsCommand({ StackName: this.name, NextToken }),
      );
      events.push(...(page.StackEvents ?? []).map((one) => `${one.LogicalResourceId} ${one.ResourceStatus}`));
      NextToken = page.NextToken;
    } while (NextToken);
    return events;
  }
}
