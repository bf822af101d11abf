const all = require('../../all.js')['messages/fr/basic.js'];
exports.__esModule = true;
exports.default = all.default;
exports.fr = all.fr;
