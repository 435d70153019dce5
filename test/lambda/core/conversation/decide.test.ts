import { openingsFor } from '../../../../lambda/core/speech/openings';
import { Course, BEGIN } from '../../../builders/course';
import { failed, HEARD, PLAYED, replied, SILENT, UNFINISHED, WAITED } from '../../../builders/happenings';
import { aPolicy } from '../../../builders/policy';

const GREETING = 'Namaste, this is the reception. How can I help you?';
const HUMAN = '+918049876543';
const say = aPolicy().phrases;
/** What any agent may have to say, and what its replies may begin with. */
const PHRASES = Object.entries(say).flatMap(([name, text]) =>
  /^recording|^switched|^opted-out/.test(name) ? [] : [text],
);
const OFTEN = [...PHRASES, ...openingsFor('en-IN')];

describe('the beginning of a call', () => {
  test('greets the caller, listens, and has all its phrases made', () => {
    const course = Course.greeted();
    expect(course.phase).toBe('greeting');
    expect(course.does).toEqual([GREETING, 'listen']);
    expect(course.effect('prepare')?.texts).toEqual([GREETING, ...OFTEN]);
  });

  test('listens at once when nothing is left of the greeting', () => {
    const course = Course.greeted({ greeting: ' {{nobody}} ' });
    expect(course.does).toEqual(['listen']);
    expect(course.effect('prepare')?.texts).toEqual(OFTEN);
  });

  test.each([
    ['unknown-number', say['unknown-number']],
    ['suspended-number', say['suspended-number']],
    ['agent-missing', say.trouble],
    ['unproven', say['unknown-number']],
    ['failed', say.trouble],
  ] as const)('turns a call away for %s, in a voice that needs no provider', (refusal, words) => {
    const course = new Course().meet({ type: 'turned-away', refusal, policy: aPolicy() });
    expect(course.does).toEqual([words, 'hang up']);
    expect(course.command('say')?.plain).toBe(true);
    expect(course.effect('conclude')).toEqual({ type: 'conclude', outcome: refusal, at: BEGIN });
  });

  test('a second arrival changes nothing', () => {
    const course = Course.greeted();
    const before = course.conversation;
    expect(course.meet({ type: 'arrived', policy: aPolicy() }).conversation).toEqual(before);
    expect(course.does).toEqual([]);
  });
});

describe('a turn', () => {
  test('begins when the caller has been heard, and waits for the reply', () => {
    const course = Course.greeted().meet(HEARD);
    expect(course.phase).toBe('thinking');
    expect(course.effect('think')).toEqual({
      type: 'think',
      turn: 1,
      input: { kind: 'recording', key: 'recordings/call-1/1.wav' },
    });
    expect(course.effect('await-reply')).toEqual({ type: 'await-reply', turn: 1, from: 0, forMs: 2000 });
  });

  test('plays a complete reply and listens', () => {
    const course = Course.greeted().meet(HEARD, replied(['Yes.', 'Gladly.'], { type: 'listen' }));
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual(['Yes.', 'Gladly.', 'listen']);
  });

  test('plays what is ready and then looks for what follows it', () => {
    const course = Course.greeted().meet(HEARD, replied(['Yes.']));
    expect(course.phase).toBe('speaking');
    expect(course.does).toEqual(['Yes.']);
    course.after(1000).meet(PLAYED);
    expect(course.effect('await-reply')).toEqual({ type: 'await-reply', turn: 1, from: 1, forMs: 2000 });
    course.meet(replied(['Gladly.'], { type: 'listen' }));
    expect(course.does).toEqual(['Gladly.', 'listen']);
  });

  test('counts on from turn to turn', () => {
    const course = Course.greeted().meet(HEARD, replied(['Yes.'], { type: 'listen' }), HEARD);
    expect(course.effect('think')?.turn).toBe(2);
    expect(course.effect('await-reply')?.from).toBe(0);
  });

  test('listens on when a reply has neither words nor an end', () => {
    expect(Course.greeted().meet(HEARD, replied([], { type: 'listen' })).does).toEqual(['listen']);
  });
});

