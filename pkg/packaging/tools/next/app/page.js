// A server component, which checks passwords for each request.
import * as genkan from 'genkan';
import document from 'genkan/policies/support_center.json';

import { verdicts } from '../../../page/verdicts.js';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return <pre>{JSON.stringify(await verdicts(genkan, document))}</pre>;
}
