import { DynamoOptOuts } from '../../lambda/adapters/dynamodb/opt-out-store';
import type { OptOutRecord } from '../../lambda/core/calls/opt-out';
import { numberArgument } from '../numbers/number-argument';
import type { RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { withCallees } from './open-callees';

/** Notes for ever that a number is not to be called. */
export async function addOptOut(
  text: string,
  options: RegistryOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  await withCallees(options, async (registry) => {
    const optOuts = new DynamoOptOuts(registry);
    const callee = await registry.callees.of(number);
    const before = await optOuts.find(callee);
    const { by } = registry;
    await optOuts.add({ callee, at: registry.clock.now(), via: 'operator', ...(by !== undefined && { by }) });
    output.write(
      before
        ? `${number} has opted out already: ${inWords(before)}. The first record stays.\n`
        : `${number} is not called any more, from the next dial on, and for ever.\n`,
    );
  });
}

/**
 * Tells whether a number has opted out.
 *
 * @returns 0 where it has, else 1.
 */
export async function showOptOut(
  text: string,
  options: RegistryOptions,
  output: Output = process.stdout,
): Promise<number> {
  const number = numberArgument(text);
  return withCallees(options, async (registry) => {
    const found = await new DynamoOptOuts(registry).find(await registry.callees.of(number));
    output.write(`${number} has ${found ? `opted out: ${inWords(found)}` : 'not opted out'}.\n`);
    return found ? 0 : 1;
  });
}

function inWords({ at, via, agent, callId, by }: OptOutRecord): string {
  const how = { voice: 'said so', key: 'pressed the key', operator: 'noted by hand' }[via];
  const where = [agent && `agent ${agent}`, callId && `call ${callId}`, by && `by ${by}`].filter(Boolean);
  return [new Date(at).toISOString(), how, ...where].join(', ');
}