describe('a late reply', () => {
  test('is held for in short pieces until the filler is due', () => {
    const course = Course.greeted({ limits: { fillerAfterSeconds: 5 } })
      .meet(HEARD)
      .after(3000)
      .meet(WAITED);
    expect(course.does).toEqual(['hold']);
    expect(course.meet(PLAYED).effect('await-reply')?.forMs).toBe(2000);
    expect(course.after(2000).meet(WAITED).does).toEqual([say.filler]);
  });

  test('is asked patience for now and then', () => {
    const course = Course.greeted().meet(HEARD).after(2000).meet(WAITED);
    expect(course.does).toEqual([say.filler]);
    course.after(1000).meet(PLAYED);
    expect(course.effect('await-reply')?.forMs).toBe(4000);
    expect(course.after(3000).meet(WAITED).does).toEqual(['hold']);
    expect(course.after(1000).meet(WAITED).does).toEqual([say['filler-again']]);
    expect(course.after(1000).meet(PLAYED, WAITED).does).toEqual(['hold']);
  });

  test('counts as failed after the longest wait', () => {
    const course = Course.greeted().meet(HEARD).after(15_000).meet(WAITED);
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual([say.sorry, 'listen']);
  });

  test('is waited for from the end of what is being played', () => {
    const course = Course.greeted()
      .meet(HEARD, replied(['One.', 'Two.']))
      .after(3000)
      .meet(WAITED);
    expect(course.does).toEqual(['hold']);
    expect(course.after(1000).meet(WAITED).does).toEqual([say.filler]);
  });
});

describe('silence', () => {
  test('is listened through until it is time to ask again', () => {
    const course = Course.greeted().meet(HEARD, SILENT);
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual(['listen']);
  });

  test.each([0, 1, 2, 5])('%i re-prompts, then goodbye', (reprompts) => {
    const course = Course.greeted({ listening: { reprompts } });
    const asked: string[][] = [];
    for (let i = 0; i <= reprompts; i++) asked.push(course.meet(HEARD, { type: 'silent', ms: 6000 }).does);
    const words = [say['reprompt-1'], ...Array<string>(4).fill(say['reprompt-2'])].slice(0, reprompts);
    expect(asked).toEqual([...words.map((text) => [text, 'listen']), [say['goodbye-silent'], 'hang up']]);
    expect(course.effect('conclude')?.outcome).toBe('no-speech');
  });

  /** A recording of one second without speech, told so late, and looked at for so long. */
  const silence = (course: Course, lateMs = 0, lookMs = 0) =>
    course
      .after(1000 + lateMs)
      .meet(HEARD)
      .after(lookMs)
      .meet(SILENT);

  test('adds up over recordings, and begins anew after a reply', () => {
    const course = Course.greeted();
    for (let i = 0; i < 5; i++) expect(silence(course).does).toEqual(['listen']);
    expect(silence(course).does).toEqual([say['reprompt-1'], 'listen']);
    for (let i = 0; i < 5; i++) expect(silence(course).does).toEqual(['listen']);
    expect(silence(course).does).toEqual([say['reprompt-2'], 'listen']);
    course.meet(HEARD, replied(['Yes.'], { type: 'listen' }));
    expect(course.conversation).toMatchObject({ silentSince: 0, reprompts: 0 });
  });

  test('counts what lies between the recordings, in which the caller hears nothing either', () => {
    const course = Course.greeted();
    for (let i = 0; i < 2; i++) expect(silence(course, 1300, 200).does).toEqual(['listen']);
    expect(silence(course, 1300, 200).does).toEqual([say['reprompt-1'], 'listen']);
  });

  test('begins with the recording in which the caller first said nothing, however late its look was over', () => {
    expect(silence(Course.greeted(), 0, 4900).does).toEqual(['listen']);
    expect(silence(Course.greeted(), 0, 5000).does).toEqual([say['reprompt-1'], 'listen']);
  });

  test('is over where the caller was asked to wait', () => {
    const course = Course.greeted().after(1000).meet(HEARD).after(2000).meet(WAITED);
    expect(course.does).toEqual([say.filler]);
    expect(course.after(3500).meet(SILENT).does).toEqual(['listen']);
    expect(silence(course).does).toEqual(['listen']);
    expect(silence(course, 1000).does).toEqual([say['reprompt-1'], 'listen']);
  });

  test('is none where the caller speaks late', () => {
    const course = Course.greeted();
    for (let i = 0; i < 5; i++) silence(course);
    course.after(3000).meet(HEARD, replied(['Yes.'], { type: 'listen' }));
    expect(silence(course).does).toEqual(['listen']);
  });
});

