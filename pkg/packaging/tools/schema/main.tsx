import { createRoot } from 'react-dom/client';
import { Policy } from 'genkan/inline';
import document from 'genkan/policies/support_center.json';

import { SetPassword } from './form';

const policy = await Policy.from(document);
createRoot(globalThis.document.getElementById('app')!).render(<SetPassword policy={policy} />);
