import { changeOfLanguage, languageOf } from '../../../../lambda/core/speech/language-of';
import known from '../../../../lambda/core/speech/languages.json';

const ALL = ['en-IN', 'hi-IN', 'ta-IN', 'te-IN', 'kn-IN', 'ml-IN', 'bn-IN', 'gu-IN', 'pa-IN', 'ur-IN'];

describe('the language of a text', () => {
  test.each([
    ['en-IN', 'I would like to book an appointment for tomorrow.'],
    ['hi-IN', 'मुझे कल के लिए अपॉइंटमेंट चाहिए।'],
    ['ta-IN', 'எனக்கு நாளைக்கு அப்பாயிண்ட்மெண்ட் வேண்டும்'],
    ['te-IN', 'నాకు రేపు అపాయింట్‌మెంట్ కావాలి'],
    ['kn-IN', 'ನನಗೆ ನಾಳೆ ಅಪಾಯಿಂಟ್ಮೆಂಟ್ ಬೇಕು'],
    ['ml-IN', 'എനിക്ക് നാളെ അപ്പോയിന്റ്മെന്റ് വേണം'],
    ['bn-IN', 'আমার আগামীকাল অ্যাপয়েন্টমেন্ট দরকার'],
    ['gu-IN', 'મારે કાલે એપોઇન્ટમેન્ટ જોઈએ છે'],
    ['pa-IN', 'ਮੈਨੂੰ ਕੱਲ੍ਹ ਲਈ ਅਪੌਇੰਟਮੈਂਟ ਚਾਹੀਦੀ ਹੈ'],
    ['ur-IN', 'مجھے کل کے لیے اپائنٹمنٹ چاہیے'],
    ['hi-IN', 'mujhe kal ka appointment chahiye'],
    ['hi-IN', 'Mera naam Ravi hai aur mujhe doctor se milna hai'],
    ['hi-IN', 'मुझे appointment चाहिए'],
  ])('is %s', (language, text) => {
    expect(languageOf(text, ALL)).toBe(language);
  });

  test('is English where only a few words are Hindi', () => {
    expect(languageOf('haan I want to book an appointment with the doctor', ALL)).toBe('en-IN');
  });

  test.each(['Ravi Kumar Sharma', '98765 43210', '', 'okay', 'Namaskaram naan nalaikku varen'])(
    'is not known of %j',
    (text) => {
      expect(languageOf(text, ALL)).toBeUndefined();
    },
  );

  test('is one of those that are offered, or none', () => {
    expect(languageOf('எனக்கு நாளைக்கு வேண்டும்', ['en-IN', 'hi-IN'])).toBeUndefined();
    expect(languageOf('मला उद्या भेटायचे आहे', ['en-IN', 'mr-IN'])).toBe('mr-IN');
  });

  test('of two languages of one script is the one that is spoken now', () => {
    expect(languageOf('मुझे मदद चाहिए', ['mr-IN', 'hi-IN'])).toBe('mr-IN');
    expect(languageOf('I want to know that', ['en-GB', 'en-IN'])).toBe('en-GB');
  });
});

describe('a conversation goes over to another language', () => {
  const change = (heard: string, before?: string, current = 'en-IN', others = ['hi-IN', 'ta-IN']) =>
    changeOfLanguage(heard, before, current, others);

  test('when the caller says a whole sentence in it', () => {
    expect(change('मुझे कल डॉक्टर से मिलना है')).toBe('hi-IN');
    expect(change('mujhe kal doctor se milna hai')).toBe('hi-IN');
    expect(change('I want to speak about my order', undefined, 'hi-IN', ['en-IN'])).toBe('en-IN');
  });

  test('when the caller says something in it twice in a row', () => {
    expect(change('कल सुबह', 'हाँ जी')).toBe('hi-IN');
  });

  test.each(['haan', 'हाँ', 'theek hai', 'जी हाँ', 'namaste'])('not for %s alone', (text) => {
    expect(change(text)).toBeUndefined();
    expect(change(text, 'I want an appointment')).toBeUndefined();
  });

  test('not when two words of two other languages follow each other', () => {
    expect(change('हाँ', 'ஆமாம்')).toBeUndefined();
  });

  test('not to a language that the agent does not speak, nor where it speaks one only', () => {
    expect(change('నాకు రేపు అపాయింట్‌మెంట్ కావాలి')).toBeUndefined();
    expect(change('मुझे कल डॉक्टर से मिलना है', undefined, 'en-IN', [])).toBeUndefined();
  });

  test('not where the caller goes on in the language of the conversation', () => {
    expect(change('मुझे कल डॉक्टर से मिलना है', undefined, 'hi-IN', ['en-IN'])).toBeUndefined();
  });
});

test('no word counts for two languages', () => {
  expect(known.english.filter((word) => known.romanHindi.includes(word))).toEqual([]);
});
