import type { DynamoRegistryChanges } from '../../../lambda/adapters/dynamodb/registry-changes';
import type { DynamoRegistryImport } from '../../../lambda/adapters/dynamodb/registry-import';
import type { Agent } from '../../../lambda/core/agents/agent';
import { numberRecord, type NumberRecord } from '../../../lambda/core/numbers/number';
import { transferTargets, variablesWithoutValue } from '../../../lib/config/checks/agent';
import { faultsOfNumber } from '../../../lib/config/checks/number';
import { residencyFaults } from '../../../lib/config/checks/residency';
import type { Finding } from '../../../lib/private/finding';
import { shapeFindings } from '../../../lib/private/shape';
import type { Row } from './row';

/** What is wrong with a row. */
export interface RowFault {
  line: number;
  /** As in `dlt.declaredPurposes`; empty for the row as a whole. */
  property: string;
  /** As it was written, shortened; empty where there is none. */
  value: string;
  /** What is allowed. */
  message: string;
}

const LONGEST_VALUE = 60;

/**
 * Finds all that is wrong with the rows of a file: each for itself, against the rows before it, and against the agents
 * and routes of the registry. Of each row it remembers the number and its line, and no more.
 */
export class RowChecker {
  private readonly lineOfNumber = new Map<number, number>();
  private readonly lineOfRoute = new Map<string, number>();
  private readonly agents = new Map<string, Promise<Agent | undefined>>();

  constructor(
    private readonly ports: {
      changes: Pick<DynamoRegistryChanges, 'currentAgent' | 'findVersion'>;
      table: Pick<DynamoRegistryImport, 'foreignRoutes'>;
    },
  ) {}

  async check(rows: readonly Row[]): Promise<RowFault[]> {
    const routes = new Map<string, string>();
    const found: { row: Row; record: NumberRecord | undefined; findings: Finding[] }[] = [];
    for (const row of rows) {
      const { data: record } = numberRecord.safeParse(row.value);
      found.push({ row, record, findings: await this.findingsOf(row, record) });
      for (const route of record?.routes ?? []) routes.set(route, record!.number);
    }
    const foreign = routes.size > 0 ? await this.ports.table.foreignRoutes(routes) : new Set<string>();
    return found.flatMap(({ row, record, findings }) =>
      [...findings, ...foreignRoutes(record, foreign)].map((finding) => faultOf(row, finding)),
    );
  }

  private async findingsOf(row: Row, record: NumberRecord | undefined): Promise<Finding[]> {
    if (row.fault !== undefined) return [{ path: [], message: row.fault }];
    if (!record) return [...shapeFindings(numberRecord, row.value), ...this.takenBefore(row)];
    return [
      ...this.takenBefore(row),
      ...faultsOfNumber(record.number, record).map(({ path, message }) => ({
        path: path.length === 0 ? ['number'] : path,
        message,
      })),
      ...residencyFaults(record.number, record),
      ...suspensionFaults(record),
      ...this.routesTakenBefore(row, record),
      ...(await this.agentFaults(record)),
    ];
  }

  /** A number is known by its digits: 15 of them fit, and take less room than the text. */
  private takenBefore({ line, value }: Row): Finding[] {
    const number = (value as { number?: unknown } | null)?.number;
    if (typeof number !== 'string' || !/^\+\d{7,15}$/.test(number)) return [];
    const first = this.lineOfNumber.get(Number(number));
    if (first !== undefined) {
      return [{ path: ['number'], message: `stands in line ${first} already; keep one of the two` }];
    }
    this.lineOfNumber.set(Number(number), line);
    return [];
  }

  private routesTakenBefore({ line }: Row, { routes }: NumberRecord): Finding[] {
    return routes.flatMap((route, i) => {
      const first = this.lineOfRoute.get(route);
      if (first !== undefined) {
        return [{ path: ['routes', i], message: `stands in line ${first} already; a route has one number` }];
      }
      this.lineOfRoute.set(route, line);
      return [];
    });
  }

  private async agentFaults({
    number,
    agent: id,
    agentVersion,
    variables,
  }: NumberRecord): Promise<Finding[]> {
    const agent = await this.agent(id);
    const answering = agentVersion === undefined ? agent : await this.agent(id, agentVersion);
    if (!agent) {
      const message = `there is no agent ${id} in the registry; npx byon agents list shows those that there are`;
      return [{ path: ['agent'], message }];
    }
    if (!answering) {
      const message = `agent ${id} has no such version; npx byon agents show ${id} lists them`;
      return [{ path: ['agentVersion'], message }];
    }
    const missing = [...new Set(variablesWithoutValue(answering, variables).map(({ name }) => name))];
    const loops = transferTargets(answering).some(({ to }) => to === number);
    return [
      ...missing.map((name) => ({
        path: ['variables'],
        message: `lacks ${name}, which agent ${id} asks for`,
      })),
      ...(loops
        ? [{ path: ['agent'], message: `${id} transfers calls to this very number; name another agent` }]
        : []),
    ];
  }

  private agent(id: string, version?: string): Promise<Agent | undefined> {
    const { changes } = this.ports;
    const key = JSON.stringify([id, version]);
    const known =
      this.agents.get(key) ??
      (version === undefined
        ? changes.currentAgent(id).then((current) => current?.agent)
        : changes.findVersion(id, version));
    this.agents.set(key, known);
    return known;
  }
}

function suspensionFaults({ status, suspension }: NumberRecord): Finding[] {
  if (status === 'suspended' || !suspension) return [];
  return [
    { path: ['suspension'], message: 'is that of a suspended number, and this one is active; remove it' },
  ];
}

function foreignRoutes(record: NumberRecord | undefined, foreign: ReadonlySet<string>): Finding[] {
  return (record?.routes ?? []).flatMap((route, i) =>
    foreign.has(route)
      ? [
          {
            path: ['routes', i],
            message: 'leads to another number of the registry; take it off one of the two',
          },
        ]
      : [],
  );
}

function faultOf({ line, value }: Row, { path, message }: Finding): RowFault {
  let at: unknown = value;
  for (const step of path) at = (at as Record<string | number, unknown> | null | undefined)?.[step];
  const shown = path.length === 0 || at === undefined ? '' : JSON.stringify(at);
  return {
    line,
    property: path.join('.'),
    value: shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE)}…` : shown,
    message,
  };
}
