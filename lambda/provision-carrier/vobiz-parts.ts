import * as z from 'zod';
import { AmbiguousError } from '../adapters/carriers/carrier-error';
import type { CarrierNotes } from '../core/carriers/carrier-notes';
import { ByonError } from '../core/errors';
import { LOOKS_AFTER_MS } from '../custom-resource/owned';
import type { Patience } from '../custom-resource/patience';
import { patiently } from './patiently';

/** An origination URI or an IP ACL: Vobiz shows its id and its address, and not the name that we gave it. */
export interface Part {
  id: string;
  address: string;
}

/** One sort of parts at Vobiz. */
export interface PartKind {
  /** As in `origination URI`. */
  readonly what: string;
  list(): Promise<Part[]>;
  create(address: string): Promise<{ id: string }>;
  /** Tolerates that it is gone. */
  remove(id: string): Promise<void>;
}

const note = z.object({
  /** The account at Vobiz: a stack may move from one to another. */
  account: z.string(),
  address: z.string(),
  /** Those with this address that were there before ours. */
  before: z.array(z.string()),
  /** Missing where we were about to make it, and nobody has told what became of that. */
  id: z.string().optional(),
});
const notes = z.object({ parts: z.array(note) });
type Note = z.infer<typeof note>;

/**
 * The parts of a trunk's that one resource of a stack has made. What has no name at Vobiz is ours only by its id,
 * which is noted as soon as it is known. Before that stands a note of what is there already: should the answer be
 * lost, then what is new is ours.
 */
export class VobizParts {
  constructor(
    private readonly kind: PartKind,
    private readonly account: string,
    private readonly kept: CarrierNotes,
    private readonly name: string,
  ) {}

  /** The part of ours with this address, which it makes if there is none. @throws ByonError, CarrierError. */
  async ensure(address: string, time: Patience): Promise<Part> {
    const { account } = this;
    const all = await this.list(time);
    const noted = await this.noted();
    const known = noted.find((one) => one.account === account && one.address === address);
    const others = noted.filter((one) => one !== known);
    const mine = known && this.ours(known, all);
    if (mine) {
      if (known.id === undefined) await this.save([...others, { ...known, id: mine.id }]);
      return mine;
    }
    const intent = {
      account,
      address,
      before: all.filter((part) => isAt(part, address)).map(({ id }) => id),
    };
    await this.save([...others, intent]);
    const { id } = await patiently(time, {
      what: `the creation of an ${this.kind.what} at Vobiz`,
      call: () => this.kind.create(address),
      already: (error) => this.look(intent, error, time),
    });
    await this.save([...others, { ...intent, id }]);
    return { id, address };
  }

  /** Removes what is ours, but for what has this address. */
  async sweep(except: string | undefined, time: Patience): Promise<void> {
    let rest = await this.noted();
    for (const one of this.here(rest).filter(({ address }) => address !== except)) {
      const { id } = one.id === undefined ? ((await this.lookAgain(one, time)) ?? {}) : { id: one.id };
      if (id !== undefined) {
        await patiently(time, {
          what: `the deletion of the ${this.kind.what} ${id} at Vobiz`,
          call: () => this.kind.remove(id),
        });
      }
      rest = rest.filter((other) => other !== one);
      await this.save(rest);
    }
  }

  /** Those of ours that are there. */
  async present(time: Patience): Promise<Part[]> {
    const all = await this.list(time);
    return this.here(await this.noted()).flatMap((one) => this.ours(one, all) ?? []);
  }

  private here(all: readonly Note[]): Note[] {
    return all.filter(({ account }) => account === this.account);
  }

  private ours({ address, before, id }: Note, all: readonly Part[]): Part | undefined {
    if (id !== undefined) return all.find((part) => part.id === id);
    const [found, ...more] = all.filter((part) => isAt(part, address) && !before.includes(part.id));
    if (more.length === 0) return found;
    throw new ByonError(
      `Vobiz has ${more.length + 1} new ${this.kind.what}s with the address ${address}, and shows no names, so that ` +
        'nobody can tell which one is of this stack; delete those that you do not need in its console, and try again',
    );
  }

  /** What an attempt has made whose answer was lost. A refused one has made nothing. */
  private async look(intent: Note, error: unknown, time: Patience): Promise<Part | undefined> {
    return error instanceof AmbiguousError ? this.lookAgain(intent, time) : undefined;
  }

  private async lookAgain(intent: Note, time: Patience): Promise<Part | undefined> {
    for (const pause of LOOKS_AFTER_MS) {
      await time.pause(pause);
      const found = this.ours(intent, await this.list(time));
      if (found) return found;
    }
    return undefined;
  }

  private list(time: Patience): Promise<Part[]> {
    return patiently(time, { what: `the list of ${this.kind.what}s at Vobiz`, call: () => this.kind.list() });
  }

  private async noted(): Promise<Note[]> {
    const found = await this.kept.findPart(this.name);
    return found === undefined ? [] : notes.parse(found).parts;
  }

  private async save(parts: Note[]): Promise<void> {
    if (parts.length === 0) await this.kept.forgetPart(this.name);
    else await this.kept.savePart(this.name, { parts });
  }
}

/** Whether Vobiz keeps an address to the letter is *unverified*. */
function isAt(part: Part, address: string): boolean {
  return plain(part.address) === plain(address);
}

function plain(address: string): string {
  return address
    .toLowerCase()
    .replace(/^sips?:/, '')
    .replace(/[;?].*$/, '');
}
