import type { Agent } from '../../lambda/core/agents/agent';
import type { ConfigFile, ProviderSettings } from '../../lambda/core/config';
import type { Fault } from '../../lambda/core/errors';
import type { EndpointSettings } from '../../lambda/core/endpoint/settings';
import type { NumberRecord } from '../../lambda/core/numbers/number';

/** A `byon.config.yaml` without faults. */
export interface Config {
  agents: Agent[];
  numbers: NumberRecord[];
  /** Settings by the name of the provider; a provider without settings is not in it. */
  providers: Record<string, ProviderSettings>;
  /** The endpoint that carriers call. */
  endpoint: EndpointSettings;
  /** Days that call records (`callDays`) and audio (`audioDays`) are kept. */
  retention: ConfigFile['retention'];
  /** What is doubtful but may be right. */
  warnings: Fault[];
}
