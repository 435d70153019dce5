import { GetObjectCommand, PutObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { NotFoundError } from '../core/errors';
import type { AudioStore } from '../core/ports';

/** Audio as objects of one bucket. */
export class S3AudioStore implements AudioStore {
  constructor(private readonly options: { client: S3Client; bucket: string }) {}

  async read(key: string): Promise<Uint8Array> {
    const { client, bucket } = this.options;
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await Body!.transformToByteArray();
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new NotFoundError(
        `the bucket ${bucket} has no object ${key}; if it has, grant this function s3:GetObject on it`,
        { cause: error },
      );
    }
  }

  async write(key: string, wav: Uint8Array): Promise<void> {
    const { client, bucket } = this.options;
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: wav, ContentType: 'audio/wav' }),
    );
  }
}

/** Whoever may not list a bucket is told "access denied" in place of "no such key". */
function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'AccessDenied'].includes(error.name);
}
