import type { Account } from './account';
import { applicationOperations } from './applications';
import { connectorPartOperations } from './connector-parts';
import { connectorOperations } from './connectors';
import { phoneNumberOperations } from './phone-numbers';
import { ruleOperations } from './rules';
import { tagOperations } from './tags';
import { terminationOperations } from './terminations';

/** The operations that the fake knows. Every other one of the service is refused, above all those that change phone numbers. */
export function operationsOf(account: Account) {
  return {
    ...connectorOperations(account),
    ...terminationOperations(account),
    ...connectorPartOperations(account),
    ...applicationOperations(account),
    ...ruleOperations(account),
    ...tagOperations(account),
    ...phoneNumberOperations(account),
  };
}
export type Operations = ReturnType<typeof operationsOf>;
export type OperationName = keyof Operations;
export type InputOf<O extends OperationName> = Parameters<Operations[O]>[0];
export type OutputOf<O extends OperationName> = ReturnType<Operations[O]>;
