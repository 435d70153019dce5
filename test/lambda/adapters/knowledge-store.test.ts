import { StoredKnowledge } from '../../../lambda/adapters/knowledge-store';
import { knowledgeKey } from '../../../lambda/core/agents/knowledge';
import { NotFoundError } from '../../../lambda/core/errors';
import { KnowledgeIndex } from '../../../lambda/core/knowledge/knowledge-index';
import { InMemoryAudioStore } from '../../fakes/audio-store';

const hashes = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(64));

function aStore() {
  const objects = new InMemoryAudioStore();
  for (const hash of hashes) {
    const json = KnowledgeIndex.of([{ heading: '', text: `Parking ${hash[0]}.` }]).toJson();
    objects.objects.set(knowledgeKey(hash), new TextEncoder().encode(json));
  }
  const readsOf = (hash: string) => objects.reads.get(knowledgeKey(hash)) ?? 0;
  return { objects, store: new StoredKnowledge(objects), readsOf };
}

it('reads an index once, for however many turns at once', async () => {
  const { store, readsOf } = aStore();
  const [one, other] = await Promise.all([store.open(hashes[0]!), store.open(hashes[0]!)]);
  expect(one).toBe(other);
  expect(one.find({ heard: 'parking', said: '' })).toEqual([{ heading: '', text: 'Parking a.' }]);
  expect(readsOf(hashes[0]!)).toBe(1);
});

it('keeps the four that were used last', async () => {
  const { store, readsOf } = aStore();
  for (const hash of hashes.slice(0, 4)) await store.open(hash);
  await store.open(hashes[0]!);
  await store.open(hashes[4]!);
  await store.open(hashes[0]!);
  expect(readsOf(hashes[0]!)).toBe(1);
  await store.open(hashes[1]!);
  expect(readsOf(hashes[1]!)).toBe(2);
});

it('reads again what could not be read', async () => {
  const { store, objects } = aStore();
  const key = knowledgeKey(hashes[0]!);
  const bytes = objects.objects.get(key)!;
  objects.objects.delete(key);
  await expect(store.open(hashes[0]!)).rejects.toBeInstanceOf(NotFoundError);
  objects.objects.set(key, bytes);
  await expect(store.open(hashes[0]!)).resolves.toBeDefined();
});
