const all = require('../../all.js')['element/languages/fr.js'];
exports.__esModule = true;
exports.default = all.default;
