import { CachedDirectory } from '../../../lambda/bridge/cached-directory';
import { VirtualClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber, NUMBER } from '../../builders/number';
import { faulty, throws, type Faults } from '../../fakes/faulty';
import { InMemoryNumberDirectory } from '../../fakes/ports';

const reads: string[] = [];
const registry = new InMemoryNumberDirectory();
const counted = faulty(registry, {
  findNumber: async () => void reads.push('number'),
  findAgent: async () => void reads.push('agent'),
});
let clock: VirtualClock;
let directory: CachedDirectory;

beforeEach(() => {
  reads.length = 0;
  registry.addNumber(aNumber()).addAgent(anAgent());
  clock = new VirtualClock();
  directory = new CachedDirectory(counted, clock);
});

it('asks once for what many want at the same time', async () => {
  const found = await Promise.all([directory.findNumber(NUMBER), directory.findNumber(NUMBER)]);
  expect(found).toEqual([aNumber(), aNumber()]);
  expect(reads).toEqual(['number']);
});

it('sees a number suspended after five seconds', async () => {
  await directory.findNumber(NUMBER);
  registry.addNumber(aNumber({ status: 'suspended' }));
  await clock.sleep(4999);
  expect((await directory.findNumber(NUMBER))?.status).toBe('active');
  await clock.sleep(1);
  expect((await directory.findNumber(NUMBER))?.status).toBe('suspended');
});

it('remembers that a number is not there', async () => {
  for (let i = 0; i < 3; i++) expect(await directory.findNumber('+14155550199')).toBeUndefined();
  expect(reads).toEqual(['number']);
});

it('does not remember a failure', async () => {
  const faults: Faults<InMemoryNumberDirectory> = { findAgent: throws('registry down') };
  const shaky = new CachedDirectory(faulty(registry, faults), clock);
  await expect(shaky.findAgent('reception')).rejects.toThrow('registry down');
  delete faults.findAgent;
  expect(await shaky.findAgent('reception')).toEqual(anAgent());
});

it('tells versions of an agent apart', async () => {
  registry.addAgent(anAgent({ version: 'v2' }));
  expect((await directory.findAgent('reception'))?.version).toBe('v2');
  expect((await directory.findAgent('reception', 'v1'))?.version).toBe('v1');
});

it('forgets the oldest when strangers ask for thousands of numbers', async () => {
  await directory.findNumber(NUMBER);
  for (let i = 0; i < 2000; i++) await directory.findNumber(`+1415${5_550_000 + i}`);
  reads.length = 0;
  await directory.findNumber('+14155551999');
  expect(reads).toEqual([]);
  await directory.findNumber(NUMBER);
  expect(reads).toEqual(['number']);
});
