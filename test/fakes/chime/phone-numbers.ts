import type * as api from '@aws-sdk/client-chime-sdk-voice';
import type { Account, Checked } from './account';
import { notFound } from './errors';

/** The one thing that may be done with a phone number: to look at it. */
export function phoneNumberOperations(account: Account) {
  return {
    GetPhoneNumber({ PhoneNumberId }: Checked<api.GetPhoneNumberRequest>) {
      const PhoneNumber = account.inventory.get(PhoneNumberId);
      if (PhoneNumber === undefined) throw notFound('PhoneNumber', PhoneNumberId);
      return { PhoneNumber };
    },
  };
}
