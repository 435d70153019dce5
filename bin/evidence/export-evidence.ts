import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoEvidence } from '../../lambda/adapters/dynamodb/evidence-store';
import { verifyChain } from '../../lambda/adapters/evidence-chain';
import { SecretCalleeHash } from '../../lambda/adapters/secret-callee-hash';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import { e164 } from '../../lambda/core/numbers/e164';
import { connection } from '../aws/connection';
import { guard } from '../aws/guard';
import { outputOf } from '../dial/dial-function';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { chainInWords, evidencePage } from './page';

export interface EvidenceOptions extends RegistryOptions {
  /** E.164. */
  callee: string;
  /** A day of UTC, as in 2026-11-01, or a moment, as in 2026-11-01T09:00:00+05:30. */
  from: string;
  /** The same; a day counts whole. */
  to: string;
  /** The folder. */
  out: string;
}

const RECORDS = 'decisions.jsonl';
const PAGE = 'evidence.html';
const DAY_MS = 86_400_000;

/**
 * Writes the decisions about a callee into a folder, for people and for programs, and says whether their chain is whole.
 *
 * @returns the exit code: 1 where the chain is not sound.
 * @throws InvalidInputError with every fault of the options.
 */
export async function exportEvidence(
  options: EvidenceOptions,
  output: Output = process.stdout,
): Promise<number> {
  const { callee, out, stack } = options;
  const span = spanOf(options);
  return withRegistry(options, async ({ client, table, clock }) => {
    const arn = await outputOf(options, 'CalleeKey');
    const secrets = guard(new SecretsManagerClient(connection(options)), {
      'SecretsManagerClient/GetSecretValueCommand': 'secretsmanager:GetSecretValue',
    });
    const hash = await SecretCalleeHash.of({ client: secrets, arn, clock }).of(callee);
    const all = await new DynamoEvidence({ client, table }).history(hash, 0);
    const records = all.filter(({ at }) => at >= span.from && at <= span.to);
    const chain = { check: verifyChain(all), count: all.length, newest: all.at(-1)?.hash };
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    const digest = createHash('sha256').update(text).digest('hex');
    mkdirSync(out, { recursive: true });
    writeFileSync(path.join(out, RECORDS), text, { flag: 'wx' });
    const page = { callee, hash, ...span, exportedAt: clock.now(), stack, records, chain, digest };
    writeFileSync(path.join(out, PAGE), evidencePage(page), { flag: 'wx' });
    output.write(
      `${records.length} of ${all.length} decisions are in ${out}: ${PAGE} for people, ${RECORDS} for programs.\n`,
    );
    output.write(`Chain: ${chainInWords(chain)}.\n`);
    return chain.check.sound ? 0 : 1;
  });
}

function spanOf({ callee, from, to, out }: EvidenceOptions): { from: number; to: number } {
  const faults: Fault[] = [];
  if (!e164.safeParse(callee).success) {
    faults.push({ path: '--callee', message: 'must be E.164, as in +919876543210' });
  }
  const begin = momentOf(from, 0);
  const end = momentOf(to, DAY_MS - 1);
  const wanted =
    'must be a day, as in 2026-11-01, or a moment with its zone, as in 2026-11-01T09:00:00+05:30';
  if (begin === undefined) faults.push({ path: '--from', message: `${wanted}; it is ${from}` });
  if (end === undefined) faults.push({ path: '--to', message: `${wanted}; it is ${to}` });
  if (begin !== undefined && end !== undefined && begin > end) {
    faults.push({ path: '--to', message: `must not be before --from; it is ${to}` });
  }
  for (const file of [RECORDS, PAGE].filter((name) => existsSync(path.join(out, name)))) {
    faults.push({
      path: '--out',
      message: `has ${file} already, and evidence is not written over; name another folder`,
    });
  }
  if (faults.length > 0) throw new InvalidInputError('byon evidence export', faults);
  return { from: begin!, to: end! };
}

/** @param rest of a day that is named whole. */
function momentOf(text: string, rest: number): number | undefined {
  if (z.iso.date().safeParse(text).success) return Date.parse(`${text}T00:00:00Z`) + rest;
  return z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : undefined;
}