describe('a pause in the middle of something', () => {
  test('is listened through without a word, and with more patience', () => {
    const course = Course.greeted({ listening: { silenceSeconds: 2 } }).meet(HEARD, UNFINISHED);
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual(['listen']);
    expect(course.command('listen')?.silenceSeconds).toBe(3);
    course.meet(HEARD, replied(['Yes.'], { type: 'listen' }));
    expect(course.command('listen')?.silenceSeconds).toBe(2);
  });

  test('ends the silence before it', () => {
    const course = Course.greeted().meet(HEARD, { type: 'silent', ms: 5000 }, HEARD, UNFINISHED);
    expect(course.meet(HEARD, { type: 'silent', ms: 5000 }).does).toEqual(['listen']);
  });
});

describe('keyed digits', () => {
  test('a key while listening begins a number, the rest of it completes it', () => {
    const course = Course.greeted().meet({ type: 'pressed', digits: '4' });
    expect(course.phase).toBe('digits');
    expect(course.command('collect-digits')?.gapSeconds).toBe(2);
    course.meet({ type: 'pressed', digits: '2' });
    expect(course.effect('think')).toMatchObject({ turn: 1, input: { kind: 'digits', digits: '42' } });
    expect(course.conversation.digits).toBe('');
  });

  test('a single key is a number too', () => {
    const course = Course.greeted().meet({ type: 'pressed', digits: '1' }, { type: 'pressed', digits: '' });
    expect(course.effect('think')).toMatchObject({ input: { kind: 'digits', digits: '1' } });
  });

  test('no key at all is listened through', () => {
    const nothing = { type: 'pressed', digits: '' } as const;
    const course = Course.greeted().meet(nothing, nothing);
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual(['listen']);
  });
});

