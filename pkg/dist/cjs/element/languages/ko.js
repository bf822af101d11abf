const all = require('../../all.js')['element/languages/ko.js'];
exports.__esModule = true;
exports.default = all.default;
