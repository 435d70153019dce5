import type * as z from 'zod';
import type { Log } from '../core/ports';
import type { Patience } from './patience';

/** One sort of custom resource. The same request may come twice, so each method must bear that. */
export interface ResourceKind<P> {
  /** Of the template's properties, without `ServiceToken` and `ServiceTimeout`. */
  readonly properties: z.ZodType<P>;
  create(request: CreateRequest<P>): Promise<ResourceResult>;
  update(request: UpdateRequest<P>): Promise<ResourceResult>;
  delete(request: DeleteRequest<P>): Promise<void>;
}

export interface ResourceResult {
  /** Another one than before makes CloudFormation delete the former, after the rest of the stack. */
  physicalId: string;
  /** What `Fn::GetAtt` finds. No secrets; a few hundred bytes. */
  data?: Record<string, string>;
}

interface ResourceRequest {
  stackId: string;
  logicalId: string;
  /** How long the work may last, and the retries within it. */
  time: Patience;
  log: Log;
  /**
   * Names what exists by now. A failure from here on is answered with this id, so that CloudFormation's Delete
   * comes back with it. Undefined: nothing was left behind.
   */
  readonly holding: (physicalId: string | undefined) => void;
}

export interface CreateRequest<P> extends ResourceRequest {
  properties: P;
}

export interface UpdateRequest<P> extends ResourceRequest {
  physicalId: string;
  properties: P;
  /** Undefined when today's schema refuses what an earlier version accepted. */
  previous: P | undefined;
}

export interface DeleteRequest<P> extends ResourceRequest {
  /** An invented one when CloudFormation never got the answer to a Create. */
  physicalId: string;
  /** Undefined when they are faulty: with these, nothing can have been made. */
  properties: P | undefined;
}
