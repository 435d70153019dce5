/** Longer than CloudFormation's bucket ever takes. */
const ONE_PUT_MS = 5000;

/** Sends the body to the address. The only port of the answer's delivery. */
export type Put = (url: string, body: string) => Promise<{ status: number }>;

/** The content type is part of the presigned address's signature, and it is empty. */
export const putByFetch: Put = async (url, body) => {
  const { status } = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: Buffer.from(body),
    signal: AbortSignal.timeout(ONE_PUT_MS),
  });
  return { status };
};
