const all = require('../../all.js')['element/languages/de.js'];
exports.__esModule = true;
exports.default = all.default;
