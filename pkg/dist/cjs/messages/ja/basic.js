const all = require('../../all.js')['messages/ja/basic.js'];
exports.__esModule = true;
exports.default = all.default;
exports.ja = all.ja;
