import { bundleChanged } from '../../build/bundle';
import { pythonWithMiniStack } from './python';

/** Makes what every file of these tests uses and none changes: the emulator's installation and the functions' code. */
export default async function prepare(): Promise<void> {
  pythonWithMiniStack();
  await bundleChanged();
}
