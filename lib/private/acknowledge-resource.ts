import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says to AWS Solutions why a policy below `holder` names a resource with a wildcard. Tokens are resolved. */
export function acknowledgeResource(
  holder: IConstruct,
  { resource, reason }: { resource: string; reason: string },
): void {
  const named = flattened(Stack.of(holder).resolve(resource));
  Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${named}]`, reason });
}

/** A value of a template as AWS Solutions names it in a finding. */
function flattened(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\$\{/g, '<').replace(/\}/g, '>');
  const node = value as {
    Ref?: string;
    'Fn::GetAtt'?: string[];
    'Fn::Sub'?: string;
    'Fn::Join'?: [string, unknown[]];
  };
  if (node.Ref !== undefined) return `<${node.Ref}>`;
  if (node['Fn::GetAtt']) return `<${node['Fn::GetAtt'].join('.')}>`;
  if (node['Fn::Join']) return node['Fn::Join'][1].map(flattened).join(node['Fn::Join'][0]);
  return flattened(node['Fn::Sub']);
}
