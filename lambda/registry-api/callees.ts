import { consentOf, faultOfCapture, revokeConsents as revoke } from '../core/compliance/consent-input';
import { InvalidInputError } from '../core/errors';
import { refusal, type Answer } from './answer';
import type { RegistryApiPorts } from './ports';
import { demand, numberIn, type ApiRequest } from './request';
import { revocationQuery, SCHEMAS } from './schemas';

/** The same id is the same consent: to ask again changes nothing. */
export async function putConsent(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const input = demand(SCHEMAS.ConsentInput, request.body);
  const fault = faultOfCapture(input, ports.clock.now());
  if (fault !== undefined) {
    throw new InvalidInputError('the consent', [{ path: 'capturedAt', message: fault }]);
  }
  const record = consentOf(input, await ports.callees.of(numberIn(request)));
  if (!(await ports.consents.save(record))) {
    const message = 'this consent was revoked, and stays so; note a new one under an id of its own';
    return refusal(409, { error: 'revoked', message });
  }
  const { callee: _, ...told } = record;
  return { status: 200, body: told };
}

export async function revokeConsents(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const { id } = demand(revocationQuery, request.query, 'the query');
  const callee = await ports.callees.of(numberIn(request));
  const revoked = await revoke({ callee, id, at: ports.clock.now() }, ports.consents);
  return { status: 200, body: { revoked } };
}

/** It holds from the next dial on, and for ever: the first record stays. */
export async function putOptOut(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  demand(SCHEMAS.Nothing, request.body);
  const callee = await ports.callees.of(numberIn(request));
  const by = request.by === undefined ? {} : { by: request.by };
  await ports.optOuts.add({ callee, at: ports.clock.now(), via: 'operator', ...by });
  const { callee: _, ...told } = (await ports.optOuts.find(callee))!;
  return { status: 200, body: told };
}
