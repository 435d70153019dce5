import { FakeProvider, type Answer, type Asked } from './fake-provider';

/** Something that means nothing: a ping, or a comment. */
export const KEEP_ALIVE: unique symbol = Symbol('keep-alive');

/** What a language model does next: say something, call a tool, think, keep the line alive, or fail. */
export type Deed =
  | string
  /** Arguments as JSON text, in the pieces in which they come. */
  | { tool: string; args: string[] }
  | { thought: string }
  | typeof KEEP_ALIVE
  /** In the provider's own words. */
  | { error: string };

/** Why a reply ends. undefined: it never says that it does. */
export type Ending = 'stop' | 'tools' | 'length' | 'filter' | undefined;

/** What a language model was told, whatever the provider calls it. */
export interface Told {
  model: string;
  system: string;
  /** One line a message: `user: …`, `assistant: …`, `call id name {…}`, `result id …`. */
  conversation: string[];
  tools: { name: string; description: string; parameters: unknown }[];
  /** The request's body. */
  body: Record<string, unknown>;
}

/** A language model that does what its script says. */
export abstract class FakeModel extends FakeProvider {
  reply: Deed[] = ['We open ', 'at nine.'];
  ending: Ending = 'stop';
  readonly told: Told[] = [];
  // Small and odd, so that events and characters are cut anywhere.
  override pieceBytes = 7;

  protected abstract readonly type: string;
  /** @throws Refusal for what the real one refuses. */
  protected abstract read(asked: Asked): Told | Promise<Told>;
  /** The reply on the wire. */
  protected abstract frames(told: Told): (string | Buffer)[];

  protected override async answer(asked: Asked): Promise<Answer> {
    const told = await this.read(asked);
    this.told.push(told);
    const body = Buffer.concat(this.frames(told).map((frame) => Buffer.from(frame as string)));
    return { type: this.type, body };
  }
}
