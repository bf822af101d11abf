import { useState } from 'react';
import 'genkan/element/define';
import type { Report } from 'genkan';

export function SetPassword() {
  const [email, setEmail] = useState('');
  const [report, setReport] = useState<Report>();
  return (
    <form>
      <label htmlFor="email">Email</label>
      <input type="email" id="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      <genkan-password policy="/policy.json" email={email} ongenkan-report={(event) => setReport(event.detail)}>
        <label htmlFor="new">New password</label>
        <input type="password" id="new" name="new_password" autoComplete="new-password" required />
      </genkan-password>
      <button id="send" disabled={report?.accepted === false}>Set password</button>
    </form>
  );
}
