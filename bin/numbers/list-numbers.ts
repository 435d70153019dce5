import type { NumberFilter } from '../../lambda/adapters/dynamodb/registry-listing';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import type { Output } from '../registry/output';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';

export interface ListNumbersOptions extends RegistryOptions, NumberFilter {
  /** One JSON object a line. */
  json: boolean;
}

/** The longest number in E.164 has 16 characters. */
const NUMBER_WIDTH = 16;
const AGENT_WIDTH = 32;
const STATUS_WIDTH = 'suspended'.length;

/** Prints the numbers as they are read, so that it makes no difference how many there are. */
export async function listNumbers(
  { agent, carrier, status, json, ...options }: ListNumbersOptions,
  output: Output = process.stdout,
): Promise<void> {
  await withRegistry(options, async ({ listing }) => {
    let count = 0;
    for await (const record of listing.numbers({ agent, carrier, status })) {
      output.write(`${json ? JSON.stringify(record) : lineOf(record)}\n`);
      count += 1;
    }
    if (!json) output.write(`${count === 1 ? 'one number' : `${count} numbers`}\n`);
  });
}

function lineOf({ number, agent, agentVersion, status, carrier }: NumberRecord): string {
  const answering = agentVersion === undefined ? agent : `${agent}@${agentVersion}`;
  return [
    number.padEnd(NUMBER_WIDTH),
    answering.padEnd(AGENT_WIDTH),
    status.padEnd(STATUS_WIDTH),
    carrier ?? 'led here by hand',
  ].join('  ');
}
