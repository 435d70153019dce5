import fc from 'fast-check';
import { chained, verifyChain } from '../../../lambda/adapters/evidence-chain';
import { decideDial } from '../../../lambda/core/compliance/decide-dial';
import { evidenceRecord, type EvidenceRecord } from '../../../lambda/core/compliance/evidence';
import { NOON, someFacts } from '../../builders/dial-facts';

/** As many decisions about one callee, an hour apart. */
function aChain(length: number): EvidenceRecord[] {
  const chain: EvidenceRecord[] = [];
  for (let i = 0; i < length; i++) {
    const facts = someFacts({ at: NOON + i * 3_600_000 });
    const { hash: callee } = facts.callee;
    const draft = { callee, at: facts.at, reference: String(i), facts, decision: decideDial(facts) };
    chain.push(chained(draft, chain.at(-1)));
  }
  return chain;
}

const sound = aChain(6);

/** With the record of this number replaced. */
function changed(seq: number, change: (record: EvidenceRecord) => EvidenceRecord): EvidenceRecord[] {
  return sound.map((record) => (record.seq === seq ? change(structuredClone(record)) : record));
}

/** The hash that whoever changes a record can make as well as we. */
function rehashed(record: EvidenceRecord, before: EvidenceRecord | undefined): EvidenceRecord {
  const { facts, seq: _, previous: __, hash: ___, ...rest } = record;
  return chained({ ...rest, facts: facts as never }, before);
}

describe('a chain', () => {
  it('is sound as it was written, whole or in part', () => {
    expect(verifyChain(sound)).toEqual({ sound: true });
    expect(verifyChain(sound.slice(2, 5))).toEqual({ sound: true });
    expect(verifyChain([])).toEqual({ sound: true });
    for (const record of sound) expect(evidenceRecord.parse(record)).toEqual(record);
  });

  it.each([1, 3, 6])('tells that record %i was changed', (seq) => {
    const tampered = changed(seq, (record) => ({
      ...record,
      decision: { ...record.decision, allowed: false },
    }));
    expect(verifyChain(tampered)).toEqual({ sound: false, seq, fault: 'changed' });
  });

  it('tells that a record was changed whose hash was made anew', () => {
    const tampered = changed(3, (record) => rehashed({ ...record, reference: 'other' }, sound[1]));
    expect(verifyChain(tampered)).toEqual({ sound: false, seq: 3, fault: 'changed' });
  });

  it.each([2, 5])('tells that record %i is missing', (seq) => {
    const tampered = sound.filter((record) => record.seq !== seq);
    expect(verifyChain(tampered)).toEqual({ sound: false, seq, fault: 'missing' });
  });

  it('tells that a record was inserted', () => {
    const forged = rehashed({ ...sound[3]!, reference: 'forged' }, sound[2]);
    expect(verifyChain(sound.toSpliced(4, 0, forged))).toEqual({ sound: false, seq: 4, fault: 'inserted' });
  });

  it('tells that records changed places', () => {
    const [a, b, c] = sound as [EvidenceRecord, EvidenceRecord, EvidenceRecord];
    expect(verifyChain([a, c, b])).toEqual({ sound: false, seq: 2, fault: 'missing' });
  });

  it('tells a first record that claims to follow another', () => {
    const tampered = changed(1, (record) => rehashed(record, { ...sound[0]!, seq: 0 }));
    expect(verifyChain(tampered)).toMatchObject({ sound: false });
  });

  it('does not bear any change of any value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sound.length - 1 }),
        fc.constantFrom('at', 'reference', 'callee', 'previous', 'hash', 'facts') as fc.Arbitrary<
          keyof EvidenceRecord
        >,
        fc.string({ minLength: 1 }),
        (i, property, value) => {
          fc.pre(sound[i]![property] !== value);
          const tampered = sound.map((record, at) => (at === i ? { ...record, [property]: value } : record));
          expect(verifyChain(tampered)).toMatchObject({ sound: false });
        },
      ),
    );
  });
});
