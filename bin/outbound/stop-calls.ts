import { DynamoOutboundSwitch } from '../../lambda/adapters/dynamodb/outbound-stores';
import { InvalidInputError } from '../../lambda/core/errors';
import { stop } from '../../lambda/core/outbound/guards';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';

export interface StopOptions extends RegistryOptions {
  /** Kept, and told to whoever asks for a call. */
  reason: string;
}

/** Stops all calls that the stack makes, at once. @throws InvalidInputError for a faulty reason. */
export async function stopCalls(
  { reason, ...options }: StopOptions,
  output: Output = process.stdout,
): Promise<void> {
  if (!stop.shape.reason.safeParse(reason).success) {
    const message = `must have 1 to 500 characters; it has ${reason.length}`;
    throw new InvalidInputError('--reason', [{ path: '', message }]);
  }
  await withRegistry(options, async ({ client, table, clock }) => {
    const isNew = await new DynamoOutboundSwitch({ client, table }).stop({ stoppedAt: clock.now(), reason });
    output.write(
      isNew
        ? `Stack ${options.stack} makes no calls from now on. Those that go on are not ended. npx byon outbound resume lets it go on.\n`
        : `Stack ${options.stack} was stopped already; the first reason stays.\n`,
    );
  });
}

/** Lets the stack make calls again. */
export async function resumeCalls(options: RegistryOptions, output: Output = process.stdout): Promise<void> {
  await withRegistry(options, async ({ client, table }) => {
    const was = await new DynamoOutboundSwitch({ client, table }).resume();
    output.write(
      was ? `Stack ${options.stack} makes calls again.\n` : `Stack ${options.stack} was not stopped.\n`,
    );
  });
}
