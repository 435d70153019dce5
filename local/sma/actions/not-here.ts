import { ActionFailed } from '../stage';

/** Fails an action that needs a service which a laptop does not have. */
export function notHere(what: string): () => Promise<never> {
  return async () => {
    throw new ActionFailed('SystemException', `${what}; this needs AWS`);
  };
}
