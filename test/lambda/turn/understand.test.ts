import { understand } from '../../../lambda/turn/understand';
import { turnRecord, type TurnRecord } from '../../../lambda/core/calls/records';
import { anAgent } from '../../builders/agent';

const agent = anAgent({ languages: [{ language: 'hi-IN' }] });
const GREETING = 'Namaste, this is the reception.';
const hears = (text: string, { consentAsked = false, earlier = [] as TurnRecord[], by = agent } = {}) =>
  understand({ text, recordedMs: 2000, voicedMs: 1500 }, by, { greeting: GREETING, consentAsked }, earlier);

function aTurn(heard: string, status: TurnRecord['status'] = 'replied'): TurnRecord {
  return turnRecord.parse({
    callId: 'call-1',
    turn: 1,
    status,
    input: { kind: 'recording', key: 'recordings/call-1/1.wav' },
    heard,
    parts: [],
    claimedAt: 0,
    timings: {},
  });
}

describe('consent', () => {
  test.each([
    ['Yes, please.', true],
    ['हाँ जी।', true],
    ['No, thank you.', false],
  ])('is settled by %s, and needs no reply of the model', (text, consent) => {
    expect(hears(text, { consentAsked: true })).toMatchObject({ does: 'consent', consent });
  });

  test('is not what a caller says who wants something', () => {
    const understood = hears('Yes, I want to book an appointment.', { consentAsked: true });
    expect(understood).toEqual({ heard: 'Yes, I want to book an appointment.', does: 'answer' });
  });

  test('is nothing that nobody has asked for', () => {
    expect(hears('Yes, please.')).toMatchObject({ does: 'answer' });
    expect(hears('Yes, please.')).not.toHaveProperty('consent');
  });

  test('is not the second half of a sentence', () => {
    const earlier = [aTurn('I would like to', 'unfinished')];
    expect(hears('yes', { consentAsked: true, earlier })).toMatchObject({ does: 'answer' });
  });
});

describe('the language', () => {
  test('changes with a whole sentence', () => {
    expect(hears('मुझे कल डॉक्टर से मिलना है')).toMatchObject({ does: 'answer', language: 'hi-IN' });
  });

  test('does not change with a word, but with the second utterance in a row', () => {
    expect(hears('हाँ जी')).not.toHaveProperty('language');
    expect(hears('कल सुबह', { earlier: [aTurn('हाँ जी')] })).toMatchObject({ language: 'hi-IN' });
    const between = [aTurn('हाँ जी'), aTurn('I see, thank you')];
    expect(hears('कल सुबह', { earlier: between })).not.toHaveProperty('language');
  });

  test('changes with a sentence that came in two parts', () => {
    const earlier = [aTurn('मुझे कल', 'unfinished')];
    expect(hears('डॉक्टर से मिलना है', { earlier })).toMatchObject({ language: 'hi-IN' });
  });

  test('stays where the agent speaks one only', () => {
    expect(hears('मुझे कल डॉक्टर से मिलना है', { by: anAgent() })).not.toHaveProperty('language');
  });
});
