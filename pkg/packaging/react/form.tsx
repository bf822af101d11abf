import { useCallback, useState } from 'react';
import 'genkan/element/define';
import type { Report } from 'genkan';
import type { GenkanPassword } from 'genkan/element';

export function SetPassword({ action }: { action: string | ((data: FormData) => void) }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [report, setReport] = useState<Report>();
  const [renderings, setRenderings] = useState(0);

  const ref = useCallback((element: GenkanPassword) => {
    element.context = { words: { service: ['example'] } };
    const follow = (event: CustomEvent<Report>) => setReport(event.detail);
    element.addEventListener('genkan-report', follow);
    return () => element.removeEventListener('genkan-report', follow);
  }, []);

  return (
    <form action={action} method={typeof action === 'string' ? 'post' : undefined}>
      <label htmlFor="email">Email</label>
      <input type="email" id="email" name="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      <genkan-password ref={ref} policy="/policy.json" email={email} confirm="again">
        <label htmlFor="new">New password</label>
        <input type="password" id="new" name="new_password" autoComplete="new-password" required
          aria-describedby="rules" value={password} onChange={(event) => setPassword(event.target.value)} />
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
      <button type="button" id="render" onClick={() => setRenderings(renderings + 1)}>Render again ({renderings})</button>
      <output id="accepted">{String(report?.accepted ?? '')}</output>
    </form>
  );
}
