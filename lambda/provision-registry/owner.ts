/**
 * Under which name a stack keeps its notes in the registry table.
 *
 * @param stackId as in `arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/8d0a…`.
 * @param logicalId of the `Custom::ByonRegistryRecords`.
 */
export function registryOwner({ stackId, logicalId }: { stackId: string; logicalId: string }): string {
  return `${stackId.split('/')[1] ?? stackId}/${logicalId}`;
}
