import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Screen } from '../../../local/talk/screen';

function aScreen({ isTTY }: { isTTY: boolean }) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough().setEncoding('utf8'), { isTTY, columns: 80 });
  const screen = new Screen({ input, output });
  return { input, screen, shown: () => String(output.read() ?? '') };
}

/** What stands on the line of the cursor, as a terminal shows it. */
function lastLine(text: string): string {
  const line = text.split('\n').at(-1)!;
  return stripVTControlCharacters(line.split('\u001b[2K').at(-1)!.split('\u001b[0J').at(-1)!);
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('for a script', () => {
  it('writes a transcript without prompts and cursor movements', async () => {
    const { input, screen, shown } = aScreen({ isTTY: false });
    screen.onLine((line) => screen.echo(line));
    screen.agent('Hello.');
    input.end('  Good morning \n');
    await turns();
    screen.close();
    const text = shown();
    expect(stripVTControlCharacters(text)).toBe('agent  Hello.\nyou    Good morning\n');
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/\u001b\[\d*[GKJ]/);
  });

  it('tells the end of the input', async () => {
    const { input, screen } = aScreen({ isTTY: false });
    const ended = new Promise<void>((resolve) => screen.onEnd(resolve));
    input.end();
    await ended;
  });
});

describe('for a person', () => {
  it('keeps what is being typed when the agent speaks meanwhile', async () => {
    const { input, screen, shown } = aScreen({ isTTY: true });
    screen.note('Type what you say.');
    input.write('When are');
    await turns();
    expect(lastLine(shown())).toBe('you    When are');
    screen.agent('One moment, please.');
    const after = shown();
    expect(stripVTControlCharacters(after)).toContain('agent  One moment, please.\n');
    expect(lastLine(after)).toBe('you    When are');
    screen.close();
  });

  it('does not repeat what the person has typed', async () => {
    const { screen, shown } = aScreen({ isTTY: true });
    screen.echo('When are you open?');
    expect(shown()).toBe('');
    screen.close();
  });

  it('still prints after Ctrl-D, and leaves no prompt behind', async () => {
    const { input, screen, shown } = aScreen({ isTTY: true });
    const ended = new Promise<void>((resolve) => screen.onEnd(resolve));
    input.write('\u0004');
    await ended;
    screen.note('The call is over.');
    screen.close();
    const text = shown();
    expect(stripVTControlCharacters(text)).toContain('The call is over.\n');
    expect(lastLine(text)).toBe('');
  });
});
