module.exports = require('./all.js')['inline.js'];
