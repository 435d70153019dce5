import type { Agent } from '../core/agents/agent';
import { speaking } from '../core/agents/languages';
import { redactedKinds } from '../core/agents/privacy';
import { ByonError, NotFoundError } from '../core/errors';
import { PII_KINDS } from '../core/privacy/kinds';
import type { PlacedRun } from '../core/tools/tool-runner';
import { answer } from './answer';
import { idsOf, waitedUntil, type Conversing, type Given } from './conversing';
import { within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { findTools } from './find-tools';
import { readRecording } from './hear';
import { openKnowledge } from './knowledge';
import { Openings } from './openings';
import { optOutByKey } from './opt-out-by-key';
import { providersOf } from './providers';
import { reasonOf } from './reason';
import { takeIn } from './take-in';
import { keyedIn } from './told';
import { haveResults } from './tools';
import { Turn, type ReplyJob } from './turn';

/** Makes the reply of a turn, unless another worker does. Whatever fails stands in the turn's record. */
export async function reply(job: ReplyJob, deps: TurnWorkerDeps): Promise<void> {
  // Read along with the claim, which saves two round trips. They matter only to whoever gets the turn.
  const found = agentOf(job, deps);
  const given = givenIn(job, deps);
  found.catch(() => {});
  const kinds = found.then(
    ({ privacy }) => redactedKinds(privacy),
    () => PII_KINDS,
  );
  const turn = await Turn.claim(job, deps, kinds);
  if (!turn) return;
  try {
    const agent = speaking(await found, job.language);
    await within(agent.limits.replySeconds, deps.clock, (signal) =>
      converse({ job, agent, given, turn, signal, deps }),
    );
  } catch (error) {
    await turn.finish({ status: 'failed', failure: reasonOf(error) });
    if (!(error instanceof ByonError)) deps.log.error('a turn met an unexpected error', { error });
  }
  logEnd(turn, deps);
}

async function agentOf({ agent: { id, version } }: ReplyJob, { directory }: TurnWorkerDeps): Promise<Agent> {
  const agent = await directory.findAgent(id, version);
  if (agent) return agent;
  throw new NotFoundError(`the agent ${id} is not registered in version ${version}`);
}

function givenIn({ input }: ReplyJob, deps: TurnWorkerDeps): Given {
  if (input.kind !== 'recording') return { digits: keyedIn(input) };
  const recording = readRecording(input.key, deps);
  recording.catch(() => {});
  return { recording };
}

/** Hears the caller and answers. What only the answer needs is looked up while the caller is being heard. */
async function converse(conversing: Conversing): Promise<void> {
  const { job, agent, turn, deps } = conversing;
  if (await optOutByKey(conversing)) return;
  // The caller was told to say it again, so a tool that runs now would run twice.
  if (deps.clock.now() >= waitedUntil(conversing)) throw new ByonError('it was begun too late');
  const tellKnowledge = openKnowledge(agent, deps, idsOf(job));
  const functions = findTools(agent.tools, { ...deps, ...deps.tools }, idsOf(job));
  const runs = earlierRuns(conversing);
  const openings = Openings.find(agent, deps);
  const providers = await providersOf(agent, turn, deps);
  const taken = await takeIn(conversing, providers.stt);
  if (!taken) return;

  const background = {
    earlier: taken.earlier,
    runs: await runs,
    functions: await functions(),
    tellKnowledge,
  };
  if (taken.language === undefined) {
    return answer(conversing, providers, { ...background, openings: await openings });
  }
  const changed = speaking(agent, taken.language);
  await answer({ ...conversing, agent: changed }, await providersOf(changed, turn, deps), {
    ...background,
    openings: await Openings.find(changed, deps),
  });
}

/** What tools did in the turns before. A reply without it is better than none, so it never fails. */
async function earlierRuns({ job, agent, deps: { tools, log } }: Conversing): Promise<PlacedRun[]> {
  if (job.turn === 1 || !haveResults(agent.tools)) return [];
  try {
    const runs = await tools.ledger.runsOf(job.callId);
    return runs.filter(({ place }) => place.turn < job.turn);
  } catch (error) {
    log.error('the results of earlier tools could not be read', { ...idsOf(job), error });
    return [];
  }
}

function logEnd({ kept: record }: Turn, { log }: TurnWorkerDeps): void {
  const { status, failure, next, parts, timings, heard } = record;
  const fields = { ...idsOf(record), status, failure, next: next?.type, parts: parts.length, timings };
  const pii = { heard, said: parts.map(({ text }) => text) };
  if (failure === undefined) log.info('a turn is done', fields, pii);
  else if (status === 'replied') log.warn('a reply was cut short', fields, pii);
  else log.error('a turn failed', fields, pii);
}
