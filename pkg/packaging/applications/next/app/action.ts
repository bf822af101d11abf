'use server';

import { redirect } from 'next/navigation';

export async function setPassword(data: FormData) {
  redirect(`/sent?${new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))}`);
}
