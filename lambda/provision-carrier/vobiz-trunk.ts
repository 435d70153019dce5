import type * as z from 'zod';
import { AmbiguousError, CarrierError, isNotThere } from '../adapters/carriers/carrier-error';
import {
  createTrunk,
  deleteTrunk,
  listNumbers,
  listTrunks,
  readTrunk,
  updateTrunk,
  type Trunk,
  type TrunkChanges,
  type TrunkSettings,
  type VobizConnection,
} from '../adapters/carriers/vobiz';
import type { CarrierNotes } from '../core/carriers/carrier-notes';
import { ByonError } from '../core/errors';
import type { Log } from '../core/ports';
import { LOOKS_AFTER_MS, ownedResource, type Owned } from '../custom-resource/owned';
import { markOf, type Owner } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import { opened, unlessLockedOut } from './opened';
import { patiently } from './patiently';
import type { Services } from './services';
import { worthOf } from './transient';
import { VobizParts, type Part, type PartKind } from './vobiz-parts';

/** What both directions of a trunk have in common. */
interface Common {
  SecretArn: string;
  Table: string;
}

/** One direction: a trunk that is linked to one part, which tells where its calls go to or come from. */
export interface Direction<P extends Common> {
  readonly properties: z.ZodType<P>;
  /** The end of the trunk's name. */
  readonly suffix: string;
  /** For the name of the notes. */
  readonly partName: string;
  partKind(vobiz: VobizConnection, name: string): PartKind;
  addressOf(properties: P): string;
  /** After the part is there, and before a trunk is linked to it. */
  settle?(vobiz: VobizConnection, part: Part, properties: P, time: Patience, log: Log): Promise<void>;
  settingsOf(properties: P, name: string, part: Part): TrunkSettings;
  linked(trunk: Trunk): string | undefined;
  link(part: Part): TrunkChanges;
  dataOf(trunk: Trunk): Record<string, string>;
}

const PREFIX = 'vobiz:';

/** A trunk of Vobiz's and its part, which are made and removed together. */
export function vobizTrunkKind<P extends Common>(
  direction: Direction<P>,
  services: Services,
): ResourceKind<P> {
  const bound = async (owner: Owner & { log: Log }, { SecretArn, Table }: P) => {
    const vobiz = await opened(services.vobiz(SecretArn));
    return new TrunkLife(direction, vobiz, services.notes(Table, owner), owner);
  };

  return {
    properties: direction.properties,

    async create(request) {
      const life = await bound(request, request.properties);
      try {
        return await life.resource.create(request);
      } catch (error) {
        await life.sweepAfterFailure(request.time);
        throw error;
      }
    },

    async update(request) {
      const { properties, previous, physicalId, time, log } = request;
      const life = await bound(request, properties);
      if (previous && previous.SecretArn !== properties.SecretArn) {
        await unlessLockedOut(log, async () =>
          (await bound(request, previous)).removeStrays(physicalId, time),
        );
      }
      return life.resource.update(request);
    },

    async delete(request) {
      const { physicalId, properties, time } = request;
      if (properties === undefined) return;
      const noted = await services.notes(properties.Table, request).findPart(direction.partName);
      // Nothing is made before it is noted. A stack whose secret was wrong from the beginning must be able to go.
      if (noted === undefined && !isPhysicalId(physicalId)) return;
      const life = await bound(request, properties);
      await life.resource.delete(request);
      await life.sweepUnlessUsed(time);
    },
  };
}

class TrunkLife<P extends Common> {
  readonly resource: ResourceKind<P>;
  private readonly name: string;
  private readonly parts: VobizParts;
  private readonly log: Log;

  constructor(
    private readonly direction: Direction<P>,
    private readonly vobiz: VobizConnection,
    notes: CarrierNotes,
    owner: Owner & { log: Log },
  ) {
    this.log = owner.log;
    this.name = `byon-${markOf(owner)}-${direction.suffix}`;
    const kind = direction.partKind(vobiz, this.name);
    this.parts = new VobizParts(kind, vobiz.authId, notes, direction.partName);
    this.resource = ownedResource(this.life());
  }

  /** A part without a trunk is left where a Create failed between the two. */
  async sweepUnlessUsed(time: Patience): Promise<void> {
    if ((await this.mine(time)).length === 0) await this.parts.sweep(undefined, time);
  }

  /** What an Update has made in an account that the stack doesn't move to after all. */
  async removeStrays(physicalId: string, time: Patience): Promise<void> {
    const strays = (await this.mine(time)).map(physicalIdOf).filter((id) => id !== physicalId);
    for (const id of strays) await this.remove(id, time);
    await this.sweepUnlessUsed(time);
  }

  async sweepAfterFailure(time: Patience): Promise<void> {
    try {
      await this.sweepUnlessUsed(time);
    } catch (error) {
      // CloudFormation's Delete looks into the notes again. What matters is why the Create failed.
      this.log.warn('what a failed Create may have left could not be removed', { error });
    }
  }

