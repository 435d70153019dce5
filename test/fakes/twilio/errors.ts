/** An answer of Twilio's that is an error. */
export class TwilioFault extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** 20001 stands wherever Twilio's own number for a bad request is not known. */
export const badRequest = (message: string, code = 20001) => new TwilioFault(400, code, message);
export const notFound = (what: string) =>
  new TwilioFault(404, 20404, `The requested resource ${what} was not found`);
export const unauthorised = () => new TwilioFault(401, 20003, 'Authenticate');
export const tooMany = () => new TwilioFault(429, 20429, 'Too Many Requests');
