import { createSSRApp } from 'vue';

import Form from './Form.vue';

createSSRApp(Form).mount('#app');
