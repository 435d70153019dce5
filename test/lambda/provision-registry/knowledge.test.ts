import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { knowledgeKey } from '../../../lambda/core/agents/knowledge';
import { bringKnowledge } from '../../../lambda/provision-registry/knowledge';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';

const HASH = 'a'.repeat(64);
const signal = new AbortController().signal;

let s3: LocalS3;
beforeAll(async () => {
  s3 = await openS3(new WallClock());
});
afterAll(() => s3.close());

const textOf = async (Key: string) => {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: s3.bucket, Key }));
  return Body!.transformToString();
};

it('copies an index to where functions read it, and again with a repeated deployment', async () => {
  const Key = `${HASH}.json`;
  await s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body: '{"format":1}' }));
  const wanted = { Bucket: s3.bucket, Files: [{ Hash: HASH, Bucket: s3.bucket, Key }] };
  await bringKnowledge(s3.client, wanted, signal);
  await bringKnowledge(s3.client, wanted, signal);
  expect(await textOf(knowledgeKey(HASH))).toBe('{"format":1}');
});

it('leaves the index of a former deployment alone', async () => {
  await bringKnowledge(s3.client, undefined, signal);
  await bringKnowledge(s3.client, { Bucket: s3.bucket, Files: [] }, signal);
  expect(await textOf(knowledgeKey(HASH))).toBe('{"format":1}');
});

it('fails when an index was not uploaded, so that no agent names it', async () => {
  const Files = [{ Hash: HASH, Bucket: s3.bucket, Key: 'gone.json' }];
  await expect(bringKnowledge(s3.client, { Bucket: s3.bucket, Files }, signal)).rejects.toThrow();
});
