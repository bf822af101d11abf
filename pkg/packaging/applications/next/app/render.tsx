'use client';

import { useRouter } from 'next/navigation';

/** Has the server render the page again. */
export function Render() {
  const router = useRouter();
  return <button type="button" id="render" onClick={() => router.refresh()}>Render again</button>;
}
