const all = require('../../all.js')['messages/de/basic.js'];
exports.__esModule = true;
exports.default = all.default;
exports.de = all.de;
