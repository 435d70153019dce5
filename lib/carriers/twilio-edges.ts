import { CfnMapping, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NotFoundError } from '../../lambda/core/errors';
import data from './twilio-edges.json';

const MAPPING = 'ByonTwilioEdges';

/** Twilio's edge for the Voice Connectors of each region. */
export const TWILIO_EDGES: Readonly<Record<string, { edge: string; evidence: string }>> = data.regions;

/**
 * Twilio's edge that is nearest to a region: as text, or as a look-up that CloudFormation makes.
 *
 * @throws NotFoundError for a region that has no Voice Connectors.
 */
export function twilioEdge(scope: Construct, region: string): string {
  if (!Token.isUnresolved(region)) return edgeIn(region);
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(MAPPING) as CfnMapping | undefined;
  const mapping =
    existing ??
    new CfnMapping(stack, MAPPING, {
      mapping: Object.fromEntries(Object.entries(TWILIO_EDGES).map(([name, { edge }]) => [name, { edge }])),
    });
  return mapping.findInMap(region, 'edge');
}

function edgeIn(region: string): string {
  const found = TWILIO_EDGES[region];
  if (found) return found.edge;
  throw new NotFoundError(
    `the edge of Twilio for ${region} is not known; there are ${Object.keys(TWILIO_EDGES).join(', ')}`,
  );
}
