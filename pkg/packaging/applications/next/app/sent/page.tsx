export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  return <output id="sent">{JSON.stringify(Object.entries(await searchParams))}</output>;
}
