import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { knowledgeKey } from '../core/agents/knowledge';
import type { RegistryRecordsProperties } from './properties';

/**
 * Brings indices to where the turn worker reads them, before any agent names them. What is there already is written
 * again with the same content, and nothing is removed: a call stays with the version of its agent, and a rollback
 * goes back to the former one.
 */
export async function bringKnowledge(
  client: S3Client,
  wanted: RegistryRecordsProperties['Knowledge'],
  abortSignal: AbortSignal,
): Promise<void> {
  // One after the other: each may be tens of megabytes.
  for (const { Hash, Bucket, Key } of wanted?.Files ?? []) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
    const copy = {
      Bucket: wanted!.Bucket,
      Key: knowledgeKey(Hash),
      Body: await Body!.transformToByteArray(),
      ContentType: 'application/json',
    };
    await client.send(new PutObjectCommand(copy), { abortSignal });
  }
}
