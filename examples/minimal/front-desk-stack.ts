import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AgentPrompt, Byon, Llm, SipEndpoint, Stt, Tts } from '../../lib';

/** One agent behind one number at Twilio. In your project the import reads `from 'byon-cdk'`. */
export class FrontDeskStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const byon = new Byon(this, 'Byon', { endpoint: SipEndpoint.chime({ callsFrom: ['twilio'] }) });

    const agent = byon.addAgent('front-desk', {
      language: 'en-US',
      greeting: 'Hello, this is the front desk. How can I help you?',
      prompt: AgentPrompt.inline(
        'You answer the telephone of a small hotel. Breakfast is from seven to ten.',
      ),
      stt: Stt.openai('gpt-4o-mini-transcribe'),
      llm: Llm.openai('gpt-4.1-mini'),
      tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
    });

    byon.addNumber('+14155550100', { agent });
  }
}
