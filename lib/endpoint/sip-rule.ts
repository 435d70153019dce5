import { Resource, Token, type IResource, type RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { resourceName, sipHost } from '../../lambda/core/endpoint/settings';
import { e164 } from '../../lambda/core/numbers/e164';
import type { Finding } from '../../lambda/core/checks/finding';
import { ChimeResource } from './chime-resource';
import { defaultName } from './default-name';
import { demandNone, shapeOf } from './input-check';
import type { ISipMediaApplication } from './sip-media-application';
import type { IVoiceConnector } from './voice-connector';

/** Which calls a rule takes. */
export class SipTrigger {
  /**
   * All calls to a host name.
   *
   * @param host a Voice Connector, or the host name of one.
   */
  static requestUriHostname(host: string | IVoiceConnector): SipTrigger {
    const value = typeof host === 'string' ? host : host.outboundHostName;
    return new SipTrigger('RequestUriHostname', value, shapeOf(['trigger'], sipHost, value));
  }

  /**
   * Calls to one number of Amazon Chime's inventory.
   *
   * @param number in E.164, as in `+14155550100`.
   */
  static toPhoneNumber(number: string): SipTrigger {
    return new SipTrigger('ToPhoneNumber', number, shapeOf(['trigger'], e164, number));
  }

  private constructor(
    readonly type: 'RequestUriHostname' | 'ToPhoneNumber',
    readonly value: string,
    readonly faults: readonly Finding[],
  ) {}
}

export interface SipRuleTarget {
  readonly application: ISipMediaApplication;
  /**
   * 1 goes first.
   *
   * @default - the place in the list
   */
  readonly priority?: number;
}

/** What other constructs need to point to a SIP rule. */
export interface SipRuleRef {
  readonly sipRuleId: string;
}

/** Brings calls to SIP media applications. */
export interface ISipRule extends IResource {
  readonly ref: SipRuleRef;
}

export interface SipRuleProps {
  /** Which calls. A changed trigger makes a new rule. */
  readonly trigger: SipTrigger;
  /** Where they go: 1 to 25 applications, each in a region of its own; the next answers where one cannot. */
  readonly targets: SipRuleTarget[];
  /**
   * 1 to 240 letters, digits, spaces, underscores, dots or hyphens. Rules belong to the whole account, so the name
   * is given an ending that tells stack and trigger.
   *
   * @default - made from the names of stack and construct
   */
  readonly sipRuleName?: string;
  /**
   * Takes no calls.
   *
   * @default false
   */
  readonly disabled?: boolean;
  /**
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Brings the calls to a host name, or to a number of Amazon Chime's, to SIP media applications. */
export class SipRule extends Resource implements ISipRule {
  readonly ref: SipRuleRef;
  readonly resource: ChimeResource<'Custom::ByonSipRule'>;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: SipRuleProps) {
    super(scope, id);
    demandNone(`SIP rule ${this.node.path}`, faultsOfSipRule(props));
    const { trigger, targets } = props;
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonSipRule',
      properties: {
        Name: props.sipRuleName ?? defaultName(this),
        TriggerType: trigger.type,
        TriggerValue: trigger.value,
        TargetApplications: targets.map(({ application, priority }, i) => ({
          SipMediaApplicationId: application.ref.sipMediaApplicationId,
          Priority: priority ?? i + 1,
          AwsRegion: application.region,
        })),
        Disabled: props.disabled ?? false,
      },
      actions: ['CreateSipRule', 'DeleteSipRule', 'GetSipRule', 'ListSipRules', 'UpdateSipRule'],
      removalPolicy: props.removalPolicy,
    });
    // No call before the applications may call their functions.
    this.resource.node.addDependency(...targets.map(({ application }) => application));
    this.ref = { sipRuleId: this.resource.getAttString('SipRuleId') };
  }
}

/** Every fault of the properties, as far as they are known at synth. */
function faultsOfSipRule({ trigger, targets, sipRuleName }: SipRuleProps): Finding[] {
  const priorities = targets.map(({ priority }, i) => priority ?? i + 1);
  const regions = targets.map(({ application }) => application.region);
  return [
    ...trigger.faults,
    ...shapeOf(['sipRuleName'], resourceName, sipRuleName),
    ...shapeOf(['targets'], z.array(z.unknown()).min(1).max(25), targets),
    ...targets.flatMap(({ priority }, i) => shapeOf(['targets', i, 'priority'], z.int().min(1), priority)),
    ...repeated(priorities).map((i) => ({
      path: ['targets', i, 'priority'],
      message: `${priorities[i]} belongs to another target already; give each its own`,
    })),
    ...repeated(regions).map((i) => ({
      path: ['targets', i, 'application'],
      message: `is in ${nameOf(regions[i]!)} like another target; a rule takes one application of each region`,
    })),
  ];
}

/** The places of values that have stood before. */
function repeated(values: readonly unknown[]): number[] {
  return [...values.keys()].filter((i) => values.indexOf(values[i]) < i);
}

function nameOf(region: string): string {
  return Token.isUnresolved(region) ? 'the region of the stack' : region;
}
