const all = require('../../all.js')['messages/ko/basic.js'];
exports.__esModule = true;
exports.default = all.default;
exports.ko = all.ko;
