import { InvalidInputError, NotFoundError } from '../../lambda/core/errors';
import { e164 } from '../../lambda/core/numbers/e164';

/** @throws InvalidInputError for what is no number in E.164. */
export function numberArgument(text: string): string {
  const { success, error } = e164.safeParse(text);
  if (success) return text;
  throw new InvalidInputError('NUMBER', [
    { path: '', message: `${error.issues[0]!.message}; it is ${text}` },
  ]);
}

export function noSuchNumber(number: string, place: string): NotFoundError {
  return new NotFoundError(
    `The registry of ${place} has no number ${number}. npx byon numbers list shows those that it has.`,
  );
}
