module.exports = require('../../all.js')['element/languages/fr.js'];
