const all = require('../../all.js')['element/languages/es.js'];
exports.__esModule = true;
exports.default = all.default;
