import { HeadStart } from '../../../lambda/turn/head-start';

function aVoice() {
  const asked: string[] = [];
  const voice = new HeadStart(async (text) => {
    asked.push(text);
    if (text.startsWith('Fail')) throw new Error('the voice is down');
    return new TextEncoder().encode(text);
  });
  return { asked, voice };
}
const audioOf = (text: string) => new TextEncoder().encode(text);

describe('a head start', () => {
  it('speaks the guessed sentence once', async () => {
    const { voice, asked } = aVoice();
    voice.guess('We are open.');
    expect(asked).toEqual(['We are open.']);
    expect(await voice.speak('We are open.')).toEqual(audioOf('We are open.'));
    expect(asked).toEqual(['We are open.']);
  });

  it('speaks what was said in the end when the guess was wrong', async () => {
    const { voice, asked } = aVoice();
    voice.guess('Write to care@example.');
    expect(await voice.speak('Write to care@example.com.')).toEqual(audioOf('Write to care@example.com.'));
    expect(asked).toHaveLength(2);
  });

  it('guesses twice, and not after the first sentence', async () => {
    const { voice, asked } = aVoice();
    voice.guess('One guess.');
    voice.guess('One guess.');
    voice.guess('Another guess.');
    voice.guess('A third one.');
    expect(asked).toEqual(['One guess.', 'Another guess.']);
    await voice.speak('Another guess.');
    expect(asked).toHaveLength(2);
    const late = aVoice();
    await late.voice.speak('The first.');
    late.voice.guess('The second.');
    expect(late.asked).toEqual(['The first.']);
  });

  it('throws the error of a guess to whoever asks for that sentence, and to nobody else', async () => {
    const { voice } = aVoice();
    voice.guess('Fail now.');
    expect(await voice.speak('All is well.')).toEqual(audioOf('All is well.'));
    await expect(voice.speak('Fail now.')).rejects.toThrow('the voice is down');
  });
});
