module.exports = require('../../all.js')['element/languages/es.js'];
