// What every answer carries, and what no stranger's page may do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./site.mjs";
import { request, setPassword, signIn } from "./web.mjs";

const TARO = { name: "山田 太郎", address: "taro@customer.example" };
const HANAKO = { name: "佐藤 花子", address: "hanako@customer.example" };

const site = await openSite([TARO, HANAKO]);

function assertDefended({ headers }, what) {
  const policy = headers.get("content-security-policy") ?? "";
  const directives = new Map(policy.split(";").map((part) => {
    const [name, ...values] = part.trim().split(/\s+/);
    return [name, values];
  }));
  assert.ok(!policy.includes("unsafe-inline"), what);
  assert.ok(!policy.includes("'unsafe-eval'"), what);
  assert.deepEqual(directives.get("default-src"), ["'none'"], `${what}: ${policy}`);
  assert.deepEqual(directives.get("frame-ancestors"), ["'none'"], what);
  assert.deepEqual(directives.get("base-uri"), ["'none'"], what);
  assert.deepEqual(directives.get("form-action"), ["'self'"], what);
  const referrer = what.includes("link") ? "no-referrer" : "same-origin";
  assert.equal(headers.get("referrer-policy"), referrer, what);
  assert.equal(headers.get("x-content-type-options"), "nosniff", what);
  assert.match(headers.get("cache-control") ?? "", /no-store/, what);
}

function assertKept(setCookies, what) {
  for (const cookie of setCookies) {
    // The language is no secret, but no script needs it either.
    assert.match(cookie, /;\s*HttpOnly/i, `${what}: ${cookie}`);
    assert.match(cookie, /;\s*SameSite=(Lax|Strict)/i, `${what}: ${cookie}`);
    assert.match(cookie, /;\s*Path=\//i, `${what}: ${cookie}`);
  }
}

test("every page carries its defences, and every cookie", async () => {
  const at = (path, options) => request(site.portal.url + path, options);
  await at("/forgot", { form: { email: TARO.address } });
  const { link } = await site.mailServer.emailTo(TARO.address);
  const answers = {
    "/signin": await at("/signin"),
    "/forgot": await at("/forgot"),
    "/forgot/sent": await at("/forgot/sent"),
    "the link": await request(link),
    "/reset without its token": await at("/reset"),
    "a password that the link refuses": await setPassword(link, "abc"),
    "/help": await at("/help"),
    "nowhere": await at("/nowhere"),
    "a language": await at("/language", { form: { language: "en", back: "/signin" } }),
  };
  answers["a password that the link accepts"] = await setPassword(link, "blue7Kite!");
  answers["a refused sign-in"] = await signIn(site.portal.url, TARO.address, "wrong");
  const session = await signIn(site.portal.url, TARO.address, "blue7Kite!");
  answers["a sign-in"] = session;
  for (const path of ["/", "/password", "/contacts"]) {
    answers[path] = await at(path, { cookies: session.cookies });
    assert.equal(answers[path].status, 200, path);
  }
  answers["a sign-out"] = await at("/signout", { form: {}, cookies: session.cookies });

  assert.equal(answers["the link"].setCookies.length, 0);
  assert.ok(session.setCookies.length > 0);
  assert.equal(answers.nowhere.status, 404);
  for (const [what, answer] of Object.entries(answers)) {
    assertDefended(answer, what);
    assertKept(answer.setCookies, what);
  }
});

test("no other site's page may post here", async () => {
  const session = await signIn(site.portal.url, TARO.address, "blue7Kite!");
  const forms = {
    "/signin": { email: TARO.address, password: "blue7Kite!" },
    "/forgot": { email: TARO.address },
    "/reset": { new_password: "green8Kite!", confirmation: "green8Kite!" },
    "/password": { current_password: "blue7Kite!", new_password: "green8Kite!", confirmation: "green8Kite!" },
    "/signout": {},
    "/language": { language: "en", back: "/" },
  };
  for (const [path, form] of Object.entries(forms)) {
    for (const headers of [
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { origin: "https://provider.example", "sec-fetch-site": "same-site" },
      // Older browsers.
      { origin: "https://evil.example", "sec-fetch-site": undefined },
      { origin: "null", "sec-fetch-site": undefined },
      { origin: site.portal.url, "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": "cross-site" },
    ]) {
      const answer = await request(site.portal.url + path, { form, headers, cookies: session.cookies });
      assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`);
      assertDefended(answer, path);
    }
  }
  assert.equal((await request(`${site.portal.url}/`, { cookies: session.cookies })).status, 200);
});

test("no request decides where an email's link or a redirect leads", async () => {
  await request(`${site.portal.url}/forgot`, {
    form: { email: HANAKO.address },
    headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
  });
  const { link } = await site.mailServer.emailTo(HANAKO.address);
  assert.ok(link.startsWith(`${site.portal.url}/reset/`), link);
  for (const back of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const answer = await request(`${site.portal.url}/language`, { form: { language: "en", back } });
    const target = new URL(answer.location ?? "/", site.portal.url);
    assert.equal(target.origin, site.portal.url, back);
  }
});

test("a sign-in starts a new session, and a sign-out ends it", async () => {
  const planted = (await signIn(site.portal.url, TARO.address, "blue7Kite!")).cookies;
  const again = await request(`${site.portal.url}/signin`, {
    form: { email: TARO.address, password: "blue7Kite!" },
    cookies: planted,
  });
  assert.notEqual(again.cookies, planted, "a session is never kept across a sign-in");
  const home = (cookies) => request(`${site.portal.url}/`, { cookies });
  assert.equal((await home(again.cookies)).status, 200);
  await request(`${site.portal.url}/signout`, { form: {}, cookies: again.cookies });
  assert.equal((await home(again.cookies)).location, "/signin");
});

test("what machines ask for", async () => {
  const change = await request(`${site.portal.url}/.well-known/change-password`);
  assert.deepEqual([change.status, change.location], [303, "/password"]);
  for (const path of ["/healthz", "/readyz"]) {
    assert.equal((await request(site.portal.url + path)).status, 200, path);
  }
  const policy = await request(`${site.portal.url}/policy.json`);
  assert.match(policy.headers.get("content-type"), /^application\/json/);
  assert.equal(JSON.parse(policy.body).name, "support_center");
});
