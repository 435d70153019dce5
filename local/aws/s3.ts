import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { AddressInfo } from 'node:net';
import type { LocalClock } from '../clock';
import { localClient, outOfTime, type LocalServer } from './client';

export interface LocalS3 {
  client: S3Client;
  bucket: string;
  close(): Promise<void>;
}

/** S3 in this process, in memory, on a free port of 127.0.0.1, with the audio bucket. */
export async function openS3(clock: LocalClock): Promise<LocalS3> {
  const { port, close } = await serveS3();
  const s3 = await connectS3(port, clock);
  return {
    ...s3,
    close: async () => {
      await s3.close();
      await close();
    },
  };
}

/** S3 without buckets, in memory, on a free port of 127.0.0.1. */
export async function serveS3(): Promise<LocalServer> {
  // An ES module only, which a CommonJS module cannot import by its name at the top.
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

/** Makes the audio bucket. */
export async function connectS3(port: number, clock: LocalClock): Promise<LocalS3> {
  const client = new S3Client({
    ...localClient(port),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  outOfTime(client, clock);
  const bucket = 'byon-audio';
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket, close: async () => client.destroy() };
}
