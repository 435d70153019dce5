import type { AdmissionStrategy } from '../../lambda/core/carriers/admission';

/**
 * How a carrier's calls get past a Voice Connector, which answers `403 Caller Id … is not valid` to a bare trunk's
 * INVITE: From a stranger, To a number that Amazon Chime doesn't know.
 */
export class Admission {
  /**
   * The bridge answers the carrier's webhook, and the call shows a number of Amazon Chime's inventory as its caller;
   * who really calls goes into a header. Evidence: AWS's own sample for Twilio, `aws-samples/chimesdk-sip-voicebot`
   * (2024), and the fix in `aws-samples/amazon-chime-pstn-audio-with-amazon-lex` #340 (2023). Needs one Chime
   * number. Not verified for Vobiz, which lets only its own numbers be shown.
   *
   * @param number of Amazon Chime's inventory, in E.164.
   */
  static chimeNumber(number: string): Admission {
    return new Admission('chime-number', number);
  }

  /**
   * The bridge answers the carrier's webhook, and the call goes to AWS's number +1 703 555 0122; the called number
   * goes into a header. Evidence: three projects of docwho2 (to 2026) with Elastic SIP trunks and Asterisk; nobody
   * has shown it for a webhook's answer, and AWS documents the number for meetings only. Needs nothing.
   */
  static standIn(): Admission {
    return new Admission('stand-in');
  }

  /**
   * The carrier's trunk calls the connector by itself. Somebody has to make it send +1 703 555 0122 as the called
   * number (evidence as for `standIn`: Twilio's console does so by Header Manipulation), or to set the connector's
   * caller ID override, which nobody has shown to work.
   */
  static trunk(): Admission {
    return new Admission('trunk');
  }

  private constructor(
    readonly strategy: AdmissionStrategy,
    /** Only with `chimeNumber`. */
    readonly number?: string,
  ) {}
}
