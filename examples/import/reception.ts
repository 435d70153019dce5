import * as path from 'node:path';
import { AgentPrompt, Fallback, Llm, Stt, Tool, Tts, type Byon } from '../../lib';

/** One agent behind two numbers, each with the name of its own clinic. */
export function addReception(byon: Byon): void {
  const reception = byon.addAgent('reception', {
    language: 'en-IN',
    timeZone: 'Asia/Kolkata',
    greeting: 'Namaste, this is {{clinic}}. How can I help you?',
    prompt: AgentPrompt.fromFile(path.join(__dirname, 'reception.md')),
    stt: Stt.openai('gpt-4o-mini-transcribe'),
    llm: Llm.openai('gpt-4.1-mini'),
    tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
    tools: [Tool.endCall(), Tool.transfer('+14155550199', { when: 'the caller asks for a person' })],
    fallback: Fallback.transfer('+14155550199'),
  });

  byon.addNumber('+14155550100', { agent: reception, variables: { clinic: 'Asha Clinic, Indiranagar' } });
  byon.addNumber('+14155550101', { agent: reception, variables: { clinic: 'Asha Clinic, Jayanagar' } });
}
