import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** ARN of the default event bus of a stack's account and region. */
export function defaultBus(scope: Construct): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
}
