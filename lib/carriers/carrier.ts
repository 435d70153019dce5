import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { CarrierSettings } from '../../lambda/core/carriers/settings';
import { secretNamed } from '../private/secret-named';
import { Admission } from './admission';
import type { BoundCarrier, CarrierBinding } from './bound-carrier';
import { ExotelCarrier, type ExotelCarrierOptions } from './exotel-carrier';
import { SipCarrier, type SipCarrierOptions } from './sip-carrier';
import { TwilioCarrier, type TwilioCarrierOptions } from './twilio-carrier';
import { VobizCarrier, type VobizCarrierOptions } from './vobiz-carrier';

/** Who has the numbers. Credentials lie in a secret and enter no template. */
export class Carrier {
  /** Twilio: numbers are connected and given back by themselves. */
  static twilio(options: TwilioCarrierOptions): Carrier {
    return new Carrier((scope, id, binding) => new TwilioCarrier(scope, id, binding, options));
  }

  /** Vobiz: numbers are connected and given back by themselves, once you made an application in its console. */
  static vobiz(options: VobizCarrierOptions): Carrier {
    return new Carrier((scope, id, binding) => new VobizCarrier(scope, id, binding, options));
  }

  /** Exotel: numbers are connected and given back by themselves, once you made a flow in its console. */
  static exotel(options: ExotelCarrierOptions): Carrier {
    return new Carrier((scope, id, binding) => new ExotelCarrier(scope, id, binding, options));
  }

  /** Any SIP trunk; you lead its calls to the Voice Connector by hand. */
  static sip(options: SipCarrierOptions): Carrier {
    return new Carrier((scope, id, binding) => new SipCarrier(scope, id, binding, options));
  }

  /** A carrier of a config's section `carriers`. */
  static fromSettings(settings: CarrierSettings): Carrier {
    if (settings.type === 'sip') return Carrier.sip(settings);
    return new Carrier((scope, id, binding) => {
      const credentials = secretNamed(scope, `${id}-credentials`, settings.secret);
      return ofSettings(settings, credentials).bind(scope, id, binding);
    });
  }

  private constructor(
    readonly bind: (scope: Construct, id: string, binding: CarrierBinding) => BoundCarrier,
  ) {}
}

function ofSettings(settings: Exclude<CarrierSettings, { type: 'sip' }>, credentials: ISecret): Carrier {
  switch (settings.type) {
    case 'twilio':
      return Carrier.twilio({ ...settings, credentials, admission: admissionOf(settings) });
    case 'vobiz':
      return Carrier.vobiz({ ...settings, credentials, admission: admissionOf(settings) });
    case 'exotel':
      return Carrier.exotel({ ...settings, credentials });
  }
}

function admissionOf({
  admission,
  chimeNumber,
}: Pick<Extract<CarrierSettings, { admission: unknown }>, 'admission' | 'chimeNumber'>): Admission {
  switch (admission) {
    case 'chime-number':
      return Admission.chimeNumber(chimeNumber!);
    case 'stand-in':
      return Admission.standIn();
    case 'trunk':
      return Admission.trunk();
  }
}
