import { CarrierError } from '../../lambda/adapters/carriers/carrier-error';
import { ByonError } from '../../lambda/core/errors';
import type { NativeSettings } from './native-carriers';

export type CarrierTroubleKind = 'secret' | 'credentials' | 'unanswered';

/** A carrier's numbers could not be read. The message says why in plain words, and holds nothing of the secret. */
export class CarrierTrouble extends ByonError {
  override readonly name = 'CarrierTrouble';

  constructor(
    readonly kind: CarrierTroubleKind,
    message: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Asks a carrier, and turns its refusals into `CarrierTrouble`. @param where the credentials lie, as in `secret a`. */
export async function asked<T>(
  { type }: Pick<NativeSettings, 'type'>,
  where: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (error.status === 401 || error.status === 403) {
      const message = `${type} does not accept the credentials in ${where} (${error.status})`;
      const next = `put credentials that are valid at ${type} into ${where}, as docs/carriers/${type}.md says`;
      throw new CarrierTrouble('credentials', message, next, { cause: error });
    }
    const next = 'look at the network and at the status page of the carrier, then run this once more';
    throw new CarrierTrouble('unanswered', error.message, next, { cause: error });
  }
}
