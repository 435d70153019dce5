import { S3AudioStore } from '../../../lambda/adapters/s3-audio-store';
import { NotFoundError } from '../../../lambda/core/errors';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { S3Client } from '@aws-sdk/client-s3';
import { HttpServer } from '../../fakes/http-server';

describe('with a bucket', () => {
  let s3: LocalS3;
  beforeAll(async () => {
    s3 = await openS3(new WallClock());
  });
  afterAll(() => s3.close());

  it('reads what was written, byte by byte', async () => {
    const store = new S3AudioStore(s3);
    const wav = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 256);
    await store.write('calls/1/part-01.wav', wav);
    expect(Buffer.from(await store.read('calls/1/part-01.wav')).equals(Buffer.from(wav))).toBe(true);
  });

  it('says that an object is not there', async () => {
    const missing = new S3AudioStore(s3).read('calls/1/part-99.wav');
    await expect(missing).rejects.toThrow(NotFoundError);
    await expect(missing).rejects.toThrow('byon-audio has no object calls/1/part-99.wav');
  });
});

it('counts an object as missing that S3 does not talk about to those who may not list the bucket', async () => {
  const server = await HttpServer.open((_, __, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end(
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
    );
  });
  const client = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  await expect(new S3AudioStore({ client, bucket: 'b' }).read('k')).rejects.toThrow(NotFoundError);
  client.destroy();
  await server.close();
});
