import { STAND_IN_NUMBER, type AdmissionStrategy } from '../../core/carriers/admission';

/** The Voice Connector that carriers are told to dial. */
export interface SipTarget {
  /** Its outbound host name. */
  host: string;
  /** TLS and SRTP, because the connector takes nothing else. */
  isEncrypted: boolean;
  admission: BridgedAdmission;
}

/** How a call gets in where a program of ours tells the carrier what to dial. */
export type BridgedAdmission =
  | { type: Extract<AdmissionStrategy, 'chime-number'>; callerId: string }
  | { type: Extract<AdmissionStrategy, 'stand-in'> };

/** How long the endpoint, or a human, may ring before the caller hears that nobody is there. */
export const RING_SECONDS = 20;

/** Who stands in the Request-URI for the company's number. */
export function userFor(number: string, { type }: BridgedAdmission): string {
  return type === 'stand-in' ? STAND_IN_NUMBER : number;
}
