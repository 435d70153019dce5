import type { Agent } from '../../lambda/core/agents/agent';
import type { CarrierSettings } from '../../lambda/core/carriers/settings';
import type { ConfigFile, ProviderSettings } from '../../lambda/core/config';
import type { Fault } from '../../lambda/core/errors';
import type { EndpointSettings } from '../../lambda/core/endpoint/settings';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import type { OutboundSettings } from '../../lambda/core/outbound/settings';

/** A number as it is registered, and what its deployment is asked besides. */
export interface ConfiguredNumber extends NumberRecord {
  /** Only where it is true: take the number from where its calls go now. */
  takeover?: boolean;
}

/** A `byon.config.yaml` without faults. */
export interface Config {
  agents: Agent[];
  numbers: ConfiguredNumber[];
  /** The indices of the agents' knowledge, as JSON, by the hashes that the agents name. */
  knowledge: Record<string, string>;
  /** Settings by the name of the carrier. */
  carriers: Record<string, CarrierSettings>;
  /** Settings by the name of the provider; a provider without settings is not in it. */
  providers: Record<string, ProviderSettings>;
  /** The endpoint that carriers call. */
  endpoint: EndpointSettings;
  /** Calls that the stack makes. Left out: none. */
  outbound?: OutboundSettings;
  /** true: a bucket takes files with the results of scrubs. */
  scrubFeed?: boolean;
  /** true: the registry has an HTTP API. */
  registryApi?: boolean;
  /** Days that call records (`callDays`) and audio (`audioDays`) are kept. */
  retention: ConfigFile['retention'];
  /** What is doubtful but may be right. */
  warnings: Fault[];
}
