import { providerReference } from './provider-reference';

/** The model that answers when the agent's own would be too late. */
export const hasteLlm = providerReference.describe(
  'A faster language model, as provider/model. It is asked, for a short answer, when a third of ' +
    'limits.replySeconds is gone before the reply has begun.',
);
