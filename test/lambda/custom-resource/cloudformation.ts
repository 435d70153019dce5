import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Put } from '../../../lambda/custom-resource/put';
import { HttpServer } from '../../fakes/http-server';

export type Properties = Record<string, unknown>;

/** One resource of a template. Properties may come from the attributes of those before it. */
export interface Resource {
  type: string;
  properties: Properties | ((attribute: (logicalId: string, name: string) => string) => Properties);
}
/** By logical id, in the order of dependence. */
export type Template = Record<string, Resource>;

export interface Answer {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId: string;
  Data?: Record<string, string>;
}

interface Deployed {
  type: string;
  physicalId: string;
  properties: Properties;
  data: Record<string, string>;
}

interface Unwanted {
  logicalId: string;
  type: string;
  physicalId: string;
  properties: Properties;
}

export type Ending = 'COMPLETE' | 'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED';
export type RequestType = 'Create' | 'Update' | 'Delete';
type Invoke = (event: Record<string, unknown>) => Promise<void>;

/** What the test lets CloudFormation do to the next request of a kind. */
export type Twist = 'loses the answer' | 'sends it twice';

/**
 * CloudFormation's course of events to custom resources, one stack: an Update that brings another physical id is
 * followed by a Delete of the former, a failure by the old properties in the same way, and a failed Create by a
 * Delete of the answered id, or of an invented one where no answer came.
 */
export class CloudFormation {
  readonly stackId: string;
  /** What was answered, in order. */
  readonly answers: Answer[] = [];
  /** The bodies as they came. */
  readonly bodies: string[] = [];
  readonly contentTypes: (string | undefined)[] = [];
  private readonly twists = new Map<RequestType, Twist>();
  private readonly answered = new Map<string, Answer>();
  private readonly forgotten = new Set<string>();
  private deployed = new Map<string, Deployed>();
  private givenUp: Unwanted[] = [];
  private stuck?: { before: Map<string, Deployed>; replacedBefore: Unwanted[]; at: [string, Deployed] };

  private server?: HttpServer;

  /** Answers are put within the process, by `put`. */
  constructor(
    private readonly invoke: Invoke,
    readonly stackName = 'Byon',
  ) {
    this.stackId = stackIdOf(stackName);
  }

