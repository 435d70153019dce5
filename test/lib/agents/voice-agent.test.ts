import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import {
  AgentPrompt,
  CallRecording,
  Fallback,
  Llm,
  Stt,
  Tool,
  Tts,
  VoiceAgent,
  Voicemail,
} from '../../../lib';
import { messageOf, receptionist } from '../stacks';

const agentWith = (changes: Parameters<typeof receptionist>[0], id = 'reception') =>
  new VoiceAgent(new Stack(), id, receptionist(changes));

describe('VoiceAgent', () => {
  it('is a record with the standards filled in', () => {
    const { record, ref } = agentWith({});
    expect(record).toMatchObject({
      id: 'reception',
      stt: 'openai/gpt-4o-mini-transcribe',
      llm: 'openai/gpt-4.1-mini',
      tts: 'openai/gpt-4o-mini-tts',
      voice: 'coral',
      timeZone: 'UTC',
      tools: [],
      listening: { silenceSeconds: 1, reprompts: 2 },
      limits: { callSeconds: 1800, failures: 2 },
    });
    expect(ref).toEqual({ agentId: 'reception', version: record.version });
  });

  it('adds no resource to the stack', () => {
    const stack = new Stack();
    new VoiceAgent(stack, 'reception', receptionist());
    expect(stack.node.findAll().map(({ node }) => node.path)).toEqual(['Default', 'Default/reception']);
  });

  it('passes every property on', () => {
    const { record } = agentWith({
      agentId: 'front-desk',
      timeZone: 'Asia/Kolkata',
      variables: { clinic: 'Asha' },
      stt: Stt.openaiCompatible('whisper'),
      llm: Llm.openaiCompatible('meta/llama-3'),
      tts: Tts.openaiCompatible('kokoro'),
      tools: [Tool.endCall(), Tool.transfer('+14155550199', { when: 'the caller asks' })],
      fallback: Fallback.transfer('+14155550199'),
      phrases: { filler: 'Just a second.' },
      silence: Duration.seconds(2),
      silenceThreshold: 150,
      maxUtterance: Duration.minutes(1),
      repromptAfter: Duration.seconds(8),
      reprompts: 1,
      digitGap: Duration.seconds(3),
      waitForMore: false,
      maxCall: Duration.minutes(10),
      warnBefore: Duration.seconds(90),
      recording: CallRecording.consent('May we record this? Say yes, or press 1.'),
      voicemail: Voicemail.leaveMessage('Please call {{clinic}}.'),
      languages: [
        {
          language: 'hi-IN',
          stt: Stt.sarvam('saaras:v3'),
          tts: Tts.sarvam('bulbul:v2', { voice: 'anushka' }),
          phrases: { filler: 'रुकिए।' },
        },
      ],
      maxReply: Duration.seconds(20),
      fillerAfter: Duration.seconds(3),
      maxFailures: 3,
    });
    expect(record).toEqual({
      id: 'front-desk',
      version: record.version,
      language: 'en-IN',
      greeting: 'Namaste, how can I help you?',
      prompt: 'You are a receptionist.',
      timeZone: 'Asia/Kolkata',
      variables: { clinic: 'Asha' },
      stt: 'openai-compatible/whisper',
      llm: 'openai-compatible/meta/llama-3',
      tts: 'openai-compatible/kokoro',
      tools: [{ type: 'end-call' }, { type: 'transfer', to: '+14155550199', when: 'the caller asks' }],
      fallback: { transfer: '+14155550199' },
      phrases: { filler: 'Just a second.' },
      recording: { mode: 'consent', ask: 'May we record this? Say yes, or press 1.' },
      voicemail: { say: 'Please call {{clinic}}.' },
      languages: [
        {
          language: 'hi-IN',
          stt: 'sarvam/saaras:v3',
          tts: 'sarvam/bulbul:v2',
          voice: 'anushka',
          phrases: { filler: 'रुकिए।' },
        },
      ],
      listening: {
        silenceSeconds: 2,
        silenceThreshold: 150,
        maxSeconds: 60,
        repromptAfterSeconds: 8,
        reprompts: 1,
        digitGapSeconds: 3,
        waitForMore: false,
      },
      limits: { callSeconds: 600, warnSeconds: 90, replySeconds: 20, fillerAfterSeconds: 3, failures: 3 },
    });
  });

  it('names all faults at once', () => {
    const message = messageOf(() =>
      agentWith(
        {
          language: 'English',
          greeting: '',
          timeZone: 'Bangalore',
          silence: Duration.millis(500),
          fallback: Fallback.transfer('12'),
        },
        'Front Desk',
      ),
    );
    expect(message).toMatch(/^agent Front Desk has 6 faults:/);
    for (const place of ['agentId', 'language', 'greeting', 'timeZone', 'silenceSeconds', 'fallback']) {
      expect(message).toContain(place);
    }
  });

  it('wants own phrases in each further language without stock phrases, and only those that may be said', () => {
    const message = messageOf(() => agentWith({ languages: [{ language: 'ta-IN' }] }));
    expect(message).toMatch(/languages\[?\.?0\]?\.phrases: ta-IN has no stock phrases/);
    expect(message).toContain('switched');
    expect(message).not.toContain('recording-notice');
    expect(messageOf(() => agentWith({ language: 'ta-IN', recording: CallRecording.notice() }))).toContain(
      'recording-notice',
    );
    expect(
      messageOf(() => agentWith({ language: 'ta-IN', recording: CallRecording.notice('…') })),
    ).not.toContain('recording-notice');
  });

  it('wants each language once', () => {
    const named = (...tags: string[]) =>
      messageOf(() => agentWith({ languages: tags.map((language) => ({ language })) }));
    expect(named('hi-IN', 'hi-IN')).toContain('languages.1.language: must differ');
    expect(named('hi-IN', 'en-IN')).toContain("languages.1.language: is the agent's own language");
  });

  it('records with a notice, and hangs up on a mailbox', () => {
    const { record } = agentWith({ recording: CallRecording.notice(), voicemail: Voicemail.hangUp() });
    expect(record).toMatchObject({ recording: { mode: 'notice' }, voicemail: 'hang-up' });
  });

  it('wants own phrases in a language without stock phrases', () => {
    expect(messageOf(() => agentWith({ language: 'ta-IN' }))).toMatch(/phrases: ta-IN has no stock phrases/);
  });

  it('refuses values that only the deployment knows', () => {
    const greeting = Lazy.string({ produce: () => 'Hello.' });
    expect(messageOf(() => agentWith({ greeting }))).toMatch(/must be known at synth/);
  });

  it('says something in place of a transfer where asked', () => {
    expect(agentWith({ fallback: Fallback.say('Goodbye.') }).record.fallback).toEqual({ say: 'Goodbye.' });
  });
});

describe('AgentPrompt', () => {
  it('is read from a file', () => {
    const file = path.join(tmpdir(), `byon-prompt-${process.pid}.md`);
    writeFileSync(file, 'You sell tickets.');
    expect(AgentPrompt.fromFile(file).text).toBe('You sell tickets.');
  });

  it('says which file is not there', () => {
    expect(messageOf(() => AgentPrompt.fromFile('/nowhere/prompt.md'))).toBe(
      'prompt: there is no file /nowhere/prompt.md',
    );
  });
});
