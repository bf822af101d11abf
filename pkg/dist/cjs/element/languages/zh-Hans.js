const all = require('../../all.js')['element/languages/zh-Hans.js'];
exports.__esModule = true;
exports.default = all.default;
