import { NotFoundError } from '../../lambda/core/errors';

export function noSuchAgent(id: string, place: string): NotFoundError {
  return new NotFoundError(
    `The registry of ${place} has no agent ${id}. npx byon agents list shows those that it has.`,
  );
}
