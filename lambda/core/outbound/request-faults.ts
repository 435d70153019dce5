import type * as z from 'zod';
import type { Fault } from '../errors';
import { dialRequest } from './dial-request';

/** What is wrong with the shape of a request, each in words that say what to write. */
export function requestFaults(value: unknown): Fault[] {
  const { error } = dialRequest.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) => faultsOf(issue));
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join('.'),
        message: 'is not known here',
      }));
    case 'invalid_value':
      return [{ path, message: `must be one of ${issue.values.map(String).join(', ')}` }];
    case 'invalid_type': {
      const isMissing = issue.message.endsWith('received undefined') && path !== '';
      return [{ path, message: isMissing ? 'is missing' : `must be of type ${issue.expected}` }];
    }
    default:
      return [{ path, message: issue.message }];
  }
}
