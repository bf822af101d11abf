const all = require('../all.js')['messages/fr.js'];
exports.__esModule = true;
exports.default = all.default;
exports.fr = all.fr;
