import type { ChainCheck } from '../../lambda/adapters/evidence-chain';
import { escapeXml } from '../../lambda/bridge/xml';
import type { Finding } from '../../lambda/core/compliance/decision';
import type { EvidenceRecord } from '../../lambda/core/compliance/evidence';

export interface EvidencePage {
  /** E.164. */
  callee: string;
  hash: string;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  exportedAt: number;
  stack: string;
  records: readonly EvidenceRecord[];
  /** All decisions about the callee, those outside of the span too. */
  chain: { check: ChainCheck; count: number; newest: string | undefined };
  /** SHA-256 of the file of records. */
  digest: string;
}

/** A page that people read: every decision in the span, with its reasons and what it rests on. */
export function evidencePage(page: EvidencePage): string {
  const { callee, hash, from, to, exportedAt, stack, records, chain, digest } = page;
  const allowed = records.filter(({ decision }) => decision.allowed).length;
  const head = [
    ['Callee', callee],
    ['Callee in the records (keyed hash)', hash],
    ['From', time(from)],
    ['To', time(to)],
    ['Exported', `${time(exportedAt)}, stack ${stack}`],
    ['Decisions in this time', `${records.length}: ${allowed} allowed, ${records.length - allowed} denied`],
    ['Chain of all decisions', chainInWords(chain)],
    ['SHA-256 of decisions.jsonl', digest],
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Decisions on calls to ${escapeXml(callee)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; }
.denied { background: #fde7e7; }
pre { overflow-x: auto; background: #f4f4f4; padding: .5rem; }
</style>
<h1>Decisions on calls to ${escapeXml(callee)}</h1>
<p>Each was written before anything was dialled. Not legal advice. This page names a person's number: keep it as such.</p>
<table>${head.map(([name, value]) => `<tr><th>${escapeXml(name!)}</th><td>${escapeXml(value!)}</td></tr>`).join('\n')}</table>
${records.map(recordInHtml).join('\n')}
</html>
`;
}

function recordInHtml({ seq, at, reference, decision, facts, previous, hash }: EvidenceRecord): string {
  const { allowed, rulePack, findings } = decision;
  return `<h2>${seq}. ${time(at)}: ${allowed ? 'allowed' : 'denied'}</h2>
<p>Reference ${escapeXml(reference)} · rules ${escapeXml(rulePack.id)}, version ${escapeXml(rulePack.version)}</p>
<table>
<tr><th>Rule</th><th>Verdict</th><th>Reason</th><th>Source</th></tr>
${findings.map(findingInHtml).join('\n')}
</table>
<details><summary>Facts, and the record's place in the chain</summary>
<pre>${escapeXml(JSON.stringify({ facts, previous, hash }, undefined, 2))}</pre>
</details>`;
}

function findingInHtml({ rule, verdict, reason, source }: Finding): string {
  const cells = [rule, verdict, reason, source].map((text) => `<td>${escapeXml(text)}</td>`).join('');
  return `<tr${verdict === 'denied' ? ' class="denied"' : ''}>${cells}</tr>`;
}

export function chainInWords({ check, count, newest }: EvidencePage['chain']): string {
  if (!check.sound) return `NOT SOUND: record ${check.seq} was ${check.fault}`;
  if (newest === undefined) return 'there are none';
  return `sound: ${count} record${count === 1 ? '' : 's'} as they were written; hash of the newest: ${newest}`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
