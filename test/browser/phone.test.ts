import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hasSpeech } from '../../lambda/core/speech/loudness';
import { wavOfLine } from '../../lambda/core/speech/wav';
import { WallClock } from '../../local/clock';
import { startPhone, type Phone } from '../../local/phone';
import { offlineSpeech } from '../../local/sim/voice';
import type { World } from '../../local/world';
import { NUMBER, openPhoneWorld, UNKNOWN } from '../local/phone/phone-world';
import { openChromium } from './chromium';

describe('the phone in a browser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'byon-phone-'));
  const microphone = path.join(folder, 'microphone.wav');
  let browser: Browser;
  let world: World;
  let phone: Phone;
  let page: Page;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    const speech = await offlineSpeech(new WallClock())('Good evening. When are you open today?', 'en-IN');
    writeFileSync(microphone, wavOfLine(speech));
    browser = await openChromium(microphone);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    agent: Parameters<typeof openPhoneWorld>[1] = {},
    options: BrowserContextOptions = {},
  ): Promise<void> {
    world = await openPhoneWorld(new WallClock(), agent);
    phone = await startPhone({ world, port: 0 });
    page = await browser.newPage(options);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => requests.push(request.url()));
    page.on('websocket', (socket) => requests.push(socket.url()));
    await page.goto(phone.url);
    await page.getByText('Ready').waitFor();
  }
  afterEach(async () => {
    const host = new URL(phone.url).host;
    await page.close();
    await phone.close();
    await world.close();
    const elsewhere = requests.splice(0).filter((url) => new URL(url).host !== host);
    expect({ complaints: complaints.splice(0), elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const transcript = () => page.getByRole('log', { name: 'Transcript' });
  const agentSays = (text: string) => transcript().locator('.agent', { hasText: text }).waitFor();
  const callerSays = (text: string | RegExp) =>
    transcript().locator('.caller:not(.waiting)', { hasText: text }).waitFor();
  const state = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  async function say(text: string): Promise<void> {
    await page.getByLabel('What you say').fill(text);
    await button('Say').click();
  }

  it('takes a typed call from the greeting to the hang-up', async () => {
    await open();
    await button('Call').click();
    await agentSays('Clinic, hello.');
    await say('When are you open?');
    await callerSays('When are you open?');
    await agentSays('Until nine.');
    await page.getByText(/s pause$/).waitFor();
    await button('Hang up').click();
    await page.getByText('You hung up.').waitFor();

    await page.locator('#wire > summary').click();
    await page.locator('#wire-log summary', { hasText: 'NEW_INBOUND_CALL' }).click();
    await page.getByText('"SchemaVersion": "1.0"').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the recording' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.wav$/);
    expect(await button('Call').isEnabled()).toBe(true);
  });

  it('hears the microphone, and the agent takes its turn', async () => {
    await open();
    let callId = '';
    world.watch(({ transactionId }) => (callId = transactionId));
    /** What the turn worker understood of the recordings that held speech. */
    const turnsHeard = async () => (await world.store.listTurns(callId)).flatMap(({ heard }) => heard || []);
    await button('Call').click();
    await state('The agent listens');
    await button('Microphone').click();
    await callerSays(/speech of [1-9]/);
    await transcript().locator('.agent').nth(1).waitFor();
    expect(await turnsHeard()).toEqual([expect.stringMatching(/^\(speech of [1-9]/)]);
    await button('Microphone is on').click();
    await button('Microphone').waitFor();
    await button('Hang up').click();
    const recording = await page.getByRole('link', { name: 'Download the recording' }).getAttribute('href');
    const wav = await (await fetch(new URL(recording!, phone.url))).arrayBuffer();
    expect(hasSpeech(callerIn(wav))).toBe(true);
  });

  it('keys digits with the dial pad', async () => {
    await open({ listening: { digitGapSeconds: 1 } });
    await button('Call').click();
    await state('The agent listens');
    for (const key of ['4', '2', 'hash']) await button(key).click();
    await callerSays('keyed 42');
    await agentSays('4 2');
  });

  it('can be used by keyboard alone', async () => {
    await open();
    const focused = () => page.evaluate<string>(`document.activeElement?.id ?? ''`);
    const tabTo = async (id: string) => {
      for (let tabs = 0; (await focused()) !== id; tabs++) {
        if (tabs > 40) throw new Error(`no way to ${id} by the tab key`);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('call');
    await page.keyboard.press('Enter');
    await state('The agent listens');
    expect(await focused()).toBe('line');
    await page.keyboard.type('When are you open?');
    await page.keyboard.press('Enter');
    await agentSays('Until nine.');

    await state('The agent listens');
    await page.locator('#pad button').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(/^4/);
    await page.keyboard.type('7#');
    await callerSays('keyed 7');

    await tabTo('hang-up');
    expect(await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')).toBe(
      'solid',
    );
    await page.keyboard.press('Space');
    await page.getByText('You hung up.').waitFor();
    expect(await focused()).toBe('call');
  });

  it.each([360, 390, 768, 1280])('fits a screen of %i pixels', async (width) => {
    await open(
      { greeting: 'Averyverylongwordthatnobodywouldsayonatelephonebutsomebodymaywrite.' },
      { viewport: { width, height: 800 } },
    );
    await button('Call').click();
    await transcript().locator('.agent').waitFor();
    await page.locator('#wire > summary').click();
    await page.locator('#wire-log summary').first().click();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  });

  it('says who does not answer, and what is wrong with a number', async () => {
    await open();
    await page.getByLabel('Call', { exact: true }).selectOption('other');
    await page.getByLabel('Another number').fill('5550142');
    await button('Call').click();
    await page.getByRole('alert').filter({ hasText: 'must be a plus sign and digits' }).waitFor();
    await page.getByLabel('Another number').fill(UNKNOWN);
    await button('Call').click();
    await page.getByText('No agent answers this number.').waitFor();
    expect(await page.getByRole('alert').isVisible()).toBe(false);
  });

  it('says that the microphone was refused', async () => {
    await open();
    await page.evaluate(
      `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`,
    );
    await button('Call').click();
    await state('The agent listens');
    await button('Microphone').click();
    await page.getByRole('alert').filter({ hasText: 'may not use the microphone' }).waitFor();
    expect(await button('Microphone').getAttribute('aria-pressed')).toBe('false');
  });

  it('says that the server is gone', async () => {
    await open();
    await button('Call').click();
    await agentSays('Clinic, hello.');
    await phone.close();
    await page.getByRole('alert').filter({ hasText: 'switched off' }).waitFor();
    expect(await button('Call').isDisabled()).toBe(true);
    phone = await startPhone({ world, port: 0 });
    requests.length = 0;
    // Of what was on its way then, the browser says so.
    const others = complaints.splice(0).filter((text) => !text.includes('ERR_CONNECTION_REFUSED'));
    expect(others).toEqual([]);
  });

  it('says what is simulated and how to change that', async () => {
    await open({ llm: 'openai/gpt-4.1-mini' });
    const providers = page.getByRole('complementary', { name: 'Providers' });
    await providers.getByText('openai/gpt-4.1-mini').waitFor();
    await providers.getByText('OPENAI_API_KEY=…').waitFor();
    await providers.getByText('understands no words').waitFor();
    expect(await page.getByLabel('Call', { exact: true }).inputValue()).toBe(NUMBER);
  });
});

/** The left channel of a stereo WAV. */
function callerIn(wav: ArrayBuffer): Int16Array {
  return new Int16Array(wav.slice(44)).filter((_, index) => index % 2 === 0);
}
