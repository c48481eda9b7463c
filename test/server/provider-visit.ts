/** What a page said that a sign-in ended on. */
export interface Ended {
  status: number;
  headers: Headers;
  page: string;
  /** The address that the provider sent the browser to. */
  address: string;
}

/** Goes on with a sign-in as a person would in a browser: from the address that Proofdesk gives to the page that it ends on. */
export async function signInByHand(begin: string, name: string): Promise<Ended> {
  const cookies = new Map<string, string>();
  const provider = new URL(begin).origin;
  const visit = async (address: URL, form?: Record<string, string>) => {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (key && value !== undefined) cookies.set(key, value);
    }
    return { next: answer.headers.get('location'), page: await answer.text() };
  };
  let address = new URL(begin);
  for (let step = 0; step < 14; step += 1) {
    let at = await visit(address);
    if (at.next === null) {
      const prompt = /name="prompt" value="(\w+)"/.exec(at.page)?.[1];
      if (!prompt) throw new Error(`The development provider showed something else: ${at.page.slice(0, 400)}`);
      at = await visit(address, prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt });
    }
    address = new URL(at.next!, address);
    if (address.origin === provider) continue;
    if (!/^https?:$/.test(address.protocol))
      return { status: 0, headers: new Headers(), page: '', address: address.href };
    const ended = await fetch(address);
    return { status: ended.status, headers: ended.headers, page: await ended.text(), address: address.href };
  }
  throw new Error('The sign-in came to no end.');
}
