import * as fc from 'fast-check';
import {
  CALL_VARIABLES,
  callVariables,
  DIAL_VARIABLES,
  dialVariables,
  fill,
  systemPrompt,
  variablesIn,
} from '../../../../lambda/core/agents/prompt';

describe('filling a prompt', () => {
  test.each([
    ['Hello {{name}}.', 'Hello Asha.'],
    ['{{name}} and {{ name }}', 'Asha and Asha'],
    ['{{unknown}}!', '!'],
    ['{{Name}}', ''],
    ['{name} {{ }} {{1st}} {{na me}}', '{name} {{ }} {{1st}} {{na me}}'],
    ['{{{name}}}', '{Asha}'],
  ])('%s becomes %s', (template, filled) => {
    expect(fill(template, { name: 'Asha' })).toBe(filled);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
    'knows no variable {{%s}} that nobody gave',
    (name) => {
      expect(fill(`<{{${name}}}>`, { name: 'Asha' })).not.toMatch(/function|object|native/i);
    },
  );

  test('a value is not filled again, nor read as a pattern', () => {
    expect(fill('{{a}}', { a: '{{b}} $& $1', b: 'no' })).toBe('{{b}} $& $1');
  });

  test('any text without variables stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('{{'));
        expect(fill(text, { a: 'x' })).toBe(text);
      }),
    );
  });

  test('tells the variables that a template asks for, each once', () => {
    expect(variablesIn('{{a}} {{ b }} {{a}} {c} {{}}')).toEqual(['a', 'b']);
  });
});

describe('what every prompt may ask for', () => {
  const at = Date.UTC(2026, 10, 22, 20, 15);
  const call = { caller: '+919876543210', number: '+918041234567' };

  test('the day and the time where the agent is', () => {
    expect(callVariables(call, at, 'Asia/Kolkata')).toEqual({
      ...call,
      today: expect.stringMatching(/^Monday,? 23 November 2026$/),
      time: '01:45',
    });
    expect(callVariables(call, at, 'UTC')).toMatchObject({
      today: expect.stringMatching(/^Sunday,? 22 November 2026$/),
      time: '20:15',
    });
  });

  test('has a value for each of them', () => {
    expect(Object.keys(callVariables(call, at, 'UTC')).sort()).toEqual([...CALL_VARIABLES].sort());
  });

  test('and for each of a call that we make', () => {
    const dial = { purpose: 'a reminder', callee: '+14155550123' };
    expect(dialVariables(dial)).toEqual(dial);
    expect(Object.keys(dialVariables(dial)).sort()).toEqual([...DIAL_VARIABLES].sort());
  });
});

test('the model is told that it is on the telephone, and in which language to begin', () => {
  const prompt = systemPrompt('  You are the reception.\n', 'hi-IN');
  expect(prompt).toMatch(/^You are the reception\.\n\n/);
  expect(prompt).toContain('begin in hi-IN');
  expect(prompt).toContain('telephone');
});
