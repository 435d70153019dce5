import type { ResourceKind } from '../../../lambda/custom-resource/resource-kind';
import type { Services } from '../../../lambda/provision-carrier/services';
import type { Properties } from '../custom-resource/cloudformation';
import type { Account, Carrier } from './carrier-life';

/**
 * What a stack may say of its trunk: `changed` has other settings, `readdressed` another address, `bare` no way in
 * either direction, and `moved` is in the other account.
 */
export type Wish = 'first' | 'changed' | 'readdressed' | 'bare' | 'moved';

export const HOST = 'abc.voiceconnector.chime.aws';

/** One kind of trunk, and two accounts at its carrier in which others have trunks too. */
export interface TrunkWorld<Fake extends Carrier = Carrier> {
  readonly accounts: readonly [Account<Fake>, Account<Fake>];
  /** By ARN, besides those of the accounts. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Ids of all that others have. */
  readonly foreign: readonly string[];
  readonly type: string;
  kind(services: Services): ResourceKind<unknown>;
  readonly wishes: Readonly<Partial<Record<Wish, Properties>>> & { readonly first: Properties };
  /** What is not of others, without ids. */
  ours(fake: Fake): unknown;
  /** What is to be there for a wish, in the account that it names. */
  expected(wish: Properties): unknown;
  /** What is to be there for none. */
  readonly nothing: unknown;
}
