import { Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as z from 'zod';
import { originationRoute } from '../../lambda/core/endpoint/settings';
import { faultsOfRoutes } from '../config/checks/endpoint';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { ChimeResource } from './chime-resource';
import { SIP_PORTS } from './chime-regions';
import { demandNone, known, shapeOf } from './input-check';
import type { IVoiceConnector } from './voice-connector';

export interface OriginationRoute {
  /** Domain name or public IPv4 address of the SIP host. */
  readonly host: string;
  /**
   * 0 to 65535.
   *
   * @default - 5061 where the connector is encrypted, otherwise 5060
   */
  readonly port?: number;
  /**
   * An encrypted connector takes TCP only.
   *
   * @default TCP
   */
  readonly protocol?: 'TCP' | 'UDP';
  /**
   * 1 to 100; 1 goes first.
   *
   * @default 1
   */
  readonly priority?: number;
  /**
   * Share of the calls among routes of one priority, 1 to 100.
   *
   * @default 1
   */
  readonly weight?: number;
}

export interface OriginationProps {
  readonly voiceConnector: IVoiceConnector;
  /** 1 to 20. */
  readonly routes: OriginationRoute[];
  /**
   * Calls no host and keeps the settings.
   *
   * @default false
   */
  readonly disabled?: boolean;
  /**
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The SIP hosts that a Voice Connector may call. Amazon Chime calls this origination, because from the host's side
 * the call begins here.
 */
export class Origination extends Construct {
  readonly resource: ChimeResource<'Custom::ByonOrigination'>;

  private readonly routes: OriginationRoute[] = [];
  private readonly requireEncryption: boolean;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: OriginationProps) {
    super(scope, id);
    const { voiceConnector, routes, disabled = false, removalPolicy } = props;
    this.requireEncryption = voiceConnector.requireEncryption;
    this.addRoutes(routes);
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonOrigination',
      properties: {
        VoiceConnectorId: voiceConnector.ref.voiceConnectorId,
        Routes: Lazy.any({ produce: () => this.inWordsOfChime() }) as unknown as [],
        Disabled: disabled,
      },
      actions: [
        'DeleteVoiceConnectorOrigination',
        'GetVoiceConnectorOrigination',
        'PutVoiceConnectorOrigination',
      ],
      removalPolicy,
    });
  }

  /**
   * Lets the connector call more hosts, at any time before the app is synthesised.
   *
   * @throws InvalidInputError with every fault of all routes.
   */
  addRoutes(routes: readonly OriginationRoute[]): void {
    const all = [...this.routes, ...routes];
    const faults = faultsOfOrigination(all, this.requireEncryption);
    demandNone(`origination ${this.node.path}`, under(['routes'], faults));
    this.routes.push(...routes);
  }

  private inWordsOfChime() {
    const port = this.requireEncryption ? SIP_PORTS.tls : SIP_PORTS.tcp;
    return this.routes.map((route) => ({
      Host: route.host,
      Port: route.port ?? port,
      Protocol: route.protocol ?? 'TCP',
      Priority: route.priority ?? 1,
      Weight: route.weight ?? 1,
    }));
  }
}

/** Every fault of the routes, each by its place in the list. */
export function faultsOfOrigination(
  routes: readonly OriginationRoute[],
  requireEncryption: boolean,
): Finding[] {
  const properties = originationRoute.shape;
  return [
    ...shapeOf([], z.array(z.unknown()).min(1).max(20), routes),
    ...routes.flatMap((route, i) =>
      Object.entries(properties).flatMap(([name, schema]) =>
        shapeOf([i, name], schema, route[name as keyof OriginationRoute]),
      ),
    ),
    ...faultsOfRoutes(
      routes.map(({ host, protocol }) => ({ host: known(host), protocol: known(protocol) })),
      requireEncryption,
    ),
  ];
}
