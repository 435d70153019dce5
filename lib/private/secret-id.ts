import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/**
 * What a function reads a secret by: its ARN. Of a secret that is known by its name alone, that ARN lacks its end, and
 * where the name ends in a hyphen and six characters, as in `acme-openai`, AWS takes these for it and finds nothing
 * (Secrets Manager User Guide, "Troubleshoot AWS Secrets Manager"). Then it is the name.
 */
export function secretIdOf({ secretArn, secretFullArn, secretName }: ISecret): string {
  return secretFullArn === undefined && /-[A-Za-z0-9]{6}$/.test(secretName) ? secretName : secretArn;
}
