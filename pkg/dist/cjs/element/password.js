module.exports = require('../all.js')['element/password.js'];
