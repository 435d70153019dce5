import { createHash, createHmac } from 'node:crypto';
import { Refusal, type Asked } from '../fake-provider';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  region: string;
}

/** Checks a Signature Version 4 as AWS does, by making it again. @throws Refusal 403 */
export function checkSignature(asked: Asked, path: string, credentials: AwsCredentials): void {
  const { headers } = asked;
  const { accessKeyId, secretAccessKey, sessionToken, region } = credentials;
  const authorization = headers.authorization ?? '';
  const [, scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const time = String(headers['x-amz-date']);
  const expected = `${accessKeyId}/${time.slice(0, 8)}/${region}/bedrock/aws4_request`;
  if (scope !== expected) throw new Refusal(403, '', `The security token included is invalid: ${scope}`);
  if (headers['x-amz-security-token'] !== sessionToken) throw new Refusal(403, '', 'The token is invalid.');
  if (!signed.split(';').includes('host')) throw new Refusal(403, '', "'Host' must be signed.");

  // Other services than S3 encode a path twice.
  const resource = path.split('/').map(encodeURIComponent).join('/');
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const body = sha256(asked.body);
  const request = ['POST', resource, '', lines.join(''), signed, body].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope.slice(scope.indexOf('/') + 1), sha256(request)].join('\n');
  const key = [time.slice(0, 8), region, 'bedrock', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  if (createHmac('sha256', key).update(toSign).digest('hex') === signature) return;
  throw new Refusal(403, '', 'The request signature we calculated does not match');
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
