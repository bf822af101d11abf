const all = require('../all.js')['messages/de.js'];
exports.__esModule = true;
exports.default = all.default;
exports.de = all.de;
