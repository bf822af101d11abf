// The page that every application has, for those that a server renders as text.

/** Returns a page in whose body a framework renders. Its script is `main.js`. */
export function shell(body) {
  return wrap({
    head: '<script type="module" src="/main.js"></script>',
    body: `${body}<a id="away" href="/away">Another page</a>`,
  });
}

/** Returns the other page. */
export const away = () => '<!doctype html><title>Another page</title><link rel="icon" href="data:,"><h1>Another page</h1>';

/** Returns the page for a library; `refused` is whether the server has refused a password. */
export function page({ head = '', attributes = '', render = '', isOther = false, refused = false, sent }) {
  return wrap({
    head,
    attributes,
    body: isOther ? '<h1>Another page</h1>' : `<form method="post" action="answer">
      <label for="email">Email</label>
      <input type="email" id="email" name="email">
      <genkan-password policy="/policy.json" email-from="email" confirm="again">${inside({ refused })}</genkan-password>
      <button id="send">Set password</button>
    </form>
    <button type="button" id="render" ${render}>Render again</button>
    <a id="away" href="away">Another page</a>
    ${sent ? `<output id="sent">${JSON.stringify(sent)}</output>` : ''}`,
  });
}

// The element's script is the first, so that it is there before a framework.
function wrap({ head, attributes = '', body }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Set a password</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/genkan/element/genkan-password.css">
    <script type="module" src="/genkan/element/define.js"></script>
    ${head}
  </head>
  <body ${attributes}>
    ${body}
  </body>
</html>`;
}

/** Returns what the page has inside the element. */
export function inside({ refused = false } = {}) {
  const line = refused
    ? '<li data-rule="length" data-status="unmet"><span class="genkan-sign" aria-hidden="true">✗</span>At least 6 characters<span class="genkan-state"> (Not met)</span></li>'
    : '<li data-rule="length">At least 6 characters</li>';
  return `
        <label for="new">New password</label>
        <input type="password" id="new" name="new_password" autocomplete="new-password" required aria-describedby="rules"${refused ? ' aria-invalid="true"' : ''}>
        <ul id="rules" slot="rules">
          ${line}
          <li data-rule="kinds">At least 3 kinds of characters</li>
          <li data-rule="local-part">No part of your email address</li>
        </ul>
        <div slot="confirm">
          <label for="again">Confirm new password</label>
          <input type="password" id="again" name="again" autocomplete="new-password" required>
        </div>
      `;
}
