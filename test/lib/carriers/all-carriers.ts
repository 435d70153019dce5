import { Admission, Carrier, SipEndpoint, type ByonProps } from '../../../lib';
import { CarrierStack } from './carrier-stack';

/** A stack with a carrier of every kind, every trunk there is, and numbers at all of them. */
export function allCarriers(props: ByonProps = {}, stack?: CarrierStack['stack']): CarrierStack {
  const endpoint = SipEndpoint.chime({ callsFrom: ['8.8.8.8'] });
  const given = new CarrierStack({ endpoint, ...props }, stack);
  const { byon, agent, credentials } = given;
  const admission = Admission.trunk();
  const flow = { onRequestApproved: true as const, flowId: '4711' };
  const carriers = {
    'twilio-bridge': Carrier.twilio({ credentials, admission: Admission.standIn() }),
    'twilio-trunk': Carrier.twilio({ credentials, admission, outbound: true }),
    'vobiz-bridge': Carrier.vobiz({ credentials, applicationId: '17' }),
    'vobiz-trunk': Carrier.vobiz({ credentials, admission, outbound: true }),
    exotel: Carrier.exotel({ credentials, ...flow }),
    pbx: Carrier.sip({ preset: 'plivo', country: 'IN' }),
  };
  for (const [i, [id, made]] of Object.entries(carriers).entries()) {
    const carrier = byon.addCarrier(id, made);
    byon.addNumber(id.startsWith('twilio') ? `+1415555010${i}` : `+91987654321${i}`, { agent, carrier });
  }
  return given;
}
