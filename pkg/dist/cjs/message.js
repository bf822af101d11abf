module.exports = require('./all.js')['message.js'];
