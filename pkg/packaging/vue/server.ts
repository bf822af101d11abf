import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';

import Form from './Form.vue';

export const render = (): Promise<string> => renderToString(createSSRApp(Form));
