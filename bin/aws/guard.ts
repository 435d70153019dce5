import { ByonError } from '../../lambda/core/errors';
import { toTrouble } from './trouble';

/** The calls that a program makes, each with the permission that it needs, by `<client>/<command>`. */
export type AllowedCalls = Readonly<Record<string, string>>;

/** The part of an SDK client that a guard needs; commands differ, this does not. */
interface Guardable {
  middlewareStack: {
    add(
      middleware: (next: Next, context: { clientName?: string; commandName?: string }) => Next,
      options: { step: 'initialize'; priority: 'high'; name: string },
    ): void;
  };
}
// The SDK's own types differ by command and cannot be named for all of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Next = (args: any) => Promise<any>;

/** A call that is not allowed was about to be made. It never left the process. */
export class CallNotAllowedError extends ByonError {
  override readonly name = 'CallNotAllowedError';
}

/**
 * Lets a client make the allowed calls only, and turns AWS's refusals into `AwsTrouble`.
 *
 * @returns the same client.
 */
export function guard<Client>(client: Client & Guardable, allowed: AllowedCalls): Client {
  const watch = (next: Next, { clientName, commandName }: { clientName?: string; commandName?: string }) => {
    const call = `${clientName}/${commandName}`;
    const permission = Object.hasOwn(allowed, call) ? allowed[call] : undefined;
    return async (args: unknown): Promise<unknown> => {
      if (permission === undefined) throw new CallNotAllowedError(`${call} is not among the allowed calls`);
      try {
        return await next(args);
      } catch (error) {
        // That a condition does not hold is an answer, no refusal.
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') throw error;
        throw toTrouble(error, permission);
      }
    };
  };
  client.middlewareStack.add(watch, { step: 'initialize', priority: 'high', name: 'byonGuard' });
  return client;
}
