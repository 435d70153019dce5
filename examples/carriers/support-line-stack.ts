import { Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Admission, AgentPrompt, Byon, Carrier, Fallback, Llm, Stt, Tts } from '../../lib';

/**
 * One agent behind an American number at Twilio and an Indian one at Vobiz. The deployment leads both here, and
 * `cdk destroy` leads them back. In your project the import reads `from 'byon-cdk'`.
 */
export class SupportLineStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const byon = new Byon(this, 'Byon');

    const twilio = byon.addCarrier(
      'twilio',
      Carrier.twilio({
        credentials: Secret.fromSecretNameV2(this, 'Twilio', 'support/twilio'),
        admission: Admission.chimeNumber('+17035550100'),
      }),
    );
    const vobiz = byon.addCarrier(
      'vobiz',
      Carrier.vobiz({
        credentials: Secret.fromSecretNameV2(this, 'Vobiz', 'support/vobiz'),
        // Made in Vobiz's console with the addresses in `vobiz.outputs`, after a first deployment without numbers.
        applicationId: '1700000000000000',
      }),
    );

    const agent = byon.addAgent('support', {
      language: 'en-IN',
      greeting: 'Hello, this is support. How can I help you?',
      prompt: AgentPrompt.inline('You answer questions on invoices of a small software company.'),
      stt: Stt.openai('gpt-4o-mini-transcribe'),
      llm: Llm.openai('gpt-4.1-mini'),
      tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
      fallback: Fallback.transfer('+14155550199'),
    });

    byon.addNumber('+14155550100', { agent, carrier: twilio });
    // It rings in an office until now, so say that it may be taken from there.
    byon.addNumber('+919876543210', { agent, carrier: vobiz, takeover: true });
  }
}
