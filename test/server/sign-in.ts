import { createHash, randomBytes } from 'node:crypto';

/** Signs somebody in at the development provider as a browser would, and gives the ID token with its nonce; `cookies` are the browser's. */
export async function idTokenOf(
  provider: { issuer: string; clientId: string },
  name: string,
  cookies = new Map<string, string>(),
): Promise<{ idToken: string; nonce: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const nonce = randomBytes(16).toString('hex');
  const redirect = 'http://127.0.0.1:49152/callback';
  const visit = async (
    address: string,
    form?: Record<string, string>,
  ): Promise<{ next: string | null; page: string }> => {
    const answer = await fetch(new URL(address, provider.issuer), {
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
  const query = new URLSearchParams({
    client_id: provider.clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirect,
    nonce,
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let at = await visit(`/auth?${query}`);
  for (let step = 0; step < 12 && at.next && !at.next.startsWith(redirect); step += 1) {
    const address = at.next;
    at = await visit(address);
    if (at.next) continue;
    const prompt = /name="prompt" value="(\w+)"/.exec(at.page)?.[1] ?? 'login';
    at = await visit(address, prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt });
  }
  const code = new URL(at.next ?? '', redirect).searchParams.get('code');
  if (!code) throw new Error('The development provider gave no code.');
  const answer = await fetch(new URL('/token', provider.issuer), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      client_id: provider.clientId,
      code_verifier: verifier,
    }),
  });
  const { id_token } = (await answer.json()) as { id_token?: string };
  if (!id_token) throw new Error('The development provider gave no ID token.');
  return { idToken: id_token, nonce };
}
