import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Counts every request of `fetch` in this process, and every socket, from before it is opened. */
export class RequestsMade {
  made = 0;
  private readonly count = () => void this.made++;

  constructor() {
    for (const channel of CHANNELS) subscribe(channel, this.count);
  }

  close(): void {
    for (const channel of CHANNELS) unsubscribe(channel, this.count);
  }
}

const CHANNELS = ['undici:request:create', 'undici:client:beforeConnect', 'net.client.socket'];
