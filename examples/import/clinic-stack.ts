import * as path from 'node:path';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AgentPrompt, Byon, Fallback, Llm, Stt, Tool, Tts } from '../../lib';

/** A stack of your own that imports BYON. In your project the import reads `from 'byon-cdk'`. */
export class ClinicStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);

    const byon = new Byon(this, 'Byon');

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
}
