import { admissionStrategy, userFor } from '../../../lambda/bridge/admission-strategy';

it('is read from the environment', () => {
  expect(admissionStrategy.parse('stand-in')).toEqual({ type: 'stand-in' });
  const withNumber = { type: 'chime-number', callerId: '+17035550100' };
  expect(admissionStrategy.parse('chime-number:+17035550100')).toEqual(withNumber);
});

it.each(['', 'chime-number', 'chime-number:', 'chime-number:7035550100', 'stand-in:+17035550100', 'hope'])(
  'is not %p',
  (text) => {
    expect(admissionStrategy.safeParse(text).error?.issues[0]?.message).toContain('must be stand-in, or');
  },
);

it('puts the called number into the address, or the one that stands in for it', () => {
  expect(userFor('+918041234567', { type: 'stand-in' })).toBe('+17035550122');
  expect(userFor('+918041234567', { type: 'chime-number', callerId: '+17035550100' })).toBe('+918041234567');
});