  private life(): Owned<P, Trunk> {
    const { direction, vobiz } = this;
    return {
      properties: direction.properties,
      idOf: physicalIdOf,
      isId: isPhysicalId,
      resultOf: (trunk) => ({ physicalId: physicalIdOf(trunk), data: direction.dataOf(trunk) }),
      canBecome: () => true,
      get: (id, time) => this.read(id, time),
      find: (_owner, _properties, time) => this.mine(time),

      create: async (_owner, properties, time, already) => {
        const part = await this.part(properties, time);
        const trunk = await patiently(time, {
          what: 'the creation of a trunk at Vobiz',
          call: () => createTrunk(vobiz, direction.settingsOf(properties, this.name, part)),
          already,
        });
        return this.converge(trunk, properties, part, time);
      },

      looksAfter: (error) => (error instanceof AmbiguousError ? LOOKS_AFTER_MS : []),

      converge: async (_owner, trunk, properties, _previous, time) =>
        this.converge(trunk, properties, await this.part(properties, time), time),

      remove: (id, time) => this.remove(id, time),
    };
  }

  private async part(properties: P, time: Patience): Promise<Part> {
    const { direction, vobiz } = this;
    const part = await this.parts.ensure(direction.addressOf(properties), time);
    await direction.settle?.(vobiz, part, properties, time, this.log);
    return part;
  }

  /** What Vobiz doesn't show is written again. */
  private async converge(trunk: Trunk, properties: P, part: Part, time: Patience): Promise<Trunk> {
    const { direction: _, ...settings } = this.direction.settingsOf(properties, this.name, part);
    const wanted: TrunkChanges = { ...settings, enabled: true };
    const shown: Readonly<Record<string, unknown>> = trunk;
    const differs = Object.entries(wanted).some(([name, value]) => shown[name] !== value);
    const after = differs ? await this.change(trunk.id, wanted, time) : trunk;
    await this.parts.sweep(part.address, time);
    return after;
  }

  private change(id: string, changes: TrunkChanges, time: Patience): Promise<Trunk> {
    const call = () => updateTrunk(this.vobiz, id, changes);
    return patiently(time, { what: `the change of the trunk ${id} at Vobiz`, call });
  }

  /** Those with our name in this account. */
  private async mine(time: Patience): Promise<Trunk[]> {
    const call = () => listTrunks(this.vobiz);
    const all = await patiently(time, { what: 'the list of trunks at Vobiz', call });
    return all.filter(({ name }) => name === this.name);
  }

  private async read(physicalId: string, time: Patience): Promise<Trunk | undefined> {
    const id = physicalId.slice(PREFIX.length);
    const call = () => readTrunk(this.vobiz, id).catch(undefinedIfGone);
    return patiently(time, { what: `the reading of the trunk ${id} at Vobiz`, call });
  }

  private async remove(physicalId: string, time: Patience): Promise<void> {
    const trunk = await this.read(physicalId, time);
    if (trunk === undefined) return;
    await this.refuseWithNumbers(trunk, time);
    await this.unlinkForeign(trunk, time);
    let disabled = !trunk.enabled;
    await patiently(time, {
      what: `the deletion of the trunk ${trunk.id} at Vobiz, which may still have calls`,
      call: async () => {
        try {
          await deleteTrunk(this.vobiz, trunk.id);
        } catch (error) {
          if (isBusy(error) && !disabled) {
            await this.change(trunk.id, { enabled: false }, time);
            disabled = true;
          }
          throw error;
        }
      },
      worth: (error) => (isBusy(error) ? Infinity : worthOf(error)),
    });
  }

  /** Numbers come off a trunk that is deleted, and lead nowhere then. */
  private async refuseWithNumbers({ id }: Trunk, time: Patience): Promise<void> {
    const all = await patiently(time, {
      what: 'the list of numbers at Vobiz',
      call: () => listNumbers(this.vobiz),
    });
    const count = all.filter(({ routing }) => routing.trunkId === id).length;
    if (count === 0) return;
    throw new ByonError(
      `${count === 1 ? 'a number is' : `${count} numbers are`} still on the trunk ${id}, put there by hand; take them ` +
        "off in Vobiz's console, then delete again",
    );
  }

  /** What a trunk is linked to is deleted with it, so that nothing may be which we haven't made. */
  private async unlinkForeign(trunk: Trunk, time: Patience): Promise<void> {
    const ours = await this.parts.present(time);
    const isForeign = (id: string | undefined) => id !== undefined && !ours.some((part) => part.id === id);
    const [substitute] = ours;
    let now = trunk;
    if (isForeign(this.direction.linked(trunk)) && substitute) {
      now = await this.change(trunk.id, this.direction.link(substitute), time);
    }
    if (![now.primaryUriId, now.fallbackUriId, now.ipAclId].some(isForeign)) return;
    throw new ByonError(
      `the trunk ${trunk.id} at Vobiz is linked to an origination URI or IP ACL which this stack has not made and ` +
        "which would be deleted with it; take that off the trunk in Vobiz's console, and try again",
    );
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof CarrierError && error.status === 409;
}

function physicalIdOf({ id }: Trunk): string {
  return `${PREFIX}${id}`;
}

function isPhysicalId(physicalId: string): boolean {
  return physicalId.startsWith(PREFIX);
}

function undefinedIfGone(error: unknown): undefined {
  if (!isNotThere(error)) throw error;
}
