module.exports = require('./all.js')['generate.js'];
