module.exports = require('../all.js')['element/define.js'];
