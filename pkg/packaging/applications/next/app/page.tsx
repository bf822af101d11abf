// A server component: React renders it on the server, and hydrates it as a part
// of the page.
import Link from 'next/link';

import { setPassword } from './action';
import { Render } from './render';

export default function Page() {
  return (
    <>
      <form action={setPassword}>
        <label htmlFor="email">Email</label>
        <input type="email" id="email" name="email" />
        <genkan-password policy="/policy.json" email-from="email" confirm="again">
          <label htmlFor="new">New password</label>
          <input type="password" id="new" name="new_password" autoComplete="new-password" required aria-describedby="rules" />
          <ul id="rules" slot="rules">
            <li data-rule="length">At least 6 characters</li>
            <li data-rule="kinds">At least 3 kinds of characters</li>
            <li data-rule="local-part">No part of your email address</li>
          </ul>
          <div slot="confirm">
            <label htmlFor="again">Confirm new password</label>
            <input type="password" id="again" name="again" autoComplete="new-password" required />
          </div>
        </genkan-password>
        <button id="send">Set password</button>
      </form>
      <Render />
      <Link id="away" href="/away">Another page</Link>
    </>
  );
}
