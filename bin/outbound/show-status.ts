import { ByonError } from '../../lambda/core/errors';
import type { OutboundStatus } from '../../lambda/core/outbound/outbound-status';
import { invokeDialFunction, type StackOptions } from '../dial/dial-function';
import { columnsOf, type Output } from '../registry/output';

export interface StatusOptions extends StackOptions {
  json: boolean;
}

/** Tells how things stand with the calls that a stack makes: stopped or not, the day's calls and money, its trunks. */
export async function showStatus(
  { json, ...options }: StatusOptions,
  output: Output = process.stdout,
): Promise<void> {
  const { body } = await invokeDialFunction<OutboundStatus>(options, { action: 'status' });
  if ('error' in body) throw new ByonError(`How it stands is not known: ${body.message}.`);
  output.write(json ? `${JSON.stringify(body)}\n` : `${inWords(body, options.stack).join('\n')}\n`);
}

function inWords(
  { stopped, day, calls, callsPerDay, spending, carriers }: OutboundStatus,
  stack: string,
): string[] {
  const rows = [
    ['calls today', `${calls} of ${callsPerDay}`],
    ...(spending
      ? [
          [
            'money today',
            `${spending.spent} of ${spending.perDay}, of which ${spending.held} is held for calls`,
          ],
        ]
      : []),
    ...Object.entries(carriers).map(([id, trunk]) => [
      id,
      `${trunk.calls} of ${trunk.callsAtOnce} calls at once`,
    ]),
  ];
  return [
    stopped
      ? `Stack ${stack} makes no calls since ${new Date(stopped.stoppedAt).toISOString()}: ${stopped.reason}`
      : `Stack ${stack} makes calls.`,
    ...columnsOf(rows).map((line) => `  ${line}`),
    `Today is ${day} (UTC).`,
    ...(stopped ? ['Next: npx byon outbound resume lets it go on.'] : []),
  ];
}
