import { Fn, Token } from 'aws-cdk-lib';
import type { IVoiceConnector } from '../endpoint/voice-connector';

/** The transport that we have carriers call a connector with; without encryption it would take UDP as well. */
export function transportFor({ requireEncryption }: IVoiceConnector): 'tls' | 'tcp' {
  return requireEncryption ? 'tls' : 'tcp';
}

/** As in `….voiceconnector.chime.aws:5061`. */
export function hostAndPortOf({ outboundHostName, sipPort }: IVoiceConnector): string {
  return `${outboundHostName}:${sipPort}`;
}

/** As in `sip:….voiceconnector.chime.aws;transport=tls`; the port is that of the transport. */
export function sipUriFor(connector: IVoiceConnector): string {
  return `sip:${connector.outboundHostName};transport=${transportFor(connector)}`;
}

/** Where a connector calls from. */
export function signallingRangesFor({ signallingRanges }: IVoiceConnector): string[] {
  return Token.isUnresolved(signallingRanges)
    ? Fn.split(', ', signallingRanges)
    : signallingRanges.split(', ');
}
