// Requests as they travel, without a browser's help.

/** One request, not followed anywhere, with cookies as a string. */
export async function request(url, { cookies, form, ...options } = {}) {
  const origin = new URL(url).origin;
  const headers = { ...(cookies && { cookie: cookies }), ...options.headers };
  if (form) {
    options.method = "POST";
    options.body = new URLSearchParams(form);
    // What every browser sends with a form of the same site.
    if (!("origin" in headers)) headers.origin = origin;
    if (!("sec-fetch-site" in headers)) headers["sec-fetch-site"] = "same-origin";
  }
  const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
  const response = await fetch(url, { redirect: "manual", ...options, headers: sent });
  return {
    status: response.status,
    headers: response.headers,
    location: response.headers.get("location"),
    setCookies: response.headers.getSetCookie(),
    /** The cookies that a browser would send next. */
    cookies: merge(cookies, response.headers.getSetCookie()),
    body: await response.text(),
  };
}


/** Signs in; the answer's cookies are the session. */
export function signIn(url, address, password) {
  return request(`${url}/signin`, { form: { email: address, password } });
}

/** Sets a password by a link, as the form of its page does. */
export function setPassword(link, password) {
  return request(link, { form: { new_password: password, confirmation: password } });
}

function merge(cookies, setCookies) {
  const jar = new Map(
    (cookies ? cookies.split("; ") : []).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  for (const cookie of setCookies) {
    const [name, value] = cookie.split(";")[0].split(/=(.*)/s);
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
