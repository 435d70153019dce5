/** Far more than a page of a thousand numbers. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/** The JSON of an answer; `json: undefined` for an empty one. Reads no more than is bearable. */
export async function bodyOf(response: Response): Promise<{ json: unknown } | { unusable: string }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.length;
    if (size > LARGEST_ANSWER) {
      await reader?.cancel();
      return { unusable: `it is larger than ${LARGEST_ANSWER} bytes` };
    }
    chunks.push(chunk);
  }
  if (size === 0) return { json: undefined };
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch {
    return { unusable: 'it is not JSON' };
  }
}
