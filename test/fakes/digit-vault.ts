import type { DigitVault } from '../../lambda/core/digits/digit-vault';

/** Private digits in memory. */
export class InMemoryDigitVault implements DigitVault {
  readonly digits = new Map<string, string>();

  async keep(callId: string, name: string, digits: string): Promise<void> {
    this.digits.set(`${callId} ${name}`, digits);
  }

  async find(callId: string, name: string): Promise<string | undefined> {
    return this.digits.get(`${callId} ${name}`);
  }
}
