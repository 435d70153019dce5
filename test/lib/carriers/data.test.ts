import { CHIME_REGIONS, chimeRegion } from '../../../lib';
import { presetNamed, PRESET_NAMES } from '../../../lib/carriers/presets';
import { signallingRangesOf } from '../../../lib/carriers/signalling-ranges';
import { TWILIO_EDGES } from '../../../lib/carriers/twilio-edges';

it.each(PRESET_NAMES)(
  'the preset %s has ranges, a transport that is encrypted, and says where from',
  (name) => {
    const preset = presetNamed(name)!;
    expect(signallingRangesOf(name)!.ranges.length).toBeGreaterThan(0);
    expect(preset.transports).toContain('tls');
    for (const source of preset.sources) expect(source).toMatch(/^https:\/\//);
  },
);

it('every region of Amazon Chime has an edge of Twilio, with its evidence', () => {
  expect(Object.keys(TWILIO_EDGES).sort()).toEqual([...CHIME_REGIONS].sort());
  for (const { evidence } of Object.values(TWILIO_EDGES)) expect(evidence).toMatch(/^(sample|inference)$/);
});

it.each(CHIME_REGIONS)('%s has one signalling range, as many as a trunk of Vobiz takes', (region) => {
  expect(chimeRegion(region)!.signalling).toHaveLength(1);
});
