import type { DynamoRegistryChanges } from '../../../lambda/adapters/dynamodb/registry-changes';
import type { DynamoRegistryImport } from '../../../lambda/adapters/dynamodb/registry-import';
import type { Agent } from '../../../lambda/core/agents/agent';
import { numberRecord, type NumberRecord } from '../../../lambda/core/numbers/number';
import {
  findingsOfNumber,
  findingsWithAgent,
  foreignRoutes,
} from '../../../lambda/core/registry/number-findings';
import type { Finding } from '../../../lambda/core/checks/finding';
import { shapeFindings } from '../../../lambda/core/checks/shape';
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
      [...findings, ...(record ? foreignRoutes(record, foreign) : [])].map((finding) =>
        faultOf(row, finding),
      ),
    );
  }

  private async findingsOf(row: Row, record: NumberRecord | undefined): Promise<Finding[]> {
    if (row.fault !== undefined) return [{ path: [], message: row.fault }];
    if (!record) return [...shapeFindings(numberRecord, row.value), ...this.takenBefore(row)];
    return [
      ...this.takenBefore(row),
      ...findingsOfNumber(record),
      ...this.routesTakenBefore(row, record),
      ...(await findingsWithAgent(record, (id, version) => this.agent(id, version))),
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
