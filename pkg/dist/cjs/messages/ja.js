const all = require('../all.js')['messages/ja.js'];
exports.__esModule = true;
exports.default = all.default;
exports.ja = all.ja;
