/** The addresses that a Voice Connector has. */
export enum NetworkType {
  /** IPv4. Every known carrier has it. */
  IPV4_ONLY = 'IPV4_ONLY',
  /** IPv4 and IPv6. */
  DUAL_STACK = 'DUAL_STACK',
}