describe('the end', () => {
  test('is the agent’s wish: its words, then the hang-up', () => {
    const course = Course.greeted().meet(HEARD, replied(['Goodbye then.'], { type: 'end' }));
    expect(course.phase).toBe('ending');
    expect(course.does).toEqual(['Goodbye then.', 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('agent-ended');
  });

  test('has a stock goodbye where the agent gave none', () => {
    expect(Course.greeted().meet(HEARD, replied([], { type: 'end' })).does).toEqual([say.goodbye, 'hang up']);
  });

  test('has no second goodbye where the agent’s was played before', () => {
    const course = Course.greeted().meet(HEARD, replied(['Goodbye.']), PLAYED, replied([], { type: 'end' }));
    expect(course.does).toEqual(['hang up']);
  });

  test('comes when the longest time is over', () => {
    const course = Course.greeted().meet({ type: 'expired' });
    expect(course.does).toEqual([say['time-up'], 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('time-limit');
  });

  test('comes when an operator asks for it', () => {
    const course = Course.greeted().meet(HEARD, { type: 'dismissed' });
    expect(course.does).toEqual([say.goodbye, 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('dismissed');
  });

  test.each([PLAYED, failed(), { type: 'dismissed' } as const, { type: 'expired' } as const])(
    'comes at once when the last words are over or fail (%o)',
    (happening) => {
      const course = Course.greeted().meet({ type: 'dismissed' }, happening);
      expect(course.phase).toBe('ended');
      expect(course.does).toEqual(['hang up everyone']);
      expect(course.effect('conclude')?.outcome).toBe('dismissed');
    },
  );

  test('never lets the caller be recorded past the longest time', () => {
    const course = Course.greeted({ limits: { callSeconds: 60 } })
      .after(55_500)
      .meet(HEARD, SILENT);
    expect(course.command('listen')?.maxSeconds).toBe(5);
    expect(course.after(60_000).meet(HEARD, SILENT).command('listen')?.maxSeconds).toBe(1);
  });

  test('is the caller’s at any moment: concluded, and whoever is left is hung up', () => {
    const course = Course.greeted().meet({ type: 'hung-up', by: 'caller', code: 0 });
    expect(course.conversation.cut).toBeUndefined();
    expect(course.phase).toBe('ended');
    expect(course.does).toEqual(['hang up everyone']);
    expect(course.effect('conclude')).toMatchObject({ outcome: 'caller-hung-up', code: 0 });
  });

  test('keeps the outcome that led to it', () => {
    const course = Course.greeted().meet({ type: 'expired' }, { type: 'hung-up', by: 'caller' });
    expect(course.effect('conclude')?.outcome).toBe('time-limit');
  });
});

describe('failures', () => {
  test('the first one: an apology in a voice that needs no provider, and on', () => {
    const course = Course.greeted().meet(failed('play'));
    expect(course.does).toEqual([say.sorry, 'listen']);
    expect(course.command('say')?.plain).toBe(true);
  });

  test('a reply that failed leaves the agent its voice', () => {
    expect(Course.greeted().meet(HEARD, failed('reply')).command('say')?.plain).toBeUndefined();
  });

  test.each([1, 2, 5])('%i in a row lead to the fallback', (failures) => {
    const course = Course.greeted({ limits: { failures }, fallback: { say: 'Please call later.' } });
    for (let i = 1; i < failures; i++) expect(course.meet(HEARD, failed('reply')).phase).toBe('listening');
    expect(course.meet(HEARD, failed('reply')).does).toEqual(['Please call later.', 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('failed');
  });

  test('without a fallback of its own the agent apologises and ends', () => {
    const course = Course.greeted().meet(failed(), failed());
    expect(course.does).toEqual([say.trouble, 'hang up']);
  });

  test('a good reply forgives those before it', () => {
    const course = Course.greeted().meet(HEARD, failed('reply'));
    course.meet(HEARD, replied(['Yes.'], { type: 'listen' }), HEARD, failed('reply'));
    expect(course.does).toEqual([say.sorry, 'listen']);
  });

  test('replies that cannot be played forgive nothing, so that the call does not go on for ever', () => {
    const course = Course.greeted({ limits: { failures: 2 } });
    course.meet(HEARD, replied(['Yes.'], { type: 'listen' }), failed('play'));
    course.meet(HEARD, replied(['No.'], { type: 'listen' }), failed('play'));
    expect(course.does).toEqual([say.trouble, 'hang up']);
  });

  test('the fallback may be a human', () => {
    const course = Course.greeted({ fallback: { transfer: HUMAN } }).meet(failed(), failed());
    expect(course.phase).toBe('transferring');
    expect(course.does).toEqual([say.transferring, `transfer ${HUMAN}`]);
  });

  test('where the human of the fallback does not answer, the call ends with an apology', () => {
    const course = Course.greeted({ fallback: { transfer: HUMAN } }).meet(failed(), failed());
    expect(course.meet(failed('transfer')).does).toEqual([say.trouble, 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('failed');
  });

  test('before anything is known of the call the line is hung up', () => {
    const course = new Course().meet(failed('answer'));
    expect(course.does).toEqual(['hang up everyone']);
  });
});

describe('a transfer', () => {
  const transferring = (words: string[] = []) =>
    Course.greeted().meet(HEARD, replied(words, { type: 'transfer', to: HUMAN }));

  test('is announced, by the agent or by a stock phrase', () => {
    expect(transferring(['I pass you on.']).does).toEqual(['I pass you on.', `transfer ${HUMAN}`]);
    expect(transferring().does).toEqual([say.transferring, `transfer ${HUMAN}`]);
    expect(transferring().command('transfer')?.timeoutSeconds).toBe(30);
  });

  test('takes the agent out of the call', () => {
    const course = transferring().meet({ type: 'transferred' });
    expect(course.phase).toBe('bridged');
    expect(course.meet(failed(), { type: 'expired' }, PLAYED).phase).toBe('bridged');
    expect(course.does).toEqual([]);
  });

  test.each(['caller', 'human'] as const)('ends for both when the %s hangs up', (by) => {
    const course = transferring().meet({ type: 'transferred' }, { type: 'hung-up', by });
    expect(course.does).toEqual(['hang up everyone']);
    expect(course.effect('conclude')?.outcome).toBe('transferred');
  });

  test('ends for both when an operator asks for it', () => {
    const course = transferring().meet({ type: 'transferred' }, { type: 'dismissed' });
    expect(course.does).toEqual(['hang up everyone']);
  });

  test.each([failed('transfer'), { type: 'hung-up', by: 'human' } as const])(
    'that comes to nothing returns the caller to the agent (%o)',
    (happening) => {
      const course = transferring().meet(happening);
      expect(course.phase).toBe('listening');
      expect(course.does).toEqual([say['transfer-failed'], 'listen']);
    },
  );

  test('a leg that ends after the transfer has failed does not end the call', () => {
    const course = transferring().meet(failed('transfer'), { type: 'hung-up', by: 'human', code: 480 });
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual([]);
    expect(course.effect('conclude')).toBeUndefined();
  });

  test('whom nobody waits for any more is hung up', () => {
    const course = transferring().meet({ type: 'hung-up', by: 'caller' });
    expect(course.does).toEqual(['hang up everyone']);
    expect(course.meet({ type: 'transferred' }).does).toEqual(['hang up everyone']);
  });
});
