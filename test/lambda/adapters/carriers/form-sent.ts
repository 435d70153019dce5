/** Keeps the last form that goes to a carrier: the journal of a fake masks keys. */
export class FormSent {
  form = new URLSearchParams();

  constructor(private readonly passOn: typeof fetch) {}

  readonly fetch: typeof fetch = (input, init) => {
    const body = init?.body;
    if (typeof body === 'string' || body instanceof URLSearchParams) this.form = new URLSearchParams(body);
    return this.passOn(input, init);
  };

  get(name: string): string {
    return this.form.get(name) ?? '';
  }
}
