import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { numberKey } from '../../../lambda/adapters/dynamodb/registry-keys';
import { InvalidInputError } from '../../../lambda/core/errors';
import { agentSettingsOf } from '../../builders/agent';
import { aNumber } from '../../builders/number';
import { RegistryDesk, type Records } from './registry-desk';

const NUMBERS = ['+918041234561', '+918041234562', '+918041234563'] as const;
const AGENTS = ['reception', 'sales'] as const;
const ROUTES = ['rule-1', 'rule-2'] as const;

type Fields = Record<string, unknown>;
interface ModelRecord {
  fields: Fields;
  managedBy: string;
}

/** Config and operators at one table, as the rules tell it, without a table. */
class Model {
  records = new Map<string, ModelRecord>();
  private base = new Map<string, Fields>();

  /** @returns false when two numbers would have one route. */
  deploy(wanted: Map<string, Fields>): boolean {
    const next = new Map([...this.records].map(([id, record]) => [id, structuredClone(record)]));
    for (const [id, settings] of wanted) {
      const before = this.base.get(id) ?? {};
      const names = [...new Set([...Object.keys(before), ...Object.keys(settings)])];
      const changed = names.filter((name) => !isDeepStrictEqual(before[name], settings[name]));
      if (changed.length === 0) continue;
      const present = next.get(id);
      if (!present) next.set(id, { fields: { ...settings }, managedBy: 'stack' });
      for (const name of present ? changed : []) {
        if (name in settings) present!.fields[name] = settings[name];
        else delete present!.fields[name];
      }
    }
    const gone = [...this.base.keys()].filter((id) => !wanted.has(id));
    const base = new Map(wanted);
    const goes = (id: string) => next.get(id)?.managedBy === 'stack';
    for (const id of gone.filter((one) => one.startsWith('+') && goes(one))) next.delete(id);
    const routes = [...next.values()].flatMap(({ fields }) => (fields['routes'] as string[]) ?? []);
    if (new Set(routes).size < routes.length) return false;
    const named = new Set([...next.values()].map(({ fields }) => fields['agent']));
    for (const id of gone.filter((one) => !one.startsWith('+') && goes(one))) {
      if (named.has(id)) base.set(id, this.base.get(id)!);
      else next.delete(id);
    }
    [this.records, this.base] = [next, base];
    return true;
  }
}

const someNumber = fc.constantFrom(...NUMBERS);
const someAgent = fc.constantFrom(...AGENTS);
const status = fc.constantFrom('active' as const, 'suspended' as const);
const variables = fc.constantFrom<Record<string, string>[]>({}, { clinic: 'Asha' }, { clinic: 'Rao' });

/** A config: which agents with which greeting and voice, which numbers, and which number has each route. */
const config = fc
  .record({
    agents: fc.record({
      reception: fc.constantFrom('Hello.', 'Namaste.'),
      sales: fc.option(fc.constantFrom('Hi.', 'Welcome.'), { nil: undefined }),
    }),
    voice: fc.option(fc.constant('asha'), { nil: undefined }),
    numbers: fc.uniqueArray(fc.record({ number: someNumber, agent: someAgent, status, variables }), {
      selector: ({ number }) => number,
    }),
    routes: fc.record({
      'rule-1': fc.option(someNumber, { nil: undefined }),
      'rule-2': fc.option(someNumber, { nil: undefined }),
    }),
  })
  .map(({ agents, voice, numbers, routes }): Records => ({
    agents: AGENTS.filter((id) => agents[id]).map((id) =>
      agentRecord(id, agentSettingsOf({ greeting: agents[id], ...(voice && { voice }) })),
    ),
    numbers: numbers.map(({ agent, ...one }) =>
      aNumber({
        ...one,
        agent: agents[agent] ? agent : 'reception',
        routes: ROUTES.filter((route) => routes[route] === one.number),
      }),
    ),
  }));

const step = fc.oneof(
  { weight: 3, arbitrary: config.map((records) => ({ type: 'deploy' as const, records })) },
  fc.record({ type: fc.constant('edit' as const), number: someNumber, fields: fc.record({ status }) }),
  fc.record({ type: fc.constant('edit' as const), number: someNumber, fields: fc.record({ variables }) }),
  fc.record({ type: fc.constant('move' as const), number: someNumber, agent: someAgent }),
  fc.record({ type: fc.constant('take-over' as const), id: fc.constantFrom(...NUMBERS, ...AGENTS) }),
  fc.record({ type: fc.constant('delete' as const), id: fc.constantFrom(...NUMBERS, ...AGENTS) }),
  fc.record({ type: fc.constant('register' as const), number: someNumber, agent: someAgent }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step, desk: RegistryDesk, model: Model): Promise<void> {
  switch (one.type) {
    case 'deploy': {
      const wanted = new Map<string, Fields>([
        ...one.records.agents.map(({ id, version: _, ...settings }): [string, Fields] => [id, settings]),
        ...one.records.numbers.map(({ number, ...settings }): [string, Fields] => [number, settings]),
      ]);
      const done = await desk.deploy(one.records).then(
        () => true,
        (error: unknown) => {
          if (error instanceof InvalidInputError) return false;
          throw error;
        },
      );
      expect(done).toBe(model.deploy(wanted));
      return;
    }
    case 'edit':
    case 'move': {
      const record = model.records.get(one.number);
      if (!record) return;
      const fields = one.type === 'edit' ? one.fields : { agent: one.agent };
      Object.assign(record.fields, fields);
      const index = one.type === 'move' ? { gsi1pk: `AGENT#${one.agent}` } : {};
      return desk.edit(one.number, { ...fields, ...index });
    }
    case 'take-over': {
      const record = model.records.get(one.id);
      if (!record) return;
      record.managedBy = 'operator';
      return desk.edit(one.id, { managedBy: 'operator' });
    }
    case 'delete':
      model.records.delete(one.id);
      return desk.erase(one.id);
    case 'register': {
      if (model.records.has(one.number)) return;
      const { number, ...fields } = aNumber({ number: one.number, agent: one.agent });
      model.records.set(number, { fields, managedBy: 'operator' });
      const index = { gsi1pk: `AGENT#${one.agent}`, gsi1sk: `NUMBER#${number}` };
      return desk.put(numberKey(number), { ...fields, number, ...index, managedBy: 'operator' });
    }
  }
}

/** The records of the table, and whether each route leads where its number says. */
async function records(desk: RegistryDesk): Promise<Map<string, ModelRecord>> {
  const items = Object.entries(await desk.state());
  const found = new Map<string, ModelRecord>();
  for (const [key, item] of items) {
    const id = /^(?:NUMBER|AGENT)#(.*) (?:NUMBER|CURRENT)$/.exec(key)?.[1];
    if (id === undefined) continue;
    const { managedBy, number: _, id: __, version: ___, gsi1pk, gsi1sk: ____, ...fields } = item;
    found.set(id, { fields, managedBy: managedBy as string });
    if (!id.startsWith('+')) continue;
    expect(gsi1pk).toBe(`AGENT#${String(fields['agent'])}`);
    for (const route of fields['routes'] as string[]) {
      expect(await desk.item(`route ${route}`)).toEqual({ number: id });
    }
  }
  return found;
}

test('whatever config and operators do, each has what it set last, and no route is lost', async () => {
  const desk = await RegistryDesk.open();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      await desk.reset();
      const model = new Model();
      for (const one of steps) {
        await take(one, desk, model);
        expect(await records(desk)).toEqual(model.records);
      }
    }),
    { numRuns: 60 },
  );
  await desk.close();
}, 120_000);
