import { NotFoundError } from '../../lambda/core/errors';

export function noSuchAgent(id: string, stack: string): NotFoundError {
  return new NotFoundError(
    `The registry of stack ${stack} has no agent ${id}. npx byon agents list shows those that it has.`,
  );
}
