import type { Session } from '../session/session';

/** Nobody is signed in any more. */
export class SessionEnded extends Error {}

/** Sends the token; where it is refused, once more with a new one. */
export function authorized(session: Session): (request: Request) => Promise<Response> {
  return async (request) => {
    const again = request.clone();
    const token = await session.token();
    if (token === null) throw new SessionEnded();
    const response = await fetch(withToken(request, token));
    if (response.status !== 401) return response;
    const renewed = await session.token(token);
    return renewed === null ? response : fetch(withToken(again, renewed));
  };
}

function withToken(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
