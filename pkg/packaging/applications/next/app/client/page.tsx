import Link from 'next/link';

import { setPassword } from '../action';
import { SetPassword } from './form';

export default function Page() {
  return (
    <>
      <SetPassword action={setPassword} />
      <Link id="away" href="/away">Another page</Link>
    </>
  );
}
