import { createRoot } from 'react-dom/client';

import { SetPassword } from './form';

createRoot(document.getElementById('app')!).render(<SetPassword />);
