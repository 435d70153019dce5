import { Annotations, CfnMapping, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Finding } from '../../lambda/core/checks/finding';
import { CHIME_REGIONS, chimeRegion } from './chime-regions';

const MAPPING = 'ByonChimeRegions';

/** What is wrong with the region of a stack. */
export function faultsOfRegion(scope: Construct): Finding[] {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || chimeRegion(region)) return [];
  const near = region.startsWith('ap-south-') ? '; the nearest to India is ap-southeast-1' : '';
  const message = `${region} has no Amazon Chime SDK Voice Connectors; there are ${CHIME_REGIONS.join(', ')}${near}`;
  return [{ path: ['env', 'region'], message }];
}

/** Once for a stack, however many resources ask. */
export function warnOfOpenRegion(scope: Construct): void {
  const stack = Stack.of(scope);
  if (!Token.isUnresolved(stack.region)) return;
  Annotations.of(stack).addWarningV2(
    'byon-cdk:chime-region-open',
    `The stack has no fixed region. Deploy it to one of ${CHIME_REGIONS.join(', ')}; set env.region to have it checked.`,
  );
}

/**
 * Ranges of the region, separated by commas: as text where the region is known, otherwise as a look-up that
 * CloudFormation makes.
 */
export function rangesOf(scope: Construct, region: string, kind: 'signalling' | 'media'): string {
  if (!Token.isUnresolved(region)) return inWords(region)[kind];
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(MAPPING) as CfnMapping | undefined;
  const mapping =
    existing ??
    new CfnMapping(stack, MAPPING, {
      mapping: Object.fromEntries(CHIME_REGIONS.map((name) => [name, inWords(name)])),
    });
  return mapping.findInMap(region, kind);
}

function inWords(region: string): Record<'signalling' | 'media', string> {
  const { signalling = [], media = [] } = chimeRegion(region) ?? {};
  return {
    signalling: signalling.join(', '),
    media: media.map(({ cidr, ports }) => `${cidr} UDP ${ports}`).join(', '),
  };
}
