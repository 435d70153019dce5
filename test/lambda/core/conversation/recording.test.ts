import { recordingDone } from '../../../../lambda/core/conversation/edges/recording';
import { phrasesFor } from '../../../../lambda/core/speech/phrases';
import { Course } from '../../../builders/course';
import { failed, HEARD, PLAYED, replied, SILENT } from '../../../builders/happenings';

const say = phrasesFor('en');
const GREETING = 'Namaste, this is the reception. How can I help you?';
const notice = () => Course.greeted({ recording: { mode: 'notice' } });
const consent = () => Course.greeted({ recording: { mode: 'consent' } });
const agreed = replied([], { type: 'listen' }, { consent: true });
const refused = replied([], { type: 'listen' }, { consent: false });

test('nothing is recorded, nor spoken of, without the setting', () => {
  const course = Course.greeted().meet(HEARD);
  expect(course.effect('think')).not.toHaveProperty('consentAsked');
  expect(recordingDone(course.conversation)).toBeUndefined();
  const prepared = Course.greeted().effect('prepare')?.texts;
  expect(prepared).not.toContain(say['recording-notice']);
  expect(prepared).not.toContain(say['recording-consent']);
});

describe('with a notice', () => {
  test('the caller hears it first, and is recorded from there on', () => {
    const course = notice();
    expect(course.does).toEqual([say['recording-notice'], 'start recording', GREETING, 'listen']);
    expect(recordingDone(course.conversation)).toBe('noticed');
    expect(course.effect('prepare')?.texts.slice(0, 2)).toEqual([say['recording-notice'], GREETING]);
  });

  test('a recording that is lost is told of in the record, and nothing else changes', () => {
    const course = notice().meet({ type: 'recording-lost', reason: 'no bucket' });
    expect(course.does).toEqual([]);
    expect(course.phase).toBe('greeting');
    expect(recordingDone(course.conversation)).toBe('failed');
  });
});

describe('with consent', () => {
  test('the caller is asked behind the greeting, and not recorded', () => {
    const course = consent();
    expect(course.does).toEqual([GREETING, say['recording-consent'], 'listen']);
    expect(course.command('watch-keys')).toBeDefined();
    expect(recordingDone(course.conversation)).toBe('declined');
  });

  test('the turn worker is told that the question was the last', () => {
    expect(consent().meet(HEARD).effect('think')?.consentAsked).toBe(true);
  });

  test('a yes begins the recording', () => {
    const course = consent().meet(HEARD, agreed);
    expect(course.does).toEqual(['start recording', say['recording-on'], 'listen']);
    expect(course.phase).toBe('listening');
    expect(recordingDone(course.conversation)).toBe('consented');
  });

  test('a no is heeded, in words', () => {
    const course = consent().meet(HEARD, refused);
    expect(course.does).toEqual([say['recording-off'], 'listen']);
    expect(recordingDone(course.conversation)).toBe('declined');
  });

  test('whoever says what they want is answered, and asked no more', () => {
    const course = consent().meet(HEARD, replied(['We are open.'], { type: 'listen' }));
    expect(course.does).toEqual(['We are open.', 'listen']);
    expect(recordingDone(course.conversation)).toBe('declined');
    expect(course.meet(HEARD).effect('think')).not.toHaveProperty('consentAsked');
    expect(course.meet(agreed).does).not.toContain('start recording');
  });

  test('the key 1 is a yes, without the pause after which a number is complete', () => {
    const course = consent().meet({ type: 'pressed', digits: '1' });
    expect(course.does).toEqual(['start recording', say['recording-on'], 'listen']);
    expect(recordingDone(course.conversation)).toBe('consented');
  });

  test('the key 1 during the question is a yes', () => {
    const course = consent().meet({ type: 'keyed', digits: '1' });
    expect(course.does).toEqual(['start recording', say['recording-on'], 'listen']);
    expect(course.meet({ type: 'keyed', digits: '1' }).does).toEqual([]);
  });

  test('another key is none', () => {
    const course = consent().meet({ type: 'pressed', digits: '2' });
    expect(course.does).toEqual(['collect-digits']);
    course.meet({ type: 'pressed', digits: '' }, replied(['Two.'], { type: 'listen' }));
    expect(recordingDone(course.conversation)).toBe('declined');
  });

  test('a yes to something that was said since is none', () => {
    const reprompted = consent();
    for (let i = 0; i < 6; i++) reprompted.after(1000).meet(HEARD, SILENT);
    expect(reprompted.conversation.reprompts).toBe(1);
    expect(reprompted.meet(HEARD).effect('think')).not.toHaveProperty('consentAsked');
    expect(consent().meet(failed('play'), { type: 'pressed', digits: '1' }).does).toEqual(['collect-digits']);
  });

  test('a call that ends before the answer was not recorded', () => {
    const course = consent().meet({ type: 'hung-up', by: 'caller' });
    expect(recordingDone(course.conversation)).toBe('declined');
  });
});

describe('around private digits', () => {
  const asked = { type: 'collect', name: 'card', min: 4, max: 4, private: true, gapSeconds: 5 } as const;

  test('the recording rests, and goes on', () => {
    const course = notice().meet(PLAYED, HEARD, replied(['Your card, please.'], asked));
    expect(course.does[0]).toBe('pause recording');
    course.meet({ type: 'pressed', digits: '1234' });
    expect(course.does).toContain('resume recording');
  });

  test('a recording that was lost is left alone', () => {
    const course = notice().meet({ type: 'recording-lost', reason: 'no bucket' });
    expect(course.meet(HEARD, replied(['Your card, please.'], asked)).does).not.toContain('pause recording');
  });
});
