import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

// On Node 20 every client would tell, once a process, that a later SDK wants a newer Node; the pinned one does not.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export const REGION = 'us-east-1';
export const ACCESS = { account: '000000000000', accessKeyId: 'test', secretAccessKey: 'test' };

export type Aws = ReturnType<typeof awsAt>;

/** The services of the emulator. */
export function awsAt(endpoint: string) {
  const { accessKeyId, secretAccessKey } = ACCESS;
  const options = { endpoint, region: REGION, credentials: { accessKeyId, secretAccessKey } };
  return {
    cloudFormation: new CloudFormationClient(options),
    dynamo: new DynamoDBClient(options),
    lambda: new LambdaClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    secrets: new SecretsManagerClient(options),
    /** IAM, of which we ask too little to install its client. @returns the answer's XML. */
    iam: (parameters: Record<string, string>) =>
      ask(endpoint, 'iam', 'application/x-www-form-urlencoded', {
        body: new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString(),
      }),
    /** CloudWatch Logs, likewise. @returns the answer's JSON. */
    logs: jsonOf(endpoint, { service: 'logs', version: '1.1', prefix: 'Logs_20140328' }),
    /** EventBridge Scheduler, likewise. @returns a schedule of the standard group. */
    schedule: async (name: string): Promise<unknown> =>
      JSON.parse(await ask(`${endpoint}/schedules/${name}`, 'scheduler', 'application/json')),
    /** SQS, likewise. */
    sqs: jsonOf(endpoint, { service: 'sqs', version: '1.0', prefix: 'AmazonSQS' }),
  };
}

function jsonOf(
  endpoint: string,
  { service, version, prefix }: { service: string; version: string; prefix: string },
) {
  return async (operation: string, input: object): Promise<unknown> =>
    JSON.parse(
      await ask(endpoint, service, `application/x-amz-json-${version}`, {
        target: `${prefix}.${operation}`,
        body: JSON.stringify(input),
      }),
    );
}

/** @param request left out: what stands there is read. */
async function ask(
  address: string,
  service: string,
  type: string,
  { target, body }: { target?: string; body?: string } = {},
): Promise<string> {
  const scope = `${ACCESS.accessKeyId}/20260101/${REGION}/${service}/aws4_request`;
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': type,
      // The emulator reads the service from it, and no more.
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      ...(target && { 'x-amz-target': target }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} answered ${response.status}: ${text}`);
  return text;
}
