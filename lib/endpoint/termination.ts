import { Annotations, Fn, Lazy, Token, type RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as z from 'zod';
import { callsPerSecond, country } from '../../lambda/core/endpoint/settings';
import { e164 } from '../../lambda/core/numbers/e164';
import { resolveCallsFrom } from '../carriers/calls-from';
import { NOBODY_CALLS, warningsOfRate } from '../config/checks/endpoint';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { secretIdOf } from '../private/secret-id';
import { ChimeProvisioner } from './chime-provisioner';
import { ChimeResource } from './chime-resource';
import { demandNone, known, knownOf, shapeOf, shapesOf } from './input-check';
import type { TerminationCredentials } from './termination-credentials';
import type { IVoiceConnector } from './voice-connector';

export interface TerminationOptions {
  /**
   * Who may call: carriers by name (`twilio`, `vobiz`) or public IPv4 addresses and ranges of signalling, as in
   * `54.172.60.0/30`. Ranges wider than /27 are split, since a connector takes /27 to /32.
   */
  readonly callsFrom: string[];
  /**
   * Countries of the numbers that carriers may dial here (ISO 3166), as in `US`. Keep `US` in it when a carrier
   * dials the stand-in number +1 703 555 0122.
   *
   * @default ['US']
   */
  readonly callingRegions?: string[];
  /**
   * New calls a second. More than 1 needs a higher quota of the account.
   *
   * @default 1
   */
  readonly callsPerSecond?: number;
  /**
   * Caller ID override (`DefaultPhoneNumber`): a number of Amazon Chime's inventory, in E.164.
   *
   * @default - callers keep their own number
   */
  readonly callerId?: string;
  /**
   * What carriers must sign in with. Few carriers can.
   *
   * @default - the address alone lets a carrier in
   */
  readonly credentials?: TerminationCredentials;
  /**
   * Refuses all calls and keeps the settings.
   *
   * @default false
   */
  readonly disabled?: boolean;
}

export interface TerminationProps extends TerminationOptions {
  readonly voiceConnector: IVoiceConnector;
  /**
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Who may call a Voice Connector. Amazon Chime calls this termination, because from the carrier's side the call
 * ends here. It allows addresses, which many customers of a carrier share: an address proves the carrier, not you.
 */
export class Termination extends Construct {
  readonly resource: ChimeResource<'Custom::ByonTermination'>;
  /** Where `credentials` are given. */
  readonly credentials?: ChimeResource<'Custom::ByonTerminationCredentials'>;

  private readonly callsFrom: string[];
  private readonly moreCallers: string[] = [];

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: TerminationProps) {
    super(scope, id);
    demandNone(`termination ${this.node.path}`, faultsOfTermination(props));
    const { callsFrom, voiceConnector, removalPolicy } = props;
    this.callsFrom = callsFrom;
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonTermination',
      properties: {
        VoiceConnectorId: voiceConnector.ref.voiceConnectorId,
        CpsLimit: props.callsPerSecond ?? 1,
        CallingRegions: props.callingRegions ?? ['US'],
        CidrAllowedList: Lazy.list({ produce: () => this.allowedRanges }),
        DefaultPhoneNumber: props.callerId,
        Disabled: props.disabled ?? false,
      },
      actions: [
        'DeleteVoiceConnectorTermination',
        'GetVoiceConnectorTermination',
        'PutVoiceConnectorTermination',
      ],
      removalPolicy,
    });
    if (props.credentials) this.credentials = this.demand(props.credentials, props);
    this.warnOfSplits(callsFrom);
    this.warnOfRate(props);
  }

  /** The public IPv4 ranges that may call, /27 to /32. */
  get allowedRanges(): string[] {
    if (!Token.isUnresolved(this.callsFrom)) return rangesOf([...this.callsFrom, ...this.moreCallers]);
    if (this.moreCallers.length === 0) return this.callsFrom;
    return Fn.split(',', [Fn.join(',', this.callsFrom), ...rangesOf(this.moreCallers)].join(','));
  }

  /**
   * Lets more call, at any time before the app is synthesised.
   *
   * @param callsFrom as in {@link TerminationOptions}.
   * @throws InvalidInputError with every entry that cannot call.
   */
  allowCallsFrom(callsFrom: string[]): void {
    demandNone(`termination ${this.node.path}`, faultsOfTermination({ callsFrom }));
    this.moreCallers.push(...callsFrom);
    this.warnOfSplits(callsFrom);
  }

  private demand(
    credentials: TerminationCredentials,
    { voiceConnector, removalPolicy }: TerminationProps,
  ): ChimeResource<'Custom::ByonTerminationCredentials'> {
    const secret = credentials.bind(this, 'Secret');
    secret.grantRead(ChimeProvisioner.of(this).role);
    const resource = new ChimeResource(this, 'Credentials', {
      type: 'Custom::ByonTerminationCredentials',
      properties: {
        VoiceConnectorId: voiceConnector.ref.voiceConnectorId,
        SecretArn: secretIdOf(secret),
        Revision: credentials.revision,
      },
      actions: [
        'DeleteVoiceConnectorTerminationCredentials',
        'GetVoiceConnector',
        'ListTagsForResource',
        'ListVoiceConnectorTerminationCredentials',
        'PutVoiceConnectorTerminationCredentials',
      ],
      removalPolicy,
    });
    // A connector without termination takes no credentials.
    resource.node.addDependency(this.resource);
    return resource;
  }

  private warnOfSplits(callsFrom: string[]): void {
    for (const { path, message } of resolveCallsFrom(knownOf(callsFrom)).splits) {
      Annotations.of(this).addWarningV2(`byon-cdk:calls-from-split-${path[0]}`, message);
    }
  }

  private warnOfRate({ callsPerSecond }: TerminationOptions): void {
    for (const { message } of warningsOfRate(known(callsPerSecond) ?? 1)) {
      Annotations.of(this).addWarningV2('byon-cdk:calls-per-second', message);
    }
  }
}

/** Every fault of the properties, as far as they are known at synth. */
export function faultsOfTermination(options: TerminationOptions): Finding[] {
  const { callsFrom, callingRegions } = options;
  return [
    ...(callsFrom.length === 0 ? [{ path: ['callsFrom'], message: NOBODY_CALLS }] : []),
    ...under(['callsFrom'], resolveCallsFrom(knownOf(callsFrom)).faults),
    ...shapeOf(['callingRegions'], z.array(z.unknown()).min(1), callingRegions),
    ...shapesOf(['callingRegions'], country, callingRegions),
    ...shapeOf(['callsPerSecond'], callsPerSecond, options.callsPerSecond),
    ...shapeOf(['callerId'], e164, options.callerId),
  ];
}

/** What is known only at deployment has to be a range of the right size by itself. */
function rangesOf(callsFrom: readonly string[]): string[] {
  const unknown = callsFrom.filter((entry) => known(entry) === undefined);
  return [...resolveCallsFrom(knownOf(callsFrom)).cidrs, ...unknown];
}
