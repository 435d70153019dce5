import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { carrierNumbers } from '../../lambda/provision-carrier/properties';
import { JsonAsset } from '../private/json-asset';
import { secretIdOf } from '../private/secret-id';
import { CarrierResource } from './carrier-resource';

/** Where calls shall go, in the words of the carrier. */
export type CarrierTarget = z.input<typeof carrierNumbers>['Target'];

export interface CarrierNumbersProps {
  readonly carrierId: string;
  /** The credentials of the account that has the numbers. */
  readonly credentials: ISecret;
  /** The registry table, where the former routing of each number is kept. */
  readonly table: ITableV2;
  readonly target: CarrierTarget;
  /** What has to be there before calls come. */
  readonly after: readonly Construct[];
}

/**
 * Leads the calls of numbers to the stack, last of all that a deployment does, and puts every number back where it
 * was when it leaves: first of all when the stack is deleted. Thousands of numbers are one resource.
 */
export class CarrierNumbers extends Construct {
  readonly resource: CarrierResource<'Custom::ByonCarrierNumbers'>;
  /** What the last deployment did, as in `2 numbers connected`: a token, known when it is deployed. */
  readonly summary: string;

  private readonly takeovers = new Map<string, boolean>();

  constructor(scope: Construct, id: string, props: CarrierNumbersProps) {
    super(scope, id);
    const { carrierId, credentials, table, target, after } = props;
    const file = new JsonAsset(this, { displayName: `Numbers of ${carrierId}`, json: () => this.inOrder() });
    this.resource = new CarrierResource(this, 'Resource', {
      type: 'Custom::ByonCarrierNumbers',
      properties: {
        CarrierId: carrierId,
        SecretArn: secretIdOf(credentials),
        Table: table.tableName,
        Bucket: file.bucketName,
        Key: file.objectKey,
        Target: target,
      },
      secrets: [credentials],
      notes: table,
      statements: [file.readStatement()],
    });
    file.acknowledgeIn(this.resource.policy);
    this.resource.waitFor(...after);
    this.summary = this.resource.getAttString('Summary');
  }

  /** @param takeover whether to take the number from where its calls go now. */
  add(number: string, takeover: boolean): void {
    this.takeovers.set(number, takeover);
  }

  /** Sorted, so that another order in the config is no other deployment. */
  private inOrder(): string {
    const numbers = [...this.takeovers].map(([number, takeover]) => ({ number, takeover }));
    return JSON.stringify(numbers.sort((a, b) => (a.number < b.number ? -1 : 1)));
  }
}
