import { stagesOf } from '../../../local/timeline/stages';

it('names the stages in the order in which a turn goes through them', () => {
  const timings = { done: 1243.4, firstAudio: 1176, firstSentence: 700, firstToken: 550, heard: 250 };
  expect(stagesOf({ timings })).toBe(
    'heard 250 → first token 550 → first sentence 700 → first audio 1176 → done 1243 ms',
  );
});

it('leaves out what a turn did not reach', () => {
  expect(stagesOf({ timings: { done: 15_000, heard: 250 } })).toBe('heard 250 → done 15000 ms');
  expect(stagesOf({ timings: {} })).toBe('');
});
