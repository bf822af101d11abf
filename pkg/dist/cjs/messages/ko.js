const all = require('../all.js')['messages/ko.js'];
exports.__esModule = true;
exports.default = all.default;
exports.ko = all.ko;
