module.exports = require('./all.js')['index.js'];
