import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { FileAssetPackaging, Lazy, Stack, Stage, type FileAssetLocation } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { acknowledgeResource } from './acknowledge-resource';

export interface JsonAssetProps {
  /** What the CDK CLI calls it while it uploads. */
  readonly displayName: string;
  /** Gives the text. Asked once, when the template is written. */
  readonly json: () => string;
}

/**
 * A JSON text among the files that a deployment uploads, known only when everything has been added. Its name is the
 * hash of the text alone, whatever the folder.
 */
export class JsonAsset {
  readonly bucketName: string;
  readonly objectKey: string;

  private location: FileAssetLocation | undefined;
  private readonly holders: IConstruct[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly props: JsonAssetProps,
  ) {
    const location = () => (this.location ??= this.write());
    this.bucketName = Lazy.string({ produce: () => location().bucketName });
    this.objectKey = Lazy.string({ produce: () => location().objectKey });
  }

  /** Whether it is written for this synth: what is added from now on would be lost. */
  get isWritten(): boolean {
    return this.location !== undefined;
  }

  /** What lets a function read this text, and those of former deployments. */
  readStatement(): PolicyStatement {
    return new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [this.everyFileIn(this.bucketName)],
    });
  }

  /** @param holder the role or policy that the statement stands in. */
  acknowledgeIn(holder: IConstruct): void {
    this.holders.push(holder);
  }

  /** An `Asset` would have to be made before the text is known, so this speaks to the synthesizer itself. */
  private write(): FileAssetLocation {
    const stage = Stage.of(this.scope);
    if (!stage) {
      throw new Error(`${this.scope.node.path}: the stack must be in an App or a Stage to be synthesised`);
    }
    const json = this.props.json();
    const sourceHash = createHash('sha256').update(json).digest('hex');
    const file = path.join(stage.assetOutdir, `asset.${sourceHash}.json`);
    writeFileSync(file, json);
    const location = Stack.of(this.scope).synthesizer.addFileAsset({
      // From the folder of the manifest, as every path in it, so that the assembly can be moved.
      fileName: path.relative(stage.outdir, file),
      packaging: FileAssetPackaging.FILE,
      sourceHash,
      displayName: this.props.displayName,
    });
    for (const holder of this.holders) this.acknowledge(holder, location.bucketName);
    return location;
  }

  private acknowledge(holder: IConstruct, bucket: string): void {
    acknowledgeResource(holder, {
      resource: this.everyFileIn(bucket),
      reason:
        'The key is the hash of the text. A rollback reads the former one, before a policy that named its key ' +
        'would be in force again.',
    });
  }

  private everyFileIn(bucket: string): string {
    return `arn:${Stack.of(this.scope).partition}:s3:::${bucket}/*.json`;
  }
}
