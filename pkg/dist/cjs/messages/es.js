const all = require('../all.js')['messages/es.js'];
exports.__esModule = true;
exports.default = all.default;
exports.es = all.es;
