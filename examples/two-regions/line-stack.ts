import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AgentPrompt, Byon, Llm, SipEndpoint, Stt, Tts, type ISipMediaApplication } from '../../lib';

export interface LineStackProps extends StackProps {
  /**
   * Answers in another region where the application of this one cannot.
   *
   * @default - none
   */
  readonly failover?: ISipMediaApplication;
}

/**
 * The line of one region: the same agents and numbers in each. Its carrier may call every region's Voice Connector,
 * so that it has a second host to try as well. In your project the import reads `from 'byon-cdk'`.
 */
export class LineStack extends Stack {
  readonly byon: Byon;

  constructor(scope: Construct, id: string, props: LineStackProps) {
    const { failover, ...stackProps } = props;
    super(scope, id, stackProps);

    this.byon = new Byon(this, 'Byon', {
      endpoint: SipEndpoint.chime({ callsFrom: ['twilio'], failover: failover && [failover] }),
    });

    const agent = this.byon.addAgent('orders', {
      language: 'en-SG',
      greeting: 'Good day, this is the order line. How can I help you?',
      prompt: AgentPrompt.inline(
        'You take questions on orders of a furniture shop. Delivery takes three days.',
      ),
      stt: Stt.openai('gpt-4o-mini-transcribe'),
      llm: Llm.openai('gpt-4.1-mini'),
      tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
    });

    this.byon.addNumber('+14155550100', { agent });
    this.byon.addNumber('+14155550101', { agent });
  }
}
