import { TypedLines, type TypedLine } from '../../../local/phone/typed-lines';

function aLine(text: string): TypedLine {
  return { id: text, text, pcm: new Int16Array(8) };
}

describe('typed lines', () => {
  const spoken: string[] = [];
  let lines: TypedLines;
  beforeEach(() => {
    spoken.length = 0;
    lines = new TypedLines(({ text }) => spoken.push(text));
  });

  it('wait until the agent listens', () => {
    lines.add(aLine('hello'));
    expect(spoken).toEqual([]);
    lines.listen();
    expect(spoken).toEqual(['hello']);
  });

  it('are spoken at once while the agent listens', () => {
    lines.listen();
    lines.add(aLine('hello'));
    expect(spoken).toEqual(['hello']);
    expect(lines.spoken?.text).toBe('hello');
  });

  it('are spoken one for each time that the agent listens', () => {
    lines.add(aLine('one'));
    lines.add(aLine('two'));
    lines.listen();
    expect(lines.stop()?.text).toBe('one');
    expect(spoken).toEqual(['one']);
    lines.listen();
    expect(spoken).toEqual(['one', 'two']);
  });

  it('leave nothing behind when nothing was typed', () => {
    lines.listen();
    expect(lines.stop()).toBeUndefined();
  });
});
