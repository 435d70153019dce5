export interface Answer {
  status: number;
  type: string;
  text: string;
  /** For the header that names an error in REST services. */
  error?: string;
}

/** In the dialect of STS and CloudFormation. */
export function queryRefusal(code: string, message = 'refused by the fake'): Answer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status: 400, type: 'text/xml', text: `<ErrorResponse>${error}</ErrorResponse>` };
}

/** In the dialect of Service Quotas. */
export function jsonRefusal(code: string): Answer {
  const text = JSON.stringify({ __type: code, message: 'refused by the fake' });
  return { status: 400, type: 'application/x-amz-json-1.1', text };
}

/** In the dialect of Lambda. */
export function restRefusal(code: string): Answer {
  const text = JSON.stringify({ message: 'refused by the fake' });
  return { status: 403, type: 'application/json', text, error: code };
}
