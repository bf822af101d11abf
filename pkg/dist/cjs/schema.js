module.exports = require('./all.js')['schema.js'];
