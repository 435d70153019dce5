import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { FileAssetPackaging, Stack, Stage, type FileAssetLocation } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Puts a JSON text among the files that a deployment uploads. An `Asset` would have to be made before the records
 * are known, so this speaks to the synthesizer itself. The name is the hash of the text alone, whatever the folder.
 */
export function addJsonAsset(scope: Construct, json: string): FileAssetLocation {
  const stack = Stack.of(scope);
  const stage = Stage.of(scope);
  if (!stage) throw new Error(`${scope.node.path}: the stack must be in an App or a Stage to be synthesised`);
  const sourceHash = createHash('sha256').update(json).digest('hex');
  const file = path.join(stage.assetOutdir, `asset.${sourceHash}.json`);
  writeFileSync(file, json);
  return stack.synthesizer.addFileAsset({
    // From the folder of the manifest, as every path in it, so that the assembly can be moved.
    fileName: path.relative(stage.outdir, file),
    packaging: FileAssetPackaging.FILE,
    sourceHash,
    displayName: 'Numbers and agents',
  });
}
