const all = require('../all.js')['messages/zh-Hans.js'];
exports.__esModule = true;
exports.default = all.default;
exports.zhHans = all.zhHans;
