import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Byon, SipEndpoint, type ByonProps, type VoiceAgent } from '../../../lib';
import { chimeStack } from '../endpoint/line';
import { receptionist } from '../stacks';

/** A stack with an agent and the secret of a carrier, and no carrier yet. */
export class CarrierStack {
  readonly byon: Byon;
  readonly agent: VoiceAgent;
  readonly credentials: Secret;
  private synthesised?: Template;

  constructor(
    props: ByonProps = {},
    readonly stack: Stack = chimeStack(),
  ) {
    this.credentials = new Secret(stack, 'Credentials');
    this.byon = new Byon(stack, 'Byon', props);
    this.agent = this.byon.addAgent('reception', receptionist());
  }

  /** As it is when it is asked for first. */
  template(): Template {
    return (this.synthesised ??= Template.fromStack(this.stack));
  }

  /** The logical id of the only resource of a type. */
  idOf(type: string): string {
    const ids = Object.keys(this.template().findResources(type));
    expect(ids).toHaveLength(1);
    return ids[0]!;
  }

  /** The environment of a function, by what it is for. */
  environmentOf(description: string): Record<string, unknown> {
    const functions = this.template().findResources('AWS::Lambda::Function', {
      Properties: { Description: description },
    });
    return Object.values(functions)[0]!.Properties.Environment.Variables as Record<string, unknown>;
  }

  resolve(value: unknown): unknown {
    return this.stack.resolve(value);
  }
}

export const CALL_HANDLER = 'BYON: answers the events of a call';
export const BRIDGE = 'BYON: tells carriers where a call goes';

export const inClear = { endpoint: SipEndpoint.chime({ requireEncryption: false }) };

export const getAtt = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
