import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { matchesExprFilter } from 'dynalite/db';
import { validateExpressions } from 'dynalite/validations';

type Item = Record<string, AttributeValue>;
type Request = Pick<
  UpdateItemCommand['input'] & QueryCommand['input'],
  | 'ConditionExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
>;
interface Parsed {
  _condition?: { expression: unknown };
  _keyCondition?: { expression: unknown };
  _updates?: { sections: Section[] };
}
interface Section {
  type: string;
  path: (string | number)[];
  val?: AttributeValue;
}

/**
 * A DynamoDB table in memory, for the commands that the adapters send. dynalite reads the expressions, so they
 * mean what they mean to the local DynamoDB; HTTP, which thousands of calls have no time for, is left out.
 */
export class MemoryTable {
  /** By partition key, then by sort key. */
  private readonly items = new Map<string, Map<string, Item>>();

  /** @throws Error for a command or an expression that is not known here. */
  serve(command: unknown): object {
    if (command instanceof GetItemCommand) return { Item: this.find(command.input.Key) };
    if (command instanceof PutItemCommand) return this.put(command.input);
    if (command instanceof UpdateItemCommand) return this.update(command.input);
    if (command instanceof DeleteItemCommand) return this.remove(command.input);
    if (command instanceof QueryCommand) return this.query(command.input);
    if (command instanceof BatchGetItemCommand) return this.batch(command.input);
    if (command instanceof BatchWriteItemCommand) return this.writeBatch(command.input);
    if (command instanceof ScanCommand) return { Items: this.all().map(([, item]) => item) };
    throw new Error(`the table in memory knows no ${(command as object).constructor.name}`);
  }

  private put({ Item: item, ...request }: PutItemCommand['input']): object {
    this.check(parsed(request), this.find(item));
    this.store(item!);
    return {};
  }

  private update({ Key, ...request }: UpdateItemCommand['input']): object {
    const wanted = parsed(request);
    const before = this.find(Key);
    this.check(wanted, before);
    const item: Item = { ...(Key as Item), ...before };
    for (const { type, path, val } of wanted._updates?.sections ?? []) {
      const [name] = path;
      if (path.length !== 1 || typeof name !== 'string') throw unknown(request.UpdateExpression);
      if (type === 'remove') delete item[name];
      else if (type === 'set' && isValue(val)) item[name] = val;
      else if (type === 'add' && val?.N !== undefined) item[name] = sum(item[name], val.N);
      else throw unknown(request.UpdateExpression);
    }
    this.store(item);
    return {};
  }

  private remove({ Key, ...request }: DeleteItemCommand['input']): object {
    this.check(parsed(request), this.find(Key));
    this.items.get(Key!['pk']!.S!)?.delete(Key!['sk']!.S!);
    return {};
  }

  private query({ ScanIndexForward = true, ...request }: QueryCommand['input']): object {
    const { ':pk': pk } = request.ExpressionAttributeValues ?? {};
    const { expression } = parsed(request)._keyCondition ?? {};
    // Without a partition key it asks an index.
    const found = (pk?.S === undefined ? this.all() : [...(this.items.get(pk.S) ?? [])])
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, item]) => item)
      .filter((item) => matchesExprFilter(item, expression));
    return { Items: ScanIndexForward ? found : found.reverse() };
  }

  private batch({ RequestItems = {} }: BatchGetItemCommand['input']): object {
    const found = Object.entries(RequestItems).map(([table, { Keys = [] }]): [string, Item[]] => [
      table,
      Keys.map((key: Item) => this.find(key)).filter((item) => item !== undefined),
    ]);
    return { Responses: Object.fromEntries(found) };
  }

  private writeBatch({ RequestItems = {} }: BatchWriteItemCommand['input']): object {
    for (const { PutRequest, DeleteRequest } of Object.values(RequestItems).flat()) {
      if (PutRequest) this.put({ TableName: undefined, ...PutRequest });
      if (DeleteRequest) this.remove({ TableName: undefined, ...DeleteRequest });
    }
    return {};
  }

  private all(): [string, Item][] {
    return [...this.items.values()].flatMap((partition) => [...partition]);
  }

  private find(key: Item | undefined): Item | undefined {
    return this.items.get(key?.['pk']?.S ?? '')?.get(key?.['sk']?.S ?? '');
  }

  private store(item: Item): void {
    const pk = item['pk']!.S!;
    const partition = this.items.get(pk) ?? new Map<string, Item>();
    this.items.set(pk, partition.set(item['sk']!.S!, item));
  }

  private check({ _condition }: Parsed, item: Item = {}): void {
    if (!_condition || matchesExprFilter(item, _condition.expression)) return;
    throw new ConditionalCheckFailedException({ $metadata: {}, message: 'The conditional request failed' });
  }
}

/** What expressions mean, with the names of values in the place of the values. To parse one takes long. */
const meanings = new Map<string, Parsed>();

function parsed(request: Request): Parsed {
  const { ConditionExpression, KeyConditionExpression, UpdateExpression, ExpressionAttributeNames } = request;
  const text = [ConditionExpression, KeyConditionExpression, UpdateExpression];
  const wanted = JSON.stringify([...text, ExpressionAttributeNames]);
  const values = request.ExpressionAttributeValues ?? {};
  const meaning = meanings.get(wanted) ?? withNames(parse(request), values);
  meanings.set(wanted, meaning);
  return withValues(meaning, values);
}

function parse(request: Request): Parsed {
  const read: Parsed & Record<string, unknown> = { ...request };
  const fault = validateExpressions(read);
  if (fault !== undefined) throw new Error(`ValidationException: ${fault}`);
  const { _condition, _keyCondition, _updates } = read;
  return {
    ...(_condition && { _condition }),
    ...(_keyCondition && { _keyCondition }),
    ...(_updates && { _updates }),
  };
}

class ValueNamed {
  constructor(readonly name: string) {}
}

function withNames(meaning: Parsed, values: Item): Parsed {
  const names = new Map(Object.entries(values).map(([name, value]) => [value as unknown, name]));
  return mapped(meaning, (part) => {
    const name = names.get(part);
    return name === undefined ? undefined : new ValueNamed(name);
  }) as Parsed;
}

function withValues(meaning: Parsed, values: Item): Parsed {
  return mapped(meaning, (part) => (part instanceof ValueNamed ? values[part.name] : undefined)) as Parsed;
}

/** A copy of plain data, with other parts in the place of some. */
function mapped(data: unknown, other: (part: unknown) => unknown): unknown {
  const instead = other(data);
  if (instead !== undefined) return instead;
  if (Array.isArray(data)) return data.map((part) => mapped(part, other));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, mapped(part, other)]));
}

function sum(before: AttributeValue | undefined, more: string): AttributeValue {
  return { N: String(Number(before?.N ?? 0) + Number(more)) };
}

/** dynalite writes functions and sums as something else than one typed value. */
function isValue(val: AttributeValue | undefined): val is AttributeValue {
  return typeof val === 'object' && /^(S|N|B|BOOL|NULL|M|L|SS|NS|BS)$/.test(Object.keys(val).join());
}

function unknown(expression: string | undefined): Error {
  return new Error(`the table in memory does not know the update "${expression}"`);
}
