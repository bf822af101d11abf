const all = require('../all.js')['messages/en.js'];
exports.__esModule = true;
exports.default = all.default;
exports.en = all.en;
