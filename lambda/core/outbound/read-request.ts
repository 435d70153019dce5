import type { NumberRecord } from '../numbers/number';
import { InvalidInputError } from '../errors';
import { dialRequest, type DialRequest } from './dial-request';
import type { DialCallPorts, Trunk } from './ports';
import { requestFaults } from './request-faults';

/** A request that names what there is. */
export interface KnownRequest {
  request: DialRequest;
  /** The carrier of the number, by the stack's name of it. */
  carrier: string;
  trunk: Trunk;
}

const { shape } = dialRequest;

/**
 * Reads a request, and looks up what it names.
 *
 * @throws InvalidInputError with every fault.
 */
export async function readRequest(
  value: unknown,
  { directory, carriers }: Pick<DialCallPorts, 'directory' | 'carriers'>,
): Promise<KnownRequest> {
  const { data: request } = dialRequest.safeParse(value);
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const from = shape.from.safeParse(given.from).data;
  const agent = shape.agent.safeParse(given.agent).data;
  const number = from === undefined ? undefined : await directory.findNumber(from);
  const carrier = number?.carrier ?? '';
  const trunk = carriers.get(carrier);
  const faults = requestFaults(value);
  if (from !== undefined && !trunk)
    faults.push({ path: 'from', message: whyNoTrunk(number, [...carriers.keys()]) });
  const speaker = agent ?? number?.agent;
  if (speaker !== undefined && !(await directory.findAgent(speaker))) {
    faults.push({
      path: 'agent',
      message: `there is no agent ${speaker}; npx byon agents list shows those there are`,
    });
  }
  if (trunk && !trunk.detectsMachines && given.detectMachine === true) {
    const message = `must be false: carrier ${carrier} tells nobody whether a machine has answered`;
    faults.push({ path: 'detectMachine', message });
  }
  if (faults.length > 0 || !request || !trunk) throw new InvalidInputError('the call', faults);
  return { request, carrier, trunk };
}

function whyNoTrunk(number: NumberRecord | undefined, carriers: readonly string[]): string {
  if (!number) return 'is no number of this stack; npx byon numbers list shows those there are';
  const dialling = carriers.length === 0 ? 'none' : carriers.join(', ');
  return number.carrier === undefined
    ? 'has no carrier, so nobody can be asked to dial; name its carrier in the config'
    : `is with carrier ${number.carrier}, through which the stack cannot dial; carriers that can: ${dialling}`;
}
