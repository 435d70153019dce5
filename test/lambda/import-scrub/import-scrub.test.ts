import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoScrubs } from '../../../lambda/adapters/dynamodb/scrub-store';
import { S3Files } from '../../../lambda/adapters/s3-files';
import type { ScrubReport } from '../../../lambda/core/compliance/scrub-file';
import { createImportScrub } from '../../../lambda/import-scrub/handler';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { CALLEES } from '../../fakes/callee-hash';
import { InMemoryScrubs } from '../../fakes/compliance';
import { RecordingLog } from '../../fakes/ports';

const clock = new WallClock();
const NUMBER = '+919876543210';
const OTHER = '+919876543211';
const HEAD = 'number,preference,blockedCategories';

let s3: LocalS3;
let dynamo: LocalDynamo;
beforeAll(async () => {
  [s3, dynamo] = await Promise.all([openS3(clock), openDynamo(clock)]);
});
afterAll(() => Promise.all([s3.close(), dynamo.close()]));

let log: RecordingLog;
let scrubs: DynamoScrubs | InMemoryScrubs;
beforeEach(() => {
  log = new RecordingLog();
  scrubs = new InMemoryScrubs();
});

const uploaded = (key: string) => ({ detail: { bucket: { name: s3.bucket }, object: { key } } });
async function upload(name: string, rows: string[], metadata?: Record<string, string>): Promise<ScrubReport> {
  const place = { Bucket: s3.bucket, Key: `scrubs/${name}` };
  await s3.client.send(new PutObjectCommand({ ...place, Body: rows.join('\n'), Metadata: metadata }));
  await createImportScrub({ files: new S3Files(s3.client), scrubs, callees: CALLEES, clock, log })(
    uploaded(place.Key),
  );
  const { Body } = await s3.client.send(new GetObjectCommand({ ...place, Key: `${place.Key}.report.json` }));
  return JSON.parse(await Body!.transformToString()) as ScrubReport;
}
const found = async (number = NUMBER) => scrubs.find(await CALLEES.of(number));

it('brings results to the table under the hashes of the callees', async () => {
  scrubs = new DynamoScrubs({ client: dynamo.client, table: dynamo.registryTable });
  const report = await upload('2026-11-20T0915+0530-jio.csv', [
    HEAD,
    `${NUMBER},none,`,
    '9876543211,partial,1;4',
  ]);
  expect(report).toMatchObject({
    outcome: 'imported',
    scrubbedAt: '2026-11-20T03:45:00.000Z',
    layout: 'byon',
    layoutIsVerified: true,
    ...{ rows: 2, written: 2, newerKept: 0, leftOut: 0 },
  });
  expect(await found()).toMatchObject({
    preference: 'none',
    scrubbedAt: Date.parse('2026-11-20T03:45:00Z'),
    source: 'byon: 2026-11-20T0915+0530-jio.csv',
  });
  expect(await found(OTHER)).toMatchObject({ preference: 'partly-blocked', blockedCategories: [1, 4] });
});

it('changes nothing when the same file comes twice, and lets a newer result win', async () => {
  const rows = [HEAD, `${NUMBER},full,`];
  await upload('2026-11-20T0900Z.csv', rows);
  const before = await found();
  expect(await upload('2026-11-20T0900Z.csv', rows)).toMatchObject({ written: 1 });
  expect(await found()).toEqual(before);
  expect(await upload('2026-11-19T0900Z.csv', [HEAD, `${NUMBER},none,`])).toMatchObject({
    ...{ outcome: 'imported', written: 0, newerKept: 1 },
  });
  expect(await found()).toEqual(before);
  await upload('2026-11-21T0900Z.csv', [HEAD, `${NUMBER},none,`]);
  expect(await found()).toMatchObject({ preference: 'none' });
});

