import { stagesOf } from '../../../local/phone/pauses';

const timings = { heard: 250, firstToken: 550, firstSentence: 700, firstAudio: 950, done: 2000 };

describe('the pause before a reply', () => {
  it('is cut where the turn reached its marks', () => {
    const stages = stagesOf(
      { claimedAt: 10_050, timings },
      { takenAt: 10_000, silenceMs: 1000, answeredAt: 11_100 },
    );
    expect(stages).toEqual([
      { stage: 'silence', ms: 1000 },
      { stage: 'hearing', ms: 300 },
      { stage: 'thinking', ms: 300 },
      { stage: 'sentence', ms: 150 },
      { stage: 'voice', ms: 250 },
      { stage: 'line', ms: 100 },
    ]);
  });

  it('lacks the stages that the turn did not have', () => {
    const stages = stagesOf(
      { claimedAt: 0, timings: { firstAudio: 400 } },
      { takenAt: 0, silenceMs: 0, answeredAt: 450 },
    );
    expect(stages).toEqual([
      { stage: 'voice', ms: 400 },
      { stage: 'line', ms: 50 },
    ]);
  });

  it('never has a negative stage, and always adds up from the last word to the first one', () => {
    const bounds = { takenAt: 100, silenceMs: 2000, answeredAt: 900 };
    const stages = stagesOf(
      { claimedAt: 100, timings: { heard: 500, firstToken: 400, firstAudio: 600 } },
      bounds,
    );
    expect(stages.every(({ ms }) => ms >= 0)).toBe(true);
    expect(stages.reduce((sum, { ms }) => sum + ms, 0)).toBe(2000 + 800);
  });
});
