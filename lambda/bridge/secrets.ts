import * as z from 'zod';
import { jsonSecret } from '../adapters/carriers/json-secret';

/** `{"authToken": "…"}`, among what else the carrier's secret holds. Carriers sign with no other key. */
export const authToken = jsonSecret(z.object({ authToken: z.string().trim().min(16) })).transform(
  (secret) => secret.authToken,
);
