import { Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A name within Amazon Chime's 256 characters that leaves room for a mark. */
export function defaultName(scope: Construct): string {
  return Names.uniqueResourceName(scope, { maxLength: 240, separator: '-', allowedSpecialCharacters: '-' });
}
