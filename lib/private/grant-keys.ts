import { Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';

/** Lets a function work with tables and objects that the company's own keys encrypt, where they do. */
export function grantKeys(role: IGrantable & IConstruct, keys: readonly (IKey | undefined)[]): void {
  const given = new Set(keys.filter((key) => key !== undefined));
  for (const key of given) key.grantEncryptDecrypt(role);
  if (given.size === 0) return;
  for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Action::${action}]`,
      reason: "The forms of one operation of the key, which DynamoDB and S3 use on the function's behalf.",
    });
  }
}
