import { sdkMessagesOf } from '../../../../lambda/adapters/providers/model-messages';

const call = (id: string, echo?: Record<string, unknown>) => ({
  type: 'tool-call' as const,
  id,
  name: 'find',
  args: { n: id },
  ...(echo && { echo }),
});
const calledPart = (id: string) => ({
  type: 'tool-call',
  toolCallId: id,
  toolName: 'find',
  input: { n: id },
});
const resultPart = (id: string, value: string) => ({
  type: 'tool-result',
  toolCallId: id,
  toolName: 'find',
  output: { type: 'text', value },
});

it('tells what was said as it was said', () => {
  expect(
    sdkMessagesOf([
      { role: 'assistant', text: 'Hello.' },
      { role: 'user', text: 'Find two.' },
    ]),
  ).toEqual([
    { role: 'assistant', content: 'Hello.' },
    { role: 'user', content: 'Find two.' },
  ]);
});

it('tells the results of one round in one message, those of the next in another', () => {
  expect(
    sdkMessagesOf([
      { role: 'assistant', text: 'One moment.', calls: [call('a'), call('b')] },
      { role: 'tool', id: 'a', name: 'find', text: 'first' },
      { role: 'tool', id: 'b', name: 'find', text: 'second' },
      { role: 'assistant', text: '', calls: [call('c')] },
      { role: 'tool', id: 'c', name: 'find', text: 'third' },
    ]),
  ).toEqual([
    { role: 'assistant', content: [{ type: 'text', text: 'One moment.' }, calledPart('a'), calledPart('b')] },
    { role: 'tool', content: [resultPart('a', 'first'), resultPart('b', 'second')] },
    { role: 'assistant', content: [calledPart('c')] },
    { role: 'tool', content: [resultPart('c', 'third')] },
  ]);
});

it('gives the provider back what came with its call', () => {
  const echo = { google: { thoughtSignature: 'x' } };
  expect(sdkMessagesOf([{ role: 'assistant', text: '', calls: [call('a', echo)] }])).toEqual([
    { role: 'assistant', content: [{ ...calledPart('a'), providerOptions: echo }] },
  ]);
});
