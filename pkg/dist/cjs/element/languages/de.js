module.exports = require('../../all.js')['element/languages/de.js'];
