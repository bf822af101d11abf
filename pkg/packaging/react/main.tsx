import { createRoot } from 'react-dom/client';

import 'genkan/element/style.css';
import { SetPassword } from './form';

createRoot(document.getElementById('app')!).render(<SetPassword action="/answer" />);
