import { CustomResource, Duration, Token } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  RegistryRecordsAttribute,
  RegistryRecordsProperties,
} from '../../lambda/provision-registry/properties';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { grantKeys } from '../private/grant-keys';
import { JsonAsset } from '../private/json-asset';
import { KnowledgeDeployment } from './knowledge-deployment';

/** CloudFormation gives up after this; the function is done a minute earlier, whatever happens. */
const TIMEOUT = Duration.minutes(10);

export interface RegistryDeploymentProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly table: ITableV2;
  /** Gives the records as JSON. Asked once, when the template is written. */
  readonly records: () => string;
}

/**
 * Brings the records to the table when the stack is deployed. It writes what config has changed since the last
 * deployment and lets be what an operator has set. A record that has left config is deleted, unless an operator
 * has taken it over. When the stack is deleted every record stays: the table is kept with what it holds.
 */
export class RegistryDeployment extends Construct {
  readonly provisioner: BundledFunction;
  readonly resource: CustomResource;
  /** The indices of the agents' knowledge. */
  readonly knowledge: KnowledgeDeployment;

  private readonly file: JsonAsset;

  constructor(scope: Construct, id: string, props: RegistryDeploymentProps) {
    super(scope, id);
    const { table, records, ...options } = props;
    this.file = new JsonAsset(this, { displayName: 'Numbers and agents', json: records });
    this.provisioner = new BundledFunction(this, 'Provisioner', {
      ...options,
      bundle: 'provision-registry',
      description: 'BYON: brings numbers and agents to the registry',
      timeout: TIMEOUT.minus(Duration.minutes(1)),
      memorySize: 512,
      // An event sent anew later than that could meet the rollback of its own deployment.
      maxEventAge: Duration.minutes(5),
      statements: [...tableStatements(table), this.file.readStatement()],
    });
    this.file.acknowledgeIn(this.provisioner.role);
    grantKeys(this.provisioner.role, [table.encryptionKey]);
    this.knowledge = new KnowledgeDeployment(this, () => this.provisioner.role);
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ByonRegistryRecords',
      serviceToken: this.provisioner.function.functionArn,
      serviceTimeout: TIMEOUT,
      properties: {
        Table: table.tableName,
        Bucket: this.file.bucketName,
        Key: this.file.objectKey,
        Knowledge: this.knowledge.property,
      } satisfies Record<keyof RegistryRecordsProperties, unknown>,
    });
  }

  /**
   * Has greetings and phrases rendered as soon as a deployment has changed their agent. Left out, an agent's first
   * call has them rendered while it goes on.
   *
   * @param turnWorker which must not depend on this deployment.
   */
  renderBy(turnWorker: IFunction): void {
    this.provisioner.function.addEnvironment('TURN_FUNCTION', turnWorker.functionName);
    this.provisioner.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [turnWorker.functionArn] }),
    );
  }

  /** Whether the records are written for this synth: what is added from now on would be lost. */
  get isWritten(): boolean {
    return this.file.isWritten;
  }

  /** What the last deployment did: a token, known when the stack is deployed. */
  attribute(name: RegistryRecordsAttribute): string {
    return Token.asString(this.resource.getAtt(name));
  }
}

/** Numbers, their routes, agents, and what this stack wrote last. Evidence of compliance is out of reach. */
function tableStatements({ tableArn }: ITableV2): PolicyStatement[] {
  const ours = ['NUMBER#*', 'ROUTE#*', 'AGENT#*', 'STACK#*'];
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ours } };
  return [
    new PolicyStatement({
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:DeleteItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resources: [tableArn],
      conditions,
    }),
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${tableArn}/index/gsi1`],
      conditions,
    }),
  ];
}
