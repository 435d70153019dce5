import type { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ByonError } from '../core/errors';

/** Where an object is. */
export interface ObjectPlace {
  bucket: string;
  key: string;
}

export interface OpenFile {
  body: Readable;
  /** Which content it is. */
  etag: string;
  /** As it was uploaded with, in lower case. */
  metadata: Readonly<Record<string, string>>;
}

/** A file is another one than it was when it was first read. */
export class FileChangedError extends ByonError {
  override readonly name = 'FileChangedError';
}

/** Files that somebody uploads, read a piece at a time. */
export class S3Files {
  constructor(private readonly client: S3Client) {}

  /**
   * @param etag left out: whichever content is there.
   * @throws FileChangedError where the content is another one.
   */
  async open({ bucket, key }: ObjectPlace, etag?: string): Promise<OpenFile> {
    try {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag });
      const { Body, ETag = '', Metadata = {} } = await this.client.send(command);
      return { body: Body as Readable, etag: ETag, metadata: Metadata };
    } catch (error) {
      if ((error as { name?: string }).name !== 'PreconditionFailed') throw error;
      throw new FileChangedError('the file was replaced while it was read', { cause: error });
    }
  }

  async writeJson({ bucket, key }: ObjectPlace, value: object): Promise<void> {
    const Body = `${JSON.stringify(value, undefined, 2)}\n`;
    const command = { Bucket: bucket, Key: key, Body, ContentType: 'application/json' };
    await this.client.send(new PutObjectCommand(command));
  }
}
