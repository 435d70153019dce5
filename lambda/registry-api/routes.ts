/** What the API of the registry does, by method and path as API Gateway has them. */
export const ROUTES = {
  'GET /numbers': 'listNumbers',
  'GET /numbers/{number}': 'findNumber',
  'PUT /numbers/{number}': 'putNumber',
  'POST /numbers/{number}/assign': 'assignNumber',
  'POST /numbers/{number}/suspend': 'suspendNumber',
  'POST /numbers/{number}/resume': 'resumeNumber',
  'GET /agents/{id}': 'findAgent',
  'PUT /agents/{id}': 'putAgent',
  'POST /agents/{id}/rollback': 'rollBackAgent',
  'PUT /consents/{number}': 'putConsent',
  'DELETE /consents/{number}': 'revokeConsents',
  'PUT /opt-outs/{number}': 'putOptOut',
} as const;

export type Route = keyof typeof ROUTES;
export type Operation = (typeof ROUTES)[Route];