  /** Answers come by HTTP. */
  static async open(invoke: Invoke, stackName?: string): Promise<CloudFormation> {
    const stack = new CloudFormation(invoke, stackName);
    stack.server = await HttpServer.open((request, body, response) => {
      stack.receive(request.url ?? '', request.headers['content-type'], body.toString());
      response.end();
    });
    return stack;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** Brings an answer without a socket. */
  readonly put: Put = async (url, body) => {
    const { pathname, search } = new URL(url);
    this.receive(`${pathname}${search}`, '', body);
    return { status: 200 };
  };

  /** Something that happens to the next request of this kind. */
  next(request: RequestType, twist: Twist): void {
    this.twists.set(request, twist);
  }

  /** Nothing happens to the next requests after all. */
  calm(): void {
    this.twists.clear();
  }

  physicalId(logicalId: string): string | undefined {
    return this.deployed.get(logicalId)?.physicalId;
  }

  data(logicalId: string): Record<string, string> {
    return this.deployed.get(logicalId)?.data ?? {};
  }

  get reasons(): string[] {
    return this.answers.flatMap(({ Reason }) => (Reason === undefined ? [] : [Reason]));
  }

  /** A first deployment, or another one. */
  async deploy(template: Template): Promise<Ending> {
    const before = new Map(this.deployed);
    const replaced: Unwanted[] = [];
    if (await this.reach(template, replaced)) {
      const removed = [...before].filter(([id]) => !(id in template)).reverse();
      await this.deleteAll([...replaced.reverse(), ...removed.map(unwanted)]);
      for (const [id] of removed) this.deployed.delete(id);
      return 'COMPLETE';
    }
    return this.rollBack(before, replaced);
  }

  /** What a person does after `ROLLBACK_FAILED`: the resource that failed is asked again. */
  async continueRollBack(): Promise<'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED'> {
    if (!this.stuck) throw new Error('no rollback has failed');
    const { before, replacedBefore, at } = this.stuck;
    delete this.stuck;
    this.deployed.set(...at);
    return this.rollBack(before, replacedBefore);
  }

  async delete(): Promise<'COMPLETE' | 'FAILED'> {
    for (const [logicalId, resource] of [...this.deployed].reverse()) {
      const answer = await this.send('Delete', logicalId, resource.type, {
        PhysicalResourceId: resource.physicalId,
        ResourceProperties: resource.properties,
      });
      if (answer?.Status !== 'SUCCESS') return 'FAILED';
      this.deployed.delete(logicalId);
    }
    return 'COMPLETE';
  }

  /** What a person does who reads in the stack's events what CloudFormation could not delete and left. */
  async deleteGivenUp(): Promise<void> {
    const all = this.givenUp;
    this.givenUp = [];
    await this.deleteAll(all);
  }

  /** Creates and updates in order, until one fails. */
  private async reach(template: Template, replaced: Unwanted[]): Promise<boolean> {
    for (const [logicalId, { type, properties: given }] of Object.entries(template)) {
      const properties = asText(
        typeof given === 'function' ? given((id, name) => this.data(id)[name] ?? `(no ${name})`) : given,
      ) as Properties;
      const present = this.deployed.get(logicalId);
      if (present && isDeepStrictEqual(present.properties, properties)) continue;
      const done = present
        ? await this.update(logicalId, present, properties, replaced)
        : await this.create(logicalId, type, properties);
      if (!done) return false;
    }
    return true;
  }

  private async create(logicalId: string, type: string, properties: Properties): Promise<boolean> {
    const answer = await this.send('Create', logicalId, type, { ResourceProperties: properties });
    const invented = `${this.stackName}-${logicalId}-1T4XQLH9ZK2VB`;
    const physicalId = answer?.PhysicalResourceId ?? invented;
    this.deployed.set(logicalId, { type, physicalId, properties, data: answer?.Data ?? {} });
    return answer?.Status === 'SUCCESS';
  }

  private async update(
    logicalId: string,
    present: Deployed,
    properties: Properties,
    replaced: Unwanted[],
  ): Promise<boolean> {
    const { type, physicalId } = present;
    const answer = await this.send('Update', logicalId, type, {
      PhysicalResourceId: physicalId,
      ResourceProperties: properties,
      OldResourceProperties: present.properties,
    });
    const next = answer?.PhysicalResourceId ?? physicalId;
    const done = answer?.Status === 'SUCCESS';
    if (next !== physicalId) replaced.push({ logicalId, type, physicalId, properties: present.properties });
    this.deployed.set(logicalId, {
      type,
      physicalId: next,
      properties,
      data: done ? (answer?.Data ?? {}) : present.data,
    });
    return done;
  }

  /** The old properties, to all that was touched; then what came new, and what was replaced on the way back, goes. */
  private async rollBack(
    before: Map<string, Deployed>,
    replacedBefore: Unwanted[],
  ): Promise<'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED'> {
    const replaced: Unwanted[] = [];
    for (const [logicalId, old] of before) {
      const now = this.deployed.get(logicalId);
      if (!now || now === old) continue;
      if (!(await this.update(logicalId, now, old.properties, replaced))) {
        this.stuck = { before, replacedBefore, at: [logicalId, now] };
        return 'ROLLBACK_FAILED';
      }
    }
    const added = [...this.deployed].filter(([id]) => !before.has(id)).reverse();
    // What was replaced on the way there, and was not taken back on the way here.
    const alive = new Set([...this.deployed.values()].map(({ physicalId }) => physicalId));
    const lost = replacedBefore.filter(({ physicalId }) => !alive.has(physicalId));
    await this.deleteAll([...added.map(unwanted), ...replaced.reverse(), ...lost.reverse()]);
    for (const [id] of added) this.deployed.delete(id);
    return 'ROLLBACK_COMPLETE';
  }

  /** Each three times at most. A failure leaves the resource, and is no failure of the stack. */
  private async deleteAll(all: Unwanted[]): Promise<void> {
    for (const thing of all) {
      let done = false;
      for (let attempt = 0; attempt < 3 && !done; attempt += 1) {
        const answer = await this.send('Delete', thing.logicalId, thing.type, {
          PhysicalResourceId: thing.physicalId,
          ResourceProperties: thing.properties,
        });
        done = answer?.Status === 'SUCCESS';
      }
      if (!done) this.givenUp.push(thing);
    }
  }

  private async send(
    request: RequestType,
    logicalId: string,
    type: string,
    own: Record<string, unknown>,
  ): Promise<Answer | undefined> {
    const RequestId = randomUUID();
    const twist = this.twists.get(request);
    this.twists.delete(request);
    if (twist === 'loses the answer') this.forgotten.add(RequestId);
    const event = {
      RequestType: request,
      ResponseURL: `${this.server?.url ?? 'https://answers.example'}/${RequestId}?X-Amz-Signature=planted-signature`,
      StackId: this.stackId,
      RequestId,
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...own,
      ResourceProperties: withToken(own['ResourceProperties'] as Properties),
      ...('OldResourceProperties' in own && {
        OldResourceProperties: withToken(own['OldResourceProperties'] as Properties),
      }),
    };
    await this.invoke(structuredClone(event));
    if (twist === 'sends it twice') await this.invoke(structuredClone(event));
    return this.answered.get(RequestId);
  }

  private receive(url: string, contentType: string | undefined, body: string): void {
    const { RequestId, ...answer } = JSON.parse(body) as Answer & { RequestId: string };
    if (url.split('?')[0] !== `/${RequestId}`) throw new Error('an answer to another request');
    this.bodies.push(body);
    this.contentTypes.push(contentType);
    this.answers.push(answer);
    if (!this.forgotten.has(RequestId) && !this.answered.has(RequestId)) this.answered.set(RequestId, answer);
  }
}

/** Of a stack that CloudFormation has or is going to have. */
export function stackIdOf(stackName = 'Byon'): string {
  return `arn:aws:cloudformation:us-east-1:111122223333:stack/${stackName}/5b1c1d70-0000-11f0-8000-0e0e0e0e0e0e`;
}

function unwanted([logicalId, { type, physicalId, properties }]: [string, Deployed]): Unwanted {
  return { logicalId, type, physicalId, properties };
}

function withToken(properties: Properties): Properties {
  return {
    ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:provision',
    ServiceTimeout: '600',
    ...properties,
  };
}

/** CloudFormation hands numbers and booleans on as text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asText(member)]));
  }
  return String(value);
}