describe('of a file with faulty rows', () => {
  const rows = [HEAD, `${NUMBER},none,`, '123,none,', `${OTHER},perhaps,9`, `${OTHER},none`];

  it('writes nothing, and tells every fault with its line', async () => {
    const report = await upload('2026-11-20T0900Z-bad.csv', rows);
    expect(report).toMatchObject({ outcome: 'refused', rows: 4, written: 0, leftOut: 0 });
    expect(report.faults.count).toBe(4);
    expect(report.faults.first.map(({ line, path }) => [line, path])).toEqual([
      [3, 'number'],
      [4, 'preference'],
      [4, 'blockedCategories'],
      [5, ''],
    ]);
    expect(await found()).toBeUndefined();
  });

  it('writes the sound ones where the upload says so', async () => {
    const report = await upload('2026-11-20T0900Z-skip.csv', rows, { 'faulty-rows': 'skip' });
    expect(report).toMatchObject({ outcome: 'imported', rows: 4, written: 1, leftOut: 3 });
    expect(await found()).toBeDefined();
  });
});

it.each([
  ['a callee twice', [HEAD, `${NUMBER},none,`, '09876543210,full,'], /stands in line 2 already/],
  ['a layout that is not known', ['phone,dnd', `${NUMBER},N`], /the layout is not known/],
  ['no rows', [HEAD], /has no rows/],
  ['an open quote', [HEAD, `${NUMBER},none,`, `"${OTHER},none,`], /is no CSV from here on/],
])('writes nothing of a file with %s, whatever the upload says', async (_, rows, message) => {
  const report = await upload('2026-11-20T0900Z-broken.csv', rows, { 'faulty-rows': 'skip' });
  expect(report).toMatchObject({ outcome: 'refused', written: 0 });
  expect(report.faults.first.map((fault) => fault.message).join()).toMatch(message);
  expect(await found()).toBeUndefined();
});

it('does not open a file whose name does not tell when the register was asked', async () => {
  const report = await upload('results.csv', [HEAD, `${NUMBER},none,`]);
  expect(report).toMatchObject({
    outcome: 'refused',
    rows: 0,
    faults: { count: 1, first: [{ path: 'name' }] },
  });
});

it('writes nothing of a file that is replaced between the look and the write', async () => {
  const files = new S3Files(s3.client);
  const key = 'scrubs/2026-11-20T0900Z-replaced.csv';
  const put = (text: string) =>
    s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: key, Body: text }));
  await put(`${HEAD}\n${NUMBER},none,`);
  let opened = 0;
  const replaced = {
    open: async (...asked: Parameters<S3Files['open']>) => {
      if ((opened += 1) === 2) await put(`${HEAD}\n${NUMBER},full,`);
      return files.open(...asked);
    },
    writeJson: files.writeJson.bind(files),
  };
  await createImportScrub({ files: replaced, scrubs, callees: CALLEES, clock, log })(uploaded(key));
  expect(await found()).toBeUndefined();
  expect(log.entries.at(-1)).toMatchObject({ level: 'warn', fields: { outcome: 'refused' } });
});

it('goes on after a write that failed', async () => {
  const name = '2026-11-20T0900Z-again.csv';
  const rows = [HEAD, `${NUMBER},none,`, `${OTHER},none,`];
  const sound = scrubs;
  const failing = {
    save: async (record: Parameters<InMemoryScrubs['save']>[0]) => {
      if (record.callee === (await CALLEES.of(OTHER))) throw new Error('throttled');
      return sound.save(record);
    },
  };
  scrubs = failing as unknown as InMemoryScrubs;
  await expect(upload(name, rows)).rejects.toThrow('throttled');
  scrubs = sound;
  expect(await upload(name, rows)).toMatchObject({ outcome: 'imported', written: 2 });
});

it('leaves its own reports alone, and logs no number', async () => {
  const files = {
    open: () => Promise.reject(new Error('opened')),
    writeJson: () => Promise.reject(new Error('written')),
  };
  const run = createImportScrub({ files, scrubs, callees: CALLEES, clock, log });
  await run(uploaded('scrubs/2026-11-20T0900Z.csv.report.json'));
  await run(uploaded('scrubs/'));
  await upload('2026-11-20T0900Z.csv', [HEAD, `${NUMBER},none,`, `${OTHER},perhaps,`]);
  expect(log.public).not.toMatch(/\d{10}/);
});
