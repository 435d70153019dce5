import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { agent } from '../core/agents/agent';
import { ByonError } from '../core/errors';
import { numberRecord } from '../core/numbers/number';

/** What config wants: the file that the construct writes at synth. */
const wantedRecords = z.strictObject({ agents: z.array(agent), numbers: z.array(numberRecord) });
export type WantedRecords = z.infer<typeof wantedRecords>;

/** @throws ByonError when the file is not what the construct writes. */
export async function readRecords(
  client: S3Client,
  { bucket, key, signal }: { bucket: string; key: string; signal: AbortSignal },
): Promise<WantedRecords> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
    abortSignal: signal,
  });
  const { data, error } = wantedRecords.safeParse(JSON.parse((await Body?.transformToString()) ?? 'null'));
  if (data) return data;
  const at = error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ByonError(
    `the records in ${key} are of another version of byon-cdk (${at.join('; ')}); synthesise and deploy again`,
  );
}
